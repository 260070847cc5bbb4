/** All that a pointer and a keyboard can do to a part of the page, one thing after the other. */
import assert from 'node:assert/strict';
import { knownRecording, type Screen } from '../dom';
import type { Panel } from '../panel';
import { sumOf } from './drawings';
import { tooltipWords } from './sight';
import type { PageLog } from './pageLog';
import { quoted } from './words';

/** Places of the pointer in each direction, over the whole picture. */
const GRID = 5;

/** Of these a picture may use what it wants; what it leaves to the editor is said. */
const KEYS = [
  ...['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Shift+ArrowRight'],
  ...['Shift+ArrowDown', 'Home', 'ArrowLeft', 'End', 'ArrowRight', 'PageDown', 'PageUp'],
  ...['+', '=', '-', '0', 'Enter', 'Escape', 'x', 'Ctrl+ArrowRight', 'Alt+ArrowLeft', 'Meta+c'],
];

/** Nothing else on the page is drawn than these sections. */
export async function keepInSight(
  screen: Screen,
  panel: Panel,
  ids: readonly string[],
): Promise<void> {
  for (const section of panel.root.querySelectorAll<HTMLElement>('.section'))
    if (!ids.includes(section.dataset.section ?? '')) screen.see(section, false);
  await panel.settle();
}

/** The pictures of a section that can be pointed at and walked through. */
export function picturesIn(section: Element): HTMLElement[] {
  return [...section.querySelectorAll<HTMLElement>('[role="application"]')].filter(isSeen);
}

export function isSeen(node: Element): boolean {
  for (let at: Element | null = node; at; at = at.parentElement)
    if (at instanceof HTMLElement && at.hidden) return false;
  return true;
}

/** What is said at each place of a picture, and what a click in its middle does. */
export async function pointOver(log: PageLog, box: HTMLElement): Promise<void> {
  const { panel } = log;
  const canvas = box.querySelector('canvas') ?? assert.fail();
  const [width, height] = [parseFloat(canvas.style.width), parseFloat(canvas.style.height)];
  log.note(`= the pointer over ${labelOf(box)}, ${width}×${height}`);
  const places = new Map<string, string[]>();
  for (let row = 0; row < GRID; row++)
    for (let col = 0; col < GRID; col++) {
      const [x, y] = [((col + 0.5) * width) / GRID, ((row + 0.5) * height) / GRID];
      await panel.point(box, x, y);
      const drawing = knownRecording(canvas);
      const sum = drawing ? sumOf(drawing) : '';
      const words = `${tooltipWords() || 'no tooltip'} | drawn #${sum}`;
      places.set(words, [...(places.get(words) ?? []), `(${x.toFixed()}, ${y.toFixed()})`]);
    }
  for (const [words, at] of places) log.note(`at ${at.join(' ')}`, `  ${words}`);
  log.look();
  for (const share of [0.3, 0.5, 0.7]) {
    const at = [share * width, share * height] as const;
    await log.does(`point at ${at.map(Math.round).join(', ')}`, () => move(box, ...at));
    await log.does('click', () => click(box, ...at));
  }
  await log.does('leave', () => box.dispatchEvent(new PointerEvent('pointerleave')));
}

function move(box: HTMLElement, x: number, y: number): void {
  box.dispatchEvent(new PointerEvent('pointermove', placeIn(box, x, y)));
}

function click(box: HTMLElement, x: number, y: number): void {
  box.dispatchEvent(new PointerEvent('pointerdown', placeIn(box, x, y)));
  box.dispatchEvent(new MouseEvent('click', placeIn(box, x, y)));
}

function placeIn(box: HTMLElement, x: number, y: number) {
  const { left, top } = box.getBoundingClientRect();
  return { clientX: left + x, clientY: top + y, bubbles: true, cancelable: true };
}

export async function pressKeys(log: PageLog, box: HTMLElement): Promise<void> {
  log.note(`= keys in ${labelOf(box)}`);
  await log.does('focus', () => box.focus());
  const left: string[] = [];
  for (const key of KEYS) {
    const { news, isUsed } = await keyPress(log, box, key);
    if (isUsed || news.length > 0) log.tells(key, news);
    else left.push(key);
  }
  log.note(`left to the editor: ${left.join(' ')}`);
  await log.does('leave', () => box.blur());
}

/** @param keys `Shift+ArrowDown` */
export async function keyPress(log: PageLog, target: Element, keys: string) {
  const [key, ...modifiers] = keys === '+' ? ['+'] : keys.split('+').reverse();
  const event = new KeyboardEvent('keydown', {
    ...{ key, bubbles: true, cancelable: true },
    shiftKey: modifiers.includes('Shift'),
    ctrlKey: modifiers.includes('Ctrl'),
    altKey: modifiers.includes('Alt'),
    metaKey: modifiers.includes('Meta'),
  });
  const news = await log.tries(() => target.dispatchEvent(event));
  return { news, isUsed: event.defaultPrevented };
}

function labelOf(box: HTMLElement): string {
  const label = box.querySelector('canvas')?.getAttribute('aria-label');
  return quoted(label ?? box.getAttribute('aria-label') ?? '');
}
