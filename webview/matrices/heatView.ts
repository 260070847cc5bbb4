/** A heat map on the page: scrolled, zoomed, pointed at and chosen from. */
import type { Cell } from '../run/choices';
import { context2d, element, scrollBarSize, setAttribute, setHidden, sizeCanvas } from '../kit/dom';
import {
  cellUnder,
  gutterWidth,
  heatLayout,
  longestLabel,
  middleOf,
  scrolledTo,
  TOP,
  zoomedScroll,
  type HeatLayout,
  type Scroll,
} from './heatGeometry';
import { heatHeight, HeatPainter } from './heatPaint';
import type { HeatPicture } from './heatPicture';
import { sameItems } from '../drawing/memo';
import { iconButton } from '../kit/icons';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import { CellCursor, type CellWords } from './cellCursor';
import type { PageContext } from '../sections/view';

/** A matrix is at most this high on the page; more scrolls inside (px). */
const MAX_HEIGHT = 300;
const ZOOM_STEP = 0.25;

/** What is shown, without what only this view knows. */
export type HeatContent = Omit<HeatPicture, 'layout' | 'gutter' | 'cursor'>;

export interface HeatActions {
  describe(cell: Cell, bias: boolean): CellWords | null;
  choose(cell: Cell, bias: boolean): void;
}

export class HeatView {
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  /** As large as the zoomed matrix: the canvas stays in the visible corner of it. */
  private readonly room = element('div', {}, this.canvas);
  readonly element = element(
    'div',
    {
      class: 'heat',
      attributes: {
        tabindex: '0',
        role: 'application',
        'aria-description': strings.heatHint,
      },
    },
    this.room,
  );
  readonly zoomTools = element(
    'div',
    { class: 'tools' },
    iconButton('minus', strings.zoomOut, () => this.setZoom(this.zoom - ZOOM_STEP)),
    iconButton('plus', strings.zoomIn, () => this.setZoom(this.zoom + ZOOM_STEP)),
  );
  private readonly painter = new HeatPainter();
  private content: HeatContent | null = null;
  private layout: HeatLayout | null = null;
  private gutter = 24;
  private width = 300;
  private zoom = 0;
  private readonly cursor: CellCursor;
  /** What has been drawn last. */
  private shown: unknown[] = [];
  private scroll: Scroll = { x: 0, y: 0 };

