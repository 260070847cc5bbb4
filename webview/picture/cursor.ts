/** What is pointed at in a picture, by mouse or by keyboard, and what is said of it. */
import { element, magnification } from '../kit/dom';
import type { Tooltip, TooltipRow } from '../kit/tooltip';

/** In CSS pixels, from the upper left corner of the picture. */
export interface Point {
  x: number;
  y: number;
}

/** Where an item stands. */
export interface Place extends Point {
  /** A mark over the picture: a ring around the place, or a line of this height (px) down from it. */
  mark?: 'ring' | number;
}

/** What an item is, and its numbers. */
export interface Said {
  title: string;
  rows: TooltipRow[];
}

/** Of an item that is a button in the picture nothing is said: the pointer shows a hand. */
export const BUTTON: Said = { title: '', rows: [] };

/**
 * What differs from picture to picture: its items are plain data (a row, a cell, a unit), and two
 * with the same content are the same item.
 */
export interface Pointed<Item> {
  /** The item at this place; null: none. */
  hit(at: Point): Item | null;
  /** null: out of sight for now, as beyond the limits of a zoom. */
  place(item: Item): Place | null;
  /** null: it is no longer there, and the cursor leaves it. */
  say(item: Item): Said | null;
  /** Where a key leads from an item, or from none; null: the key means nothing here. */
  move?(from: Item | null, key: string, far: boolean): Item | null;
  /** Brings an item into sight that a key leads to. */
  reach?(item: Item): void;
  /** By a click or by Enter. */
  choose?(item: Item): void;
  /** What other keys do. */
  readonly keys?: Readonly<Partial<Record<string, (at: Item | null) => void>>>;
  /** Dragging has a meaning of its own: meanwhile nothing is pointed at. */
  readonly isDragged?: boolean;
}

/** What a cursor needs from the page. */
export interface CursorHost {
  readonly tooltip: Tooltip;
  announce(text: string): void;
  /** Draws with the next animation frame. */
  schedule(): void;
}

/** The element that takes the focus. */
export interface Look {
  class: string;
  /** For a screen reader; absent where it is told later. */
  name?: string;
  hint: string;
  /** Class of the mark. */
  mark?: string;
}

/** From a picture to its canvas: scaled, then moved (px). */
export interface Origin extends Point {
  scale: number;
}

export const CORNER: Origin = { x: 0, y: 0, scale: 1 };

/** A pointer that has moved further than this (px) since it went down has dragged. */
const DRAGGED = 3;

export class Cursor<Item> {
  readonly element: HTMLElement;
  origin = CORNER;
  private item: Item | null = null;
  private readonly mark: HTMLElement | null;
  /** Where the pointer went down. */
  private downAt = 0;

  constructor(
    private readonly host: CursorHost,
    private readonly scene: Pointed<Item>,
    private readonly canvas: HTMLElement,
    { class: name, name: label, hint, mark }: Look,
  ) {
    const named: Record<string, string> = label === undefined ? {} : { 'aria-label': label };
    const attributes = { tabindex: '0', role: 'application', ...named, 'aria-description': hint };
    this.element = element('div', { class: name, attributes }, canvas);
    this.mark = mark === undefined ? null : element('div', { class: mark });
    if (this.mark) {
      this.mark.hidden = true;
      this.element.append(this.mark);
    }
    this.element.addEventListener('pointermove', event => this.set(this.under(event)));
    this.element.addEventListener('pointerdown', event => this.pressed(event));
    this.element.addEventListener('click', event => this.clicked(event));
    this.element.addEventListener('pointerleave', () => this.leave());
    this.element.addEventListener('blur', () => this.leave());
    this.element.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** What is pointed at; null: nothing. */
  get at(): Item | null {
    return this.item;
  }

  leave(): void {
    this.set(null);
  }

  /** Leaves what is no longer there: to be called before each drawing. */
  check(): void {
    this.said();
  }

  /** Says it again: to be called after each drawing, which may have changed place and numbers. */
  tell(): void {
    const said = this.said();
    if (!said || this.item === null) return;
    const place = this.scene.place(this.item);
    this.showMark(place);
    this.element.classList.toggle('over-button', said === BUTTON);
    const { tooltip } = this.host;
    if (tooltip.speaker !== this) return;
    if (!place || said === BUTTON) return tooltip.hide();
    const { left, top } = this.canvas.getBoundingClientRect();
    const { x, y, scale } = this.origin;
    const times = magnification();
    const [across, down] = [x + place.x * scale, y + place.y * scale];
    tooltip.show(left + across * times, top + down * times, said.title, said.rows);
  }

  /** null: nothing is pointed at, or what was is there no more. */
  private said(): Said | null {
    const said = this.item === null ? null : this.scene.say(this.item);
    if (!said) this.leave();
    return said;
  }

  private set(item: Item | null): void {
    const { tooltip } = this.host;
    if (!isSame(item, this.item)) {
      this.item = item;
      this.host.schedule();
    }
    if (item !== null) {
      tooltip.speaker = this;
      return this.tell();
    }
    this.showMark(null);
    this.element.classList.remove('over-button');
    if (tooltip.speaker !== this) return;
    tooltip.speaker = null;
    tooltip.hide();
  }

  private showMark(place: Place | null): void {
    if (!this.mark) return;
    const { x, y, mark } = place ?? { x: 0, y: 0 };
    this.mark.hidden = mark === undefined;
    if (mark === undefined) return;
    if (mark !== 'ring') this.mark.style.height = `${Math.round(mark)}px`;
    this.mark.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  private under({ clientX, clientY, buttons }: MouseEvent): Item | null {
    if (this.scene.isDragged && buttons !== 0) return null;
    const { left, top } = this.canvas.getBoundingClientRect();
    const { x, y, scale } = this.origin;
    const times = magnification();
    const [across, down] = [(clientX - left) / times, (clientY - top) / times];
    return this.scene.hit({ x: (across - x) / scale, y: (down - y) / scale });
  }

  private pressed({ clientX }: PointerEvent): void {
    this.downAt = clientX;
    if (this.scene.isDragged) this.leave();
  }

  private clicked(event: MouseEvent): void {
    const { clientX, detail } = event;
    const isDrag = Math.abs(clientX - this.downAt) > DRAGGED || detail > 1;
    if (this.scene.isDragged && isDrag) return;
    const item = this.under(event);
    if (item !== null) this.scene.choose?.(item);
  }

  private keyPressed(event: KeyboardEvent): void {
    const { scene } = this;
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    this.check();
    const next = scene.move?.(this.item, key, shiftKey) ?? null;
    const action = scene.keys?.[key];
    if (next !== null) this.moveTo(next);
    else if (action) action(this.item);
    else if (key === 'Enter' && scene.choose && this.item !== null) scene.choose(this.item);
    else return;
    event.preventDefault();
  }

  private moveTo(item: Item): void {
    this.scene.reach?.(item);
    this.set(item);
    const said = this.said();
    if (said) this.host.announce(spoken(said));
  }
}

/** For a screen reader: `epoch 3, loss: 0.5` */
function spoken({ title, rows }: Said): string {
  const words = rows.map(({ label, value }) => `${label}: ${value}`);
  return (title === '' ? words : [title, ...words]).join(', ');
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
