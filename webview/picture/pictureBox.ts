/** A picture on the page: its canvas, drawn anew when something has changed, and its cursor. */
import {
  context2d,
  element,
  pixelRatio,
  scrollBarSize,
  setAttribute,
  sizeCanvas,
} from '../kit/dom';
import { sameItems } from '../drawing/memo';
import { canvasPen, type Pen } from '../drawing/pen';
import type { Paper } from '../drawing/paper';
import type { Theme } from '../drawing/theme';
import {
  CORNER,
  Cursor,
  type CursorHost,
  type Look,
  type Origin,
  type Point,
  type Pointed,
} from './cursor';

export interface Size {
  width: number;
  height: number;
}

/** In CSS pixels: what is seen of a picture at once. */
export interface BoxSize extends Size {
  /** All that can be scrolled to, for a picture that scrolls inside its box. */
  content?: Size;
  /** Where the picture's own corner stands, if that is not the corner of the canvas. */
  origin?: Origin;
}

/** A picture as its box sees it: geometry, drawing and words, without the wiring. */
export interface Scene<Item> extends Pointed<Item> {
  size(): BoxSize;
  /** All that the drawing shows but theme and size: where one differs, it is drawn anew. */
  key(at: Item | null): readonly unknown[];
  draw(pen: Pen, at: Item | null): void;
}

/** What a picture needs from the page. */
export interface BoxHost extends CursorHost {
  /** Read again after each change of the theme. */
  readonly theme: Theme;
  /** What is drawn on in place of the page: nothing is marked on it. */
  readonly paper?: Paper | null;
}

export class PictureBox<Item> {
  private readonly canvas = element('canvas', { attributes: { role: 'presentation' } });
  /** As large as all that can be scrolled to: the canvas stays in the visible corner of it. */
  private readonly room = element('div', {}, this.canvas);
  readonly cursor: Cursor<Item>;
  /** Kept, because asking the page would make it lay itself out in the middle of a drawing. */
  private scrolled: Point = { x: 0, y: 0 };
  private shown: readonly unknown[] = [];

  constructor(
    private readonly host: BoxHost,
    private readonly scene: Scene<Item>,
    look: Look & { scrolls?: boolean },
  ) {
    this.cursor = new Cursor(host, scene, this.canvas, look);
    if (!look.scrolls) return;
    this.element.prepend(this.room);
    this.room.append(this.canvas);
    this.element.addEventListener('scroll', () => {
      this.readScroll();
      host.schedule();
    });
  }

  get element(): HTMLElement {
    return this.cursor.element;
  }

  get scroll(): Point {
    return this.scrolled;
  }

  get context(): CanvasRenderingContext2D {
    return context2d(this.canvas);
  }

  /** @param text what the picture is, for a screen reader: before that it is none */
  label(text: string): void {
    setAttribute(this.canvas, 'role', 'img');
    setAttribute(this.canvas, 'aria-label', text);
  }

  /** Once for each drawing of the page: draws what has changed, and says anew what is pointed at. */
  update(): void {
    this.cursor.check();
    const { width, height, origin = CORNER } = this.fit();
    const { scene, cursor } = this;
    const paper = [width, height, origin.x, origin.y, origin.scale, pixelRatio()];
    const { x, y } = this.scroll;
    const shown = [...scene.key(cursor.at), ...paper, x, y, this.host.theme];
    if (!sameItems(shown, this.shown)) {
      this.shown = shown;
      this.draw(origin);
    }
    cursor.tell();
  }

  /** Sizes the canvas, and the room to scroll in, without drawing. */
  fit(): BoxSize {
    const size = this.scene.size();
    const { width, height, content, origin = CORNER } = size;
    if (sizeCanvas(this.canvas, width, height)) this.shown = [];
    this.cursor.origin = origin;
    if (!content) return size;
    const wide = content.width > width + 0.5;
    const high = content.height > height + 0.5;
    const bar = scrollBarSize();
    Object.assign(this.element.style, {
      width: `${width + (high ? bar : 0)}px`,
      height: `${height + (wide ? bar : 0)}px`,
      overflowX: wide ? 'scroll' : 'hidden',
      overflowY: high ? 'scroll' : 'hidden',
    });
    const { style } = this.room;
    style.width = `${content.width}px`;
    style.height = `${content.height}px`;
    return size;
  }

  /** As far as there is something to scroll to. */
  scrollTo({ x, y }: Point): void {
    const { width, height, content = { width, height } } = this.scene.size();
    this.element.scrollLeft = Math.max(0, Math.min(x, content.width - width));
    this.element.scrollTop = Math.max(0, Math.min(y, content.height - height));
    this.readScroll();
  }

  private readScroll(): void {
    this.scrolled = { x: this.element.scrollLeft, y: this.element.scrollTop };
  }

  private draw({ x, y, scale }: Origin): void {
    const { context } = this;
    const ratio = pixelRatio();
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
    this.scene.draw(canvasPen(context), this.cursor.at);
  }
}
