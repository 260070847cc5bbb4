/** Everything on the page that can be pressed, checked, dragged or chosen from, one after the other. */
import assert from 'node:assert/strict';
import { isSeen, keyPress } from './tour';
import type { PageLog } from './pageLog';

const CONTROLS = 'button, vscode-button, input, summary';

/** Presses each control in there that is there now, and is wanted. */
export async function pressAll(
  log: PageLog,
  root: () => Element,
  wanted: (name: string) => boolean,
): Promise<void> {
  for (const name of controlsIn(root()).keys()) {
    if (!wanted(name)) continue;
    const control = controlsIn(root()).get(name);
    if (!control) log.note(`> ${name}`, '  gone');
    else if (control.hasAttribute('disabled')) log.note(`> ${name}`, '  disabled');
    else await use(log, name, control, () => controlsIn(root()).get(name));
  }
}

/** By their names; those with the same are numbered. */
function controlsIn(root: Element): Map<string, HTMLElement> {
  const found = new Map<string, HTMLElement>();
  for (const control of root.querySelectorAll<HTMLElement>(CONTROLS)) {
    if (!isSeen(control)) continue;
    const name = control.getAttribute('aria-label') ?? control.textContent;
    let own = name;
    for (let at = 2; found.has(own); at++) own = `${name} (${at})`;
    found.set(own, control);
  }
  return found;
}

async function use(
  log: PageLog,
  name: string,
  control: HTMLElement,
  again: () => HTMLElement | undefined,
): Promise<void> {
  if (control instanceof HTMLInputElement && control.type === 'range')
    return drag(log, name, control);
  if (control.getAttribute('aria-haspopup') === 'menu') return open(log, name, control);
  if (control.role === 'radio' && control.tabIndex === 0) await walk(log, control);
  const states = ['aria-pressed', 'aria-expanded'];
  const isSwitch =
    control instanceof HTMLInputElement || states.some(each => control.hasAttribute(each));
  if (isSwitch) await log.doesTwice(name, () => again()?.click());
  else await log.does(name, () => control.click());
}

/** From the chosen one of a switch to others by key; what each of them shows is told where it is clicked. */
async function walk(log: PageLog, radio: HTMLElement): Promise<void> {
  radio.focus();
  for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'x']) {
    const { news, isUsed } = await keyPress(log, document.activeElement ?? radio, key);
    const words = isUsed ? key : `${key}, which is left to the editor`;
    log.tells(
      words,
      news.filter(line => line.startsWith('focus')),
    );
  }
}

/** To its beginning, to its middle, and let go. */
async function drag(log: PageLog, name: string, range: HTMLInputElement): Promise<void> {
  const [min, max] = [Number(range.min), Number(range.max)];
  await log.does(`hold ${name}`, () => range.dispatchEvent(new PointerEvent('pointerdown')));
  for (const value of [min, Math.round((min + max) / 2)])
    await log.does(`drag ${name} to ${value}`, () => {
      range.value = String(value);
      range.dispatchEvent(new Event('input'));
    });
  await log.does(`let go of ${name}`, () => range.dispatchEvent(new Event('change')));
}

/** Its entries by the keyboard, and each of them chosen. */
async function open(log: PageLog, name: string, control: HTMLElement): Promise<void> {
  const menu = (): HTMLElement => document.querySelector<HTMLElement>('.menu') ?? assert.fail(name);
  await log.does(name, () => control.click());
  for (const key of ['ArrowDown', 'ArrowUp', 'ArrowUp', 'Home', 'End', 'x', 'Escape'])
    await press(log, menu(), key);
  control.click();
  const entries = [...menu().children].map(({ textContent }) => textContent);
  await press(log, menu(), 'Tab');
  for (const [at, entry] of entries.entries()) {
    await log.panel.does(() => control.click());
    log.look();
    await log.does(`${name}: ${entry}`, () => (menu().children[at] as HTMLElement).click());
  }
}

async function press(log: PageLog, target: Element, key: string): Promise<void> {
  const { news, isUsed } = await keyPress(log, target, key);
  log.tells(isUsed ? key : `${key}, which is left to the editor`, news);
}
