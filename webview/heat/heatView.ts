/** A heat map on the page: scrolled, zoomed, pointed at and chosen from. */
import type { Cell } from '../run/choices';
import { scrollBarSize, setAttribute } from '../kit/dom';
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
} from './heatGeometry';
import { heatHeight, HeatPainter } from './heatPaint';
import type { HeatPicture } from './heatPicture';
import { inTheme } from './heatScale';
import { Memo } from '../drawing/memo';
import type { MenuItem } from '../kit/menu';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import {
  PictureBox,
  type BoxHost,
  type BoxSize,
  type Scene,
  type Size,
} from '../picture/pictureBox';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';

/** A matrix is at most this high on the page; more scrolls inside (px). */
const MAX_HEIGHT = 300;
/** In a file there is as much room for it, at least (px). */
const WHOLE = 600;
const ZOOM_STEP = 0.25;

/** What is shown, without what only this view knows. */
export type HeatContent = Omit<HeatPicture, 'layout' | 'gutter' | 'cursor'>;

/** What lies behind the cells of a matrix; the row after its last is that of the biases. */
export interface CellActions {
  say(cell: Cell): Said | null;
  choose(cell: Cell): void;
}

export class HeatView implements Scene<Cell> {
  readonly box: PictureBox<Cell>;
  readonly keys = {
    '+': () => this.setZoom(this.zoom + ZOOM_STEP),
    '=': () => this.setZoom(this.zoom + ZOOM_STEP),
    '-': () => this.setZoom(this.zoom - ZOOM_STEP),
    '0': () => this.setZoom(0),
  };
  private readonly painter = new HeatPainter();
  private readonly pictures = new Memo<HeatPicture>();
  private content: HeatContent | null = null;
  private width = 300;
  private zoom = 0;

  constructor(
    private readonly page: BoxHost,
    private readonly actions: CellActions,
  ) {
    // Until it is known which matrix it shows.
    const name = strings.matrices;
    const look = { class: 'heat', name, hint: strings.heatHint, scrolls: true };
    this.box = new PictureBox<Cell>(page, this, look);
    this.box.element.addEventListener('wheel', event => this.wheeled(event), { passive: false });
  }

  /** @param name of the matrix; @param text what its picture is */
  label(name: string, text: string): void {
    setAttribute(this.box.element, 'aria-label', name);
    this.box.label(text);
  }

  update(content: HeatContent, width: number): void {
    this.content = content;
    this.width = width;
    this.box.update();
  }

  /** What the menu of its picture offers beside the keys. */
  options(): MenuItem[] {
    if (!this.content || !this.picture(this.content).layout.zoomable) return [];
    return [
      { label: strings.zoomIn, run: () => this.setZoom(this.zoom + ZOOM_STEP) },
      { label: strings.zoomOut, run: () => this.setZoom(this.zoom - ZOOM_STEP) },
    ];
  }

  size(): BoxSize {
    if (!this.content) return { width: 1, height: 1 };
    const { gutter, layout, bias } = this.picture(this.content);
    const width = gutter + layout.viewWidth + 1;
    const height = heatHeight(layout, bias !== null) + 1;
    const content = {
      width: width + layout.contentWidth - layout.viewWidth,
      height: height + layout.contentHeight - layout.viewHeight,
    };
    return { width, height, content };
  }

  key(at: Cell | null): readonly unknown[] {
    if (!this.content) return [];
    const { matrix, bias, scale, framed, selected } = this.content;
    return [matrix.data, bias, scale, framed, selected?.row, selected?.col, this.zoom, at];
  }

  draw(pen: Pen, cursor: Cell | null): void {
    if (!this.content) return;
    const picture = { ...this.picture(this.content), cursor };
    this.painter.draw(pen, picture, this.page.theme, this.box.scroll);
  }

  hit({ x, y }: Point): Cell | null {
    if (!this.content) return null;
    const { layout, gutter, matrix, bias } = this.picture(this.content);
    return cellUnder(layout, this.box.scroll, matrix.rows, bias !== null, x - gutter, y - TOP);
  }

  place(cell: Cell): Place | null {
    if (!this.content) return null;
    const { layout, gutter, matrix } = this.picture(this.content);
    const seen = middleOf(layout, this.box.scroll, matrix.rows, cell);
    return seen && { x: gutter + seen.x, y: TOP + seen.y };
  }

  say(cell: Cell): Said | null {
    return this.actions.say(cell);
  }

  move(from: Cell | null, key: string, far: boolean): Cell | null {
    const direction = arrow(key);
    if (!direction || !this.content) return null;
    if (!from) return { row: 0, col: 0 };
    const { matrix, bias } = this.content;
    const [right, down] = direction;
    const by = far ? 10 : 1;
    return {
      row: clamped(from.row + down * by, matrix.rows + (bias ? 1 : 0)),
      col: clamped(from.col + right * by, matrix.cols),
    };
  }

  reach(cell: Cell): void {
    if (!this.content) return;
    const { layout, matrix } = this.picture(this.content);
    this.box.scrollTo(scrolledTo(layout, this.box.scroll, matrix.rows, cell));
  }

  choose(cell: Cell): void {
    this.actions.choose(cell);
  }

  /** For a file: the whole matrix, however far the page has zoomed into it. */
  pictureSize(): Size {
    if (!this.content) return { width: 1, height: 1 };
    const { gutter, bias } = this.picture(this.content);
    const layout = this.wholeLayout(this.content);
    const height = heatHeight(layout, bias !== null);
    return { width: gutter + layout.viewWidth + 2, height: height + 2 };
  }

  drawPicture(pen: Pen): void {
    if (!this.content) return;
    const layout = this.wholeLayout(this.content);
    const { theme } = this.page;
    const marks = { selected: null, framed: null };
    const scale = inTheme(this.content.scale, theme);
    const whole = { ...this.picture(this.content), layout, ...marks, scale };
    new HeatPainter().draw(pen, whole, theme, { x: 0, y: 0 });
  }

  private wholeLayout(content: HeatContent): HeatLayout {
    const { matrix } = content;
    const { paper } = this.page;
    const room = paper ? paper.width - this.picture(content).gutter - 2 : this.width;
    const width = paper ? room : Math.max(room, WHOLE);
    return heatLayout(matrix.rows, matrix.cols, { width, height: WHOLE }, 0);
  }

  /** As it lies on the page, without a cursor. */
  private picture(content: HeatContent): HeatPicture {
    const { fontSize } = this.page.theme;
    return this.pictures.get([content, this.width, this.zoom, fontSize], () => {
      const { matrix, rowLabels, biasLabel } = content;
      const gutter = gutterWidth(longestLabel(matrix.rows, rowLabels, biasLabel), fontSize);
      const frame = { width: this.width - gutter - scrollBarSize() - 2, height: MAX_HEIGHT };
      const layout = heatLayout(matrix.rows, matrix.cols, frame, this.zoom);
      return { ...content, layout, gutter, cursor: null };
    });
  }

  private setZoom(zoom: number): void {
    const { content } = this;
    if (!content) return;
    const before = this.picture(content).layout;
    const { scroll } = this.box;
    this.zoom = Math.max(0, Math.min(1, zoom));
    this.box.fit();
    this.box.scrollTo(zoomedScroll(before, this.picture(content).layout, scroll));
    this.page.schedule();
  }

  private wheeled(event: WheelEvent): void {
    if (!event.ctrlKey || !this.content || !this.picture(this.content).layout.zoomable) return;
    event.preventDefault();
    this.setZoom(this.zoom - Math.sign(event.deltaY) * ZOOM_STEP * 0.5);
  }
}
