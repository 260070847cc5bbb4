/** A walk over a page with the Tab key alone, and what a mouse could have used there. */
import type { Frame, Page } from 'playwright-core';

/** Where the Tab key stops. */
export interface Stop {
  /** What it is, and what it is called: `button "Train"`. */
  name: string;
  /** Whether it looks different with the focus. */
  isSeen: boolean;
  /** Its place among all elements of the page. */
  order: number;
}

export interface Walk {
  stops: Stop[];
  /** Whether the Tab key has left the page at the end. */
  left: boolean;
  /** What a mouse can use, and no key has reached. */
  missed: string[];
}

/** More than any page has. */
const MOST_STOPS = 150;

/** Controls, and what takes a click because it looks like it. */
const USABLE = [
  ...['button', 'a[href]', 'input', 'select', 'textarea', 'summary', 'vscode-button', '[tabindex]'],
  ...['button', 'radio', 'tab', 'slider', 'link', 'menuitem', 'application', 'checkbox'].map(
    role => `[role="${role}"]`,
  ),
].join();
/** One stop of the Tab key: within them, arrow keys lead from one to the next. */
const GROUPS =
  '[role="radiogroup"], [role="tablist"], [role="application"], [role="grid"], .stations';

/** In the page: what has had the focus. */
interface Walked extends Window {
  reached?: Set<Element>;
}

/** From the beginning of the page to where the Tab key leaves it. */
export async function walk(page: Page, frame: Frame): Promise<Walk> {
  await frame.evaluate(() => {
    (window as Walked).reached = new Set();
    const { activeElement, body } = document;
    if (activeElement instanceof HTMLElement) activeElement.blur();
    window.focus();
    // The next Tab begins at the top, wherever the last click was.
    getSelection()?.collapse(body, 0);
    scrollTo(0, 0);
  });
  const stops: Stop[] = [];
  for (let count = 0; count < MOST_STOPS; count++) {
    await page.keyboard.press('Tab');
    const stop = await frame.evaluate(readStop);
    if (!stop) return { stops, left: true, missed: await missed(frame) };
    stops.push(stop);
  }
  return { stops, left: false, missed: await missed(frame) };
}

/** @returns null: the focus is not on the page */
function readStop(): Stop | null {
  const { activeElement: focused } = document;
  if (!document.hasFocus() || !(focused instanceof HTMLElement) || focused === document.body)
    return null;
  (window as Walked).reached?.add(focused);
  // A component has the focus on a part of its own.
  const drawn = focused.shadowRoot?.activeElement ?? focused;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(drawn);
  const background = getComputedStyle(document.body).backgroundColor;
  const isSeen =
    outlineStyle !== 'none' &&
    parseFloat(outlineWidth) >= 1 &&
    outlineColor !== background &&
    !outlineColor.endsWith(', 0)');
  const kind = focused.getAttribute('role') ?? focused.localName;
  const words = focused.getAttribute('aria-label') ?? focused.textContent.trim().slice(0, 40);
  const order = [...document.querySelectorAll('*')].indexOf(focused);
  return { name: `${kind} "${words}"`, isSeen, order };
}

function missed(frame: Frame): Promise<string[]> {
  return frame.evaluate(
    ([usable, groups]) => {
      const reached = [...((window as Walked).reached ?? [])];
      return [...document.querySelectorAll('body *')]
        .filter(element => element.checkVisibility({ visibilityProperty: true }))
        .filter(element => !element.closest(':disabled'))
        .filter(
          element => element.matches(usable) || getComputedStyle(element).cursor === 'pointer',
        )
        .filter(element => {
          const group = element.closest(groups);
          return !reached.some(each => each.contains(element) || group?.contains(each));
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 120));
    },
    [USABLE, GROUPS] as const,
  );
}
