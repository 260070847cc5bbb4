/** Building and updating the page without any HTML text. */

interface ElementOptions {
  class?: string;
  text?: string;
  attributes?: Readonly<Record<string, string>>;
}

/** A new element with its class, text, attributes and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions = {},
  ...children: Node[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  if (options.class) node.className = options.class;
  if (options.text !== undefined) node.textContent = options.text;
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Changes the text only where it differs: an unchanged node costs no layout. */
export function setText(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

export function setAttribute(node: Element, name: string, value: string): void {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

export function setHidden(node: HTMLElement, hidden: boolean): void {
  if (node.hidden !== hidden) node.hidden = hidden;
}

let magnified = 1;

/** How many times larger than usual what fills the panel is shown. */
export function magnification(): number {
  return magnified;
}

export function magnify(times: number): void {
  magnified = times;
}

/** Device pixels of one pixel of a picture. */
export function pixelRatio(): number {
  return devicePixelRatio * magnified;
}

/** Sizes a canvas to whole device pixels; true where that changed (and cleared) it. */
export function sizeCanvas(canvas: HTMLCanvasElement, width: number, height: number): boolean {
  const ratio = pixelRatio();
  const deviceWidth = Math.max(1, Math.round(width * ratio));
  const deviceHeight = Math.max(1, Math.round(height * ratio));
  if (canvas.width === deviceWidth && canvas.height === deviceHeight) return false;
  canvas.width = deviceWidth;
  canvas.height = deviceHeight;
  canvas.style.width = `${deviceWidth / ratio}px`;
  canvas.style.height = `${deviceHeight / ratio}px`;
  return true;
}

/** The context every canvas here has; browsers refuse it only for a second kind of context. */
export function context2d(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser cannot draw on a canvas.');
  return context;
}

/** Widths of elements, known without making the page lay itself out. */
export class Widths {
  private readonly known = new WeakMap<Element, number>();
  private readonly observer: ResizeObserver;

  constructor(changed: () => void) {
    this.observer = new ResizeObserver(entries => {
      for (const { target, contentRect } of entries) this.known.set(target, contentRect.width);
      changed();
    });
  }

  /** What every element is taken for (px), while the page is drawn on paper; null: what it is. */
  fixed: number | null = null;

  /** The width of the content box; 0 while it is not shown. */
  of(node: Element): number {
    if (this.fixed !== null) return this.fixed;
    const width = this.known.get(node);
    if (width !== undefined) return width;
    this.observer.observe(node);
    this.known.set(node, node.clientWidth);
    return node.clientWidth;
  }
}

/** Calls back when the window comes to a screen of another resolution, or is zoomed. */
export function onRatioChange(changed: () => void): void {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const again = (): void => {
    query.removeEventListener('change', again);
    changed();
    onRatioChange(changed);
  };
  query.addEventListener('change', again);
}

let measured: number | null = null;

/** What a thin scroll bar takes of a frame (px): nothing where they lie over the content. */
export function scrollBarSize(): number {
  if (measured !== null) return measured;
  const probe = element('div', { class: 'scroll-probe' });
  document.body.append(probe);
  measured = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  return measured;
}
