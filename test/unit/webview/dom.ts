/**
 * A window for tests of the page: one for the whole process, put into place before the tests of a
 * file and taken away after them. It has no layout: every box is 460 px wide, at (10, 20). Its time
 * stands still until a test lets it pass.
 */
import { Chart } from 'chart.js';
import { Window } from 'happy-dom';
import { recordingContext, type Recording } from './recordedCanvas';

/** Where every box of the page stands (px). */
export const BOX = { left: 10, top: 20, width: 460, height: 300 };

/** Of the window, in place of what Node calls by the same names, or has not. */
const NAMES = [
  ...['document', 'customElements', 'navigator', 'location', 'CSSStyleSheet', 'ShadowRoot'],
  ...['Node', 'Text', 'Comment', 'Element', 'Document', 'DocumentFragment', 'NodeFilter'],
  ...['HTMLElement', 'HTMLButtonElement', 'HTMLCanvasElement', 'HTMLInputElement', 'SVGElement'],
  ...['Event', 'CustomEvent', 'MouseEvent', 'PointerEvent', 'KeyboardEvent', 'WheelEvent'],
  ...['MessageEvent', 'Blob', 'ImageData', 'getSelection', 'getComputedStyle'],
] as const;

const page = new Window({ width: 1400, height: 800, url: 'https://panel.example/' });
const recordings = new WeakMap<object, Recording>();

/** The window becomes this wide (px); the page sees it with its next drawing. */
export function setWindowWidth(width: number): void {
  page.happyDOM.setViewport({ width });
}

/** What the tests' window does when it is asked, and what a test can do to it. */
export class Screen {
  ratio = 2;
  width = BOX.width;
  /** What has been written to the clipboard; null: it refuses. */
  clipboard: ClipboardItem[] | null = [];
  private time = 1000;
  private timers: { id: number; due: number; run: () => void }[] = [];
  private frames: (() => void)[] = [];
  private ids = 0;
  readonly resizes = new Set<() => void>();
  readonly ratioListeners = new Set<() => void>();
  readonly sights = new Set<(entries: object[]) => void>();
  readonly cleanups: (() => void)[] = [];

  /** Nothing is left of the page before. */
  clear(): void {
    // The library keeps its charts, and with each its whole page, until it is told.
    for (const chart of Object.values(Chart.instances)) chart.destroy();
    for (const cleanup of this.cleanups.splice(0)) cleanup();
    for (const told of [this.resizes, this.ratioListeners, this.sights]) told.clear();
    this.timers = [];
    this.frames = [];
    this.ratio = 2;
    this.width = BOX.width;
    this.clipboard = [];
  }

  now(): number {
    return this.time;
  }

  wait(run: () => void, milliseconds = 0): number {
    const id = ++this.ids;
    this.timers.push({ id, due: this.time + milliseconds, run });
    return id;
  }

  forget(id: unknown): void {
    this.timers = this.timers.filter(timer => timer.id !== id);
  }

  request(draw: (time: number) => void): number {
    this.frames.push(() => draw(this.time));
    return this.frames.length;
  }

  /** The next frame of the screen; false: nothing waits for one. */
  frame(): boolean {
    const due = this.frames;
    this.frames = [];
    this.time += 1000 / 60;
    for (const draw of due) draw();
    return due.length > 0;
  }

  /** Time goes on to the next timer; false: there is none. */
  tick(): boolean {
    const next = this.timers.sort((a, b) => a.due - b.due).shift();
    if (!next) return false;
    this.time = Math.max(this.time, next.due);
    next.run();
    return true;
  }

  /** Every element that is observed now has this width. */
  resize(width: number): void {
    this.width = width;
    for (const tell of this.resizes) tell();
  }

  setRatio(ratio: number): void {
    this.ratio = ratio;
    for (const tell of [...this.ratioListeners]) tell();
  }

  /** The browser says which sections can be seen. */
  see(target: Element, isIntersecting: boolean): void {
    for (const tell of this.sights) tell([{ target, isIntersecting }]);
  }
}

/** What has been drawn on a canvas. */
export function recordingOf(canvas: Element): Recording {
  const found = knownRecording(canvas);
  if (!found) throw new Error('Nothing has asked for this canvas yet.');
  return found;
}

/** undefined: nothing has asked for this canvas yet. */
export function knownRecording(canvas: Element): Recording | undefined {
  return recordings.get(canvas);
}

/** Puts the window into place; `close` takes it away again. */
export async function openWindow(): Promise<{ screen: Screen; close: () => void }> {
  const screen = new Screen();
  const close = install(screen);
  await import('../../../webview/page/page');
  return { screen, close };
}

/** The window of this file's tests; to be called at the top of its `describe`. */
export function useDom(): { screen: () => Screen } {
  let screen: Screen | null = null;
  let close = (): void => undefined;
  before(async function () {
    // The page with all that it is made of is read from many files, once.
    this.timeout(120_000);
    ({ screen, close } = await openWindow());
  });
  after(() => close());
  return {
    screen: () => {
      if (!screen) throw new Error('There is no window outside a test.');
      return screen;
    },
  };
}

