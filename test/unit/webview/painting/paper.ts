/** A page without a browser: happy-dom, whose canvases here keep what is drawn on them. */
import { Window } from 'happy-dom';
import { SvgPen } from '../../../../webview/drawing/svgPen';

/** What the page's code asks the browser for. */
const NAMES = [
  ...(['window', 'document', 'getComputedStyle', 'ImageData'] as const),
  ...(['MutationObserver', 'ResizeObserver'] as const),
] as const;

/** Puts a page in the place of the globals; answers what takes it away again. */
export function openPage(): () => void {
  const page = new Window();
  Object.assign(page.HTMLCanvasElement.prototype, {
    getContext(this: object) {
      return paperOf(this);
    },
    toDataURL(this: object) {
      return paperOf(this).toDataURL();
    },
  });
  const given = {
    ...Object.fromEntries(NAMES.map((name): [string, unknown] => [name, Reflect.get(page, name)])),
    window: page,
  };
  return replaceGlobals({ ...given, devicePixelRatio: 1 });
}

/** Answers what gives back what was there; undefined: nothing of this name. */
export function replaceGlobals(given: Record<string, unknown>): () => void {
  const before = Object.keys(given).map(
    name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(given))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => {
    for (const [name, descriptor] of before)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
  };
}

/** For the tests of the surrounding `describe`. */
export function usePage(): void {
  let close: (() => void) | undefined;
  before(() => {
    close = openPage();
  });
  after(() => close?.());
}

const papers = new WeakMap<object, Paper>();

/** What has been drawn on a canvas so far. */
export function paperOf(canvas: object): Paper {
  const paper = papers.get(canvas) ?? new Paper(canvas);
  papers.set(canvas, paper);
  return paper;
}

/** A text is as wide as its characters are many, whatever the font. */
export function widthOf(text: string, font: string): number {
  return text.length * 0.6 * parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '10');
}

/** A canvas context that writes down what is drawn, as SVG; an image stays as its pixels. */
export class Paper extends SvgPen {
  globalAlpha = 1;
  imageSmoothingEnabled = true;
  /** Packed colours, by row; null: nothing but lines and shapes. */
  pixels: Uint32Array | null = null;
  private size = { width: 0, height: 0 };
  private box: [number, number, number, number] = [0, 0, 0, 0];

  constructor(readonly canvas: object) {
    super();
  }

  putImageData({ data, width, height }: ImageData): void {
    this.pixels = new Uint32Array(data.buffer).slice();
    this.size = { width, height };
  }

  /** `data:pixels,` width, height and colours, with which `formatted` makes a picture to look at. */
  toDataURL(): string {
    const { width, height } = this.size;
    return `data:pixels,${[width, height, ...(this.pixels ?? [])].join(',')}`;
  }

  override rect(x: number, y: number, width: number, height: number): void {
    super.rect(x, y, width, height);
    this.box = [x, y, width, height];
  }
  /** To the rectangle that is the path: the pictures, and Chart.js, clip to nothing else. */
  clip(): void {
    super.clipRect(...this.box);
  }
  drawImage(source: HTMLCanvasElement, ...place: [number, number, number, number]): void {
    super.image(source, ...place, this.imageSmoothingEnabled);
  }
  measureText(text: string): { width: number } {
    return { width: widthOf(text, this.font) };
  }
  clearRect(): void {
    this.clear();
  }
  setTransform(): void {
    // One device pixel for each CSS pixel: there is nothing to scale.
  }
  resetTransform(): void {
    this.setTransform();
  }
  override scale(): void {
    this.setTransform();
  }
}
