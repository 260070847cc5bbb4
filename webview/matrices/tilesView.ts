/** Weights as pictures on the page: pointed at pixel by pixel, walked through unit by unit. */
import type { ImageSize } from '../../src/protocol/snapshot';
import type { Cell } from '../run/choices';
import { setAttribute } from '../kit/dom';
import { cornerOf, pixelAt, TilesPainter, tilesLayout, type TilesLayout } from './imageTiles';
import { inTheme } from '../heat/heatScale';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow, clamped } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { CellActions, HeatContent } from '../heat/heatView';
import type { PageContext } from '../sections/view';

/** Width of a picture that is saved or copied (px). */
const PICTURE_WIDTH = 600;

export class TilesView implements Scene<Cell> {
  readonly box: PictureBox<Cell>;
  private readonly painter = new TilesPainter();
  private content: HeatContent | null = null;
  private width = 300;

  constructor(
    private readonly page: PageContext,
    private readonly image: ImageSize,
    private readonly actions: CellActions,
  ) {
    this.box = new PictureBox<Cell>(page, this, { class: 'tiles', hint: strings.tilesHint });
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

  size(): Size {
    return this.layout(this.width);
  }

  key(at: Cell | null): readonly unknown[] {
    const { matrix, scale, selected } = this.content ?? {};
    return [matrix?.data, scale, selected?.row, selected?.col, at];
  }

  draw(pen: Pen, cursor: Cell | null): void {
    if (!this.content) return;
    const { matrix, scale, colLabels, selected } = this.content;
    const marked = selected && selected.row < matrix.rows ? selected : null;
    const layout = this.layout(this.width);
    const picture = { layout, matrix, scale, colLabels, cursor, selected: marked };
    this.painter.draw(pen, picture, this.page.theme);
  }

  hit({ x, y }: Point): Cell | null {
    return pixelAt(this.layout(this.width), x, y);
  }

  /** Below the picture of its unit. */
  place({ col }: Cell): Place {
    const { x, bottom } = this.tileOf(col);
    return { x, y: bottom };
  }

  say(cell: Cell): Said | null {
    return this.actions.say(cell);
  }

  /** Unit by unit, to the strongest pixel of each. */
  move(from: Cell | null, key: string): Cell | null {
    const direction = arrow(key);
    if (!direction || !this.content) return null;
    const { columns, count } = this.layout(this.width);
    const [right, down] = direction;
    const col = from ? clamped(from.col + right + down * columns, count) : 0;
    return { row: strongestRow(this.content.matrix, col), col };
  }

  reach({ col }: Cell): void {
    const { y, bottom } = this.tileOf(col);
    const { element } = this.box;
    const { scrollTop, clientHeight } = element;
    if (y < scrollTop) element.scrollTop = y;
    else if (bottom > scrollTop + clientHeight) element.scrollTop = bottom - clientHeight;
  }

  choose(cell: Cell): void {
    this.actions.choose(cell);
  }

  pictureSize(): Size {
    return this.layout(this.pictureWidth);
  }

  drawPicture(pen: Pen): void {
    if (!this.content) return;
    const { theme } = this.page;
    const layout = this.layout(this.pictureWidth);
    const scale = inTheme(this.content.scale, theme);
    const picture = { ...this.content, scale, layout, cursor: null, selected: null };
    this.painter.draw(pen, picture, theme);
  }

  private get pictureWidth(): number {
    return this.page.paper?.width ?? PICTURE_WIDTH;
  }

  private layout(width: number): TilesLayout {
    return tilesLayout(this.content?.matrix.cols ?? 1, this.image, width);
  }

  private tileOf(unit: number): { x: number; y: number; bottom: number } {
    const layout = this.layout(this.width);
    const { x, y } = cornerOf(layout, unit);
    return { x, y, bottom: y + layout.image.height * layout.scale };
  }
}

/** The row of the largest |weight| of a unit. */
function strongestRow({ rows, cols, data }: HeatContent['matrix'], col: number): number {
  let strongest = 0;
  for (let row = 1; row < rows; row++) {
    if (Math.abs(data[row * cols + col]) > Math.abs(data[strongest * cols + col])) strongest = row;
  }
  return strongest;
}