function install(screen: Screen): () => void {
  const undo: (() => void)[] = [];
  const set = (target: object, name: string, descriptor: PropertyDescriptor): void => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { configurable: true, ...descriptor });
    undo.unshift(() => {
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    });
  };
  const value = (target: object, name: string, given: unknown): void =>
    set(target, name, { value: given, writable: true });
  for (const name of NAMES) {
    const own: unknown = Reflect.get(page, name);
    value(globalThis, name, name.startsWith('get') ? bound(own) : own);
  }
  value(globalThis, 'window', page);
  for (const target of [globalThis, page]) {
    value(target, 'requestAnimationFrame', (draw: () => void) => screen.request(draw));
    value(target, 'setTimeout', (run: () => void, time?: number) => screen.wait(run, time));
    value(target, 'clearTimeout', (id: unknown) => screen.forget(id));
    value(target, 'matchMedia', () => ratioQuery(screen));
    set(target, 'devicePixelRatio', { get: () => screen.ratio });
  }
  for (const name of ['innerWidth', 'innerHeight', 'scrollX', 'scrollY']) {
    set(globalThis, name, { get: () => Reflect.get(page, name) as unknown });
  }
  listeners(screen, value);
  observers(screen, value);
  value(performance, 'now', () => screen.now());
  layout(screen, set);
  canvases(value);
  clipboard(screen, value);
  page.document.body.replaceChildren();
  return () => {
    screen.clear();
    for (const step of undo) step();
  };
}

function bound(method: unknown): unknown {
  return typeof method === 'function' ? method.bind(page) : method;
}

type SetValue = (target: object, name: string, given: unknown) => void;

/** Everything that listens to the window or to the document stops with the tests of a file. */
function listeners(screen: Screen, value: SetValue): void {
  for (const target of [page, page.document]) {
    const add = target.addEventListener.bind(target);
    const recorded = (...args: Parameters<typeof add>): void => {
      add(...args);
      const [type, listener] = args;
      screen.cleanups.push(() => target.removeEventListener(type, listener));
    };
    value(target, 'addEventListener', recorded);
    if (target === page) value(globalThis, 'addEventListener', recorded);
  }
  value(globalThis, 'removeEventListener', page.removeEventListener.bind(page));
}

function observers(screen: Screen, value: SetValue): void {
  type Told = (entries: object[]) => void;
  class Resizes {
    private readonly targets = new Set<Element>();
    constructor(told: Told) {
      screen.resizes.add(() => {
        const contentRect = { width: screen.width };
        if (this.targets.size > 0) told([...this.targets].map(target => ({ target, contentRect })));
      });
    }
    observe(target: Element): void {
      this.targets.add(target);
    }
    disconnect(): void {
      this.targets.clear();
    }
  }
  class Sights {
    constructor(told: Told) {
      screen.sights.add(told);
    }
    observe(): void {}
  }
  class Mutations extends page.MutationObserver {
    constructor(told: ConstructorParameters<typeof page.MutationObserver>[0]) {
      super(told);
      screen.cleanups.push(() => this.disconnect());
    }
  }
  for (const target of [globalThis, page]) {
    value(target, 'ResizeObserver', Resizes);
    value(target, 'IntersectionObserver', Sights);
    value(target, 'MutationObserver', Mutations);
  }
}

function ratioQuery(screen: Screen) {
  return {
    addEventListener: (_: string, told: () => void) => screen.ratioListeners.add(told),
    removeEventListener: (_: string, told: () => void) => screen.ratioListeners.delete(told),
  };
}

function layout(
  screen: Screen,
  set: (target: object, name: string, descriptor: PropertyDescriptor) => void,
): void {
  const elements = page.HTMLElement.prototype;
  for (const name of ['clientWidth', 'offsetWidth', 'scrollWidth']) {
    set(elements, name, { get: () => screen.width });
  }
  for (const name of ['clientHeight', 'offsetHeight']) {
    set(elements, name, { get: () => BOX.height });
  }
  const box = () => new page.DOMRect(BOX.left, BOX.top, screen.width, BOX.height);
  set(elements, 'getBoundingClientRect', { value: box, writable: true });
  set(page.HTMLTableSectionElement.prototype, 'rows', {
    get(this: HTMLElement) {
      return this.children;
    },
  });
  // Formulas are typeset for a document with a doctype alone.
  set(page.document, 'compatMode', { value: 'CSS1Compat' });
  set(elements, 'scrollIntoView', { value: () => undefined, writable: true });
}

function canvases(value: SetValue): void {
  const { prototype } = page.HTMLCanvasElement;
  value(prototype, 'getContext', function (this: HTMLCanvasElement) {
    const known = recordings.get(this) ?? recordingContext(this);
    recordings.set(this, known);
    return known.context;
  });
  value(prototype, 'toDataURL', function (this: HTMLCanvasElement) {
    const image = knownRecording(this)?.calls.find(({ name }) => name === 'putImageData')?.args[0];
    const colors = image instanceof ImageData ? new Uint32Array(image.data.buffer) : [];
    return `data:pixels,${[this.width, this.height, ...colors].join()}`;
  });
  value(prototype, 'toBlob', function (this: HTMLCanvasElement, done: (blob: Blob) => void) {
    const words = `picture of ${this.width}×${this.height}`;
    done(new Blob([words], { type: 'image/png' }));
  });
}

function clipboard(screen: Screen, value: SetValue): void {
  class Item {
    constructor(readonly content: Record<string, unknown>) {}
  }
  value(globalThis, 'ClipboardItem', Item);
  value(page.navigator, 'clipboard', {
    write: (items: ClipboardItem[]) => {
      if (!screen.clipboard) return Promise.reject(new Error('not allowed'));
      screen.clipboard.push(...items);
      return Promise.resolve();
    },
  });
}