  constructor(
    private readonly page: PageContext,
    private readonly actions: HeatActions,
  ) {
    this.cursor = new CellCursor(
      page.tooltip,
      cell => this.actions.describe(cell, cell.row === this.content?.matrix.rows),
      cell => this.placeOf(cell),
      () => this.draw(),
    );
    this.element.addEventListener('scroll', () => {
      this.readScroll();
      this.draw();
    });
    this.element.addEventListener('pointermove', event => {
      const { clientX: x, clientY: y } = event;
      this.cursor.point(this.cellAt(x, y), { x, y });
    });
    this.element.addEventListener('pointerleave', () => this.cursor.point(null));
    this.element.addEventListener('blur', () => this.cursor.point(null));
    this.element.addEventListener('click', event => {
      const cell = this.cellAt(event.clientX, event.clientY);
      if (cell) this.choose(cell);
    });
    this.element.addEventListener('wheel', event => this.wheeled(event), { passive: false });
    this.element.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** @param name of the matrix; @param text what its picture is */
  label(name: string, text: string): void {
    setAttribute(this.element, 'aria-label', name);
    setAttribute(this.canvas, 'aria-label', text);
  }

  update(content: HeatContent, width: number): void {
    const { matrix, bias, scale, selected, framed } = content;
    const cell = [selected?.row, selected?.col];
    const { theme } = this.page;
    const shown = [matrix.data, bias, scale, framed, ...cell, width, devicePixelRatio, theme];
    const unchanged = sameItems(shown, this.shown);
    this.content = content;
    if (unchanged) return;
    this.shown = shown;
    this.width = width;
    this.arrange();
    this.draw();
    this.cursor.tell();
  }

  /** It makes room for another matrix. */
  leave(): void {
    this.cursor.point(null);
  }

  /** Sizes the frame, and the room to scroll in. */
  private arrange(): void {
    const { content } = this;
    if (!content) return;
    const label = longestLabel(content.matrix.rows, content.rowLabels, content.biasLabel);
    this.gutter = gutterWidth(label, this.page.theme.fontSize);
    const bar = scrollBarSize();
    const frame = { width: this.width - this.gutter - bar - 2, height: MAX_HEIGHT };
    const layout = heatLayout(content.matrix.rows, content.matrix.cols, frame, this.zoom);
    this.layout = layout;
    setHidden(this.zoomTools, !layout.zoomable);
    const wide = layout.contentWidth > layout.viewWidth;
    const high = layout.contentHeight > layout.viewHeight;
    const width = this.gutter + layout.viewWidth + 1;
    const height = heatHeight(layout, content.bias !== null) + 1;
    const style = this.element.style;
    style.width = `${width + (high ? bar : 0)}px`;
    style.height = `${height + (wide ? bar : 0)}px`;
    style.overflowX = wide ? 'scroll' : 'hidden';
    style.overflowY = high ? 'scroll' : 'hidden';
    sizeCanvas(this.canvas, width, height);
    this.room.style.width = `${width + layout.contentWidth - layout.viewWidth}px`;
    this.room.style.height = `${height + layout.contentHeight - layout.viewHeight}px`;
  }

  private draw(): void {
    const picture = this.picture();
    if (!picture) return;
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.painter.draw(canvasPen(context), picture, this.page.theme, this.scroll);
  }

  private picture(): HeatPicture | null {
    const { content, layout, gutter, cursor } = this;
    return content && layout && { ...content, layout, gutter, cursor: cursor.cell };
  }

  /** For a file: the whole matrix, however far the page has zoomed into it. */
  pictureSize(): { width: number; height: number } {
    const layout = this.wholeLayout();
    if (!layout) return { width: 1, height: 1 };
    const height = heatHeight(layout, this.content !== null && this.content.bias !== null);
    return { width: this.gutter + layout.viewWidth + 2, height: height + 2 };
  }

  drawPicture(pen: Pen): void {
    const layout = this.wholeLayout();
    const picture = this.picture();
    if (!layout || !picture) return;
    const whole = { ...picture, layout, cursor: null, selected: null, framed: null };
    new HeatPainter().draw(pen, whole, this.page.theme, { x: 0, y: 0 });
  }

  private wholeLayout(): HeatLayout | null {
    const matrix = this.content?.matrix;
    if (!matrix) return null;
    const frame = { width: Math.max(this.width, 600), height: Math.max(MAX_HEIGHT, 600) };
    return heatLayout(matrix.rows, matrix.cols, frame, 0);
  }

  private scrollTo({ x, y }: Scroll): void {
    this.element.scrollLeft = x;
    this.element.scrollTop = y;
    this.readScroll();
  }

  /** Kept, because asking the page would make it lay itself out in the middle of a drawing. */
  private readScroll(): void {
    this.scroll = { x: this.element.scrollLeft, y: this.element.scrollTop };
  }

  private setZoom(zoom: number): void {
    const before = this.layout;
    const { scroll } = this;
    this.zoom = Math.max(0, Math.min(1, zoom));
    this.arrange();
    if (before && this.layout) this.scrollTo(zoomedScroll(before, this.layout, scroll));
    this.draw();
  }

  private wheeled(event: WheelEvent): void {
    if (!event.ctrlKey || !this.layout?.zoomable) return;
    event.preventDefault();
    this.setZoom(this.zoom - Math.sign(event.deltaY) * ZOOM_STEP * 0.5);
  }

  private cellAt(clientX: number, clientY: number): Cell | null {
    const { layout, content } = this;
    if (!layout || !content) return null;
    const box = this.element.getBoundingClientRect();
    const [x, y] = [clientX - box.left - this.gutter, clientY - box.top - TOP];
    return cellUnder(layout, this.scroll, content.matrix.rows, content.bias !== null, x, y);
  }

  private placeOf(cell: Cell): { x: number; y: number } {
    const box = this.element.getBoundingClientRect();
    const { layout, content } = this;
    if (!layout || !content) return box;
    const middle = middleOf(layout, this.scroll, content.matrix.rows, cell);
    return { x: box.left + this.gutter + middle.x, y: box.top + TOP + middle.y };
  }

  private choose(cell: Cell): void {
    const bias = cell.row === this.content?.matrix.rows;
    this.actions.choose(bias ? { row: 0, col: cell.col } : cell, bias);
  }

  private keyPressed(event: KeyboardEvent): void {
    const { content } = this;
    if (!content || event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
    };
    const move = moves[event.key];
    const zooms: Record<string, number> = {
      '+': this.zoom + ZOOM_STEP,
      '=': this.zoom + ZOOM_STEP,
      '-': this.zoom - ZOOM_STEP,
      '0': 0,
    };
    if (move) this.moveCursor(move, event.shiftKey ? 10 : 1);
    else if (event.key === 'Enter' && this.cursor.cell) this.choose(this.cursor.cell);
    else if (event.key in zooms) this.setZoom(zooms[event.key]);
    else return;
    event.preventDefault();
  }

  private moveCursor([down, right]: [number, number], by: number): void {
    const { content } = this;
    if (!content) return;
    const rows = content.matrix.rows + (content.bias ? 1 : 0);
    const { cell: before } = this.cursor;
    const from = before ?? { row: 0, col: 0 };
    const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
    const started = before !== null;
    const cell = {
      row: clamp(from.row + (started ? down * by : 0), rows),
      col: clamp(from.col + (started ? right * by : 0), content.matrix.cols),
    };
    if (this.layout) {
      this.scrollTo(scrolledTo(this.layout, this.scroll, content.matrix.rows, cell));
    }
    this.cursor.point(cell);
    this.page.announce(this.cursor.words());
  }
}
