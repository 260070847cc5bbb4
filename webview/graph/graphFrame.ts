/** A frame on a picture that may be larger than the page has room for: it scrolls inside. */
import { context2d, element, scrollBarSize, setAttribute, sizeCanvas } from '../kit/dom';
import { strings } from '../words/strings';

/** A graph is at most this high on the page; more scrolls (px). */
const MAX_HEIGHT = 520;
/** A picture that is a little too wide is drawn smaller; one that is much too wide scrolls. */
const SMALLEST = 0.75;
/** A small picture is drawn larger. */
const LARGEST = 1.5;

export interface Size {
  width: number;
  height: number;
}

export class GraphFrame {
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  /** As large as the whole picture: the canvas stays in the visible corner of it. */
  private readonly room = element('div', {}, this.canvas);
  readonly element = element(
    'div',
    {
      class: 'graph',
      attributes: {
        tabindex: '0',
        role: 'application',
        'aria-label': strings.graph,
        'aria-description': strings.graphHint,
      },
    },
    this.room,
  );
  /** How much larger than natural the picture is shown. */
  scale = 1;
  private scroll = { x: 0, y: 0 };

  constructor(scrolled: () => void) {
    this.element.addEventListener('scroll', () => {
      this.scroll = { x: this.element.scrollLeft, y: this.element.scrollTop };
      scrolled();
    });
  }

  get context(): CanvasRenderingContext2D {
    return context2d(this.canvas);
  }

  /** From the picture to the frame (px): scaled, then moved. */
  get offset(): { left: number; top: number } {
    return { left: -this.scroll.x, top: -this.scroll.y };
  }

  label(text: string): void {
    setAttribute(this.canvas, 'aria-label', text);
  }

  /** Sizes everything, and prepares the canvas for a drawing of the whole picture. */
  arrange(size: Size, available: number): void {
    const fits = available / size.width;
    const larger = Math.max(1, Math.min(fits, LARGEST, MAX_HEIGHT / size.height));
    this.scale = fits >= 1 ? larger : fits < SMALLEST ? 1 : fits;
    const [width, height] = [size.width * this.scale, size.height * this.scale];
    const bar = scrollBarSize();
    const wide = width > available + 0.5;
    const high = height > MAX_HEIGHT;
    const view = { width: Math.min(width, available), height: Math.min(height, MAX_HEIGHT) };
    const { style } = this.element;
    style.height = `${view.height + (wide ? bar : 0)}px`;
    style.overflowX = wide ? 'scroll' : 'hidden';
    style.overflowY = high ? 'scroll' : 'hidden';
    this.room.style.width = `${width}px`;
    this.room.style.height = `${height}px`;
    sizeCanvas(this.canvas, view.width - (high ? bar : 0), view.height);
    const ratio = devicePixelRatio;
    const zoom = ratio * this.scale;
    const { x, y } = this.scroll;
    this.context.setTransform(zoom, 0, 0, zoom, -x * ratio, -y * ratio);
  }

  /** Brings a place of the picture into the middle, as far as that goes. */
  scrollTo({ x, y }: { x: number; y: number }): void {
    const { clientWidth, clientHeight } = this.element;
    this.element.scrollTo({
      left: x * this.scale - clientWidth / 2,
      top: y * this.scale - clientHeight / 2,
      behavior: 'instant',
    });
  }
}
