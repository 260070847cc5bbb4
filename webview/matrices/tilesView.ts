/** Weights as pictures on the page: pointed at pixel by pixel, walked through unit by unit. */
import type { ImageSize } from '../../src/protocol/snapshot';
import type { Cell } from '../run/choices';
import { context2d, element, setAttribute, sizeCanvas } from '../kit/dom';
import {
  cornerOf,
  pixelAt,
  TilesPainter,
  tilesLayout,
  type TilesLayout,
  type TilesPicture,
} from './imageTiles';
import { sameItems } from '../drawing/memo';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import { CellCursor } from './cellCursor';
import type { HeatActions, HeatContent } from './heatView';
import type { PageContext } from '../sections/view';

/** Width of a picture that is saved or copied (px). */
const PICTURE_WIDTH = 600;

export class TilesView {
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  readonly element = element(
    'div',
    {
      class: 'tiles',
      attributes: {
        tabindex: '0',
        role: 'application',
        'aria-description': strings.tilesHint,
      },
    },
    this.canvas,
  );
  private readonly painter = new TilesPainter();
  private content: HeatContent | null = null;
  private layout: TilesLayout | null = null;
  private readonly cursor: CellCursor;
  /** What has been drawn last. */
  private shown: unknown[] = [];

  constructor(
    private readonly page: PageContext,
    private readonly image: ImageSize,
    private readonly actions: HeatActions,
  ) {
    this.cursor = new CellCursor(
      page.tooltip,
      cell => this.actions.describe(cell, false),
      cell => this.placeOf(cell),
      () => this.draw(),
    );
    this.element.addEventListener('pointermove', event => {
      this.cursor.point(this.cellAt(event), { x: event.clientX, y: event.clientY });
    });
    this.element.addEventListener('pointerleave', () => this.cursor.point(null));
    this.element.addEventListener('blur', () => this.cursor.point(null));
    this.element.addEventListener('click', event => {
      const cell = this.cellAt(event);
      if (cell) this.actions.choose(cell, false);
    });
    this.element.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** @param name of the matrix; @param text what its picture is */
  label(name: string, text: string): void {
    setAttribute(this.element, 'aria-label', name);
    setAttribute(this.canvas, 'aria-label', text);
  }

  update(content: HeatContent, width: number): void {
    const { matrix, scale, selected } = content;
    const { theme } = this.page;
    const cell = [selected?.row, selected?.col];
    const shown = [matrix.data, scale, ...cell, width, devicePixelRatio, theme];
    if (sameItems(shown, this.shown)) return;
    this.shown = shown;
    this.content = content;
    this.layout = tilesLayout(matrix.cols, this.image, width);
    sizeCanvas(this.canvas, this.layout.width, this.layout.height);
    this.draw();
    this.cursor.tell();
  }

  /** It makes room for another matrix. */
  leave(): void {
    this.cursor.point(null);
  }

  pictureSize(): { width: number; height: number } {
    return this.pictureLayout() ?? { width: 1, height: 1 };
  }

  drawPicture(pen: Pen): void {
    const layout = this.pictureLayout();
    const picture = layout && this.picture(layout);
    if (picture)
      this.painter.draw(pen, { ...picture, cursor: null, selected: null }, this.page.theme);
  }

  private pictureLayout(): TilesLayout | null {
    return this.content && tilesLayout(this.content.matrix.cols, this.image, PICTURE_WIDTH);
  }

  private picture(layout: TilesLayout): TilesPicture | null {
    const { content } = this;
    const { cell: cursor } = this.cursor;
    if (!content) return null;
    const { matrix, scale, colLabels, selected } = content;
    const marked = selected && selected.row < matrix.rows ? selected : null;
    return { layout, matrix, scale, colLabels, cursor, selected: marked };
  }

  private draw(): void {
    const picture = this.layout && this.picture(this.layout);
    if (!picture) return;
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.painter.draw(canvasPen(context), picture, this.page.theme);
  }

  private cellAt({ clientX, clientY }: MouseEvent): Cell | null {
    const box = this.canvas.getBoundingClientRect();
    return this.layout && pixelAt(this.layout, clientX - box.left, clientY - box.top);
  }

  /** Below the picture of its unit. */
  private placeOf({ col }: Cell): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect();
    const { layout } = this;
    if (!layout) return box;
    const { x, y } = cornerOf(layout, col);
    return { x: box.left + x, y: box.top + y + layout.image.height * layout.scale };
  }

  /** Unit by unit, to the strongest pixel of each. */
  private keyPressed(event: KeyboardEvent): void {
    const { layout, content } = this;
    const { cell: cursor } = this.cursor;
    if (!layout || !content || event.ctrlKey || event.metaKey || event.altKey) return;
    const { columns, count } = layout;
    const moves: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -columns,
      ArrowDown: columns,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const col = cursor ? Math.max(0, Math.min(count - 1, cursor.col + move)) : 0;
      this.walkTo({ row: strongestRow(content.matrix, col), col }, layout);
    } else if (event.key === 'Enter' && cursor) this.actions.choose(cursor, false);
    else return;
    event.preventDefault();
  }

  private walkTo(cell: Cell, layout: TilesLayout): void {
    const corner = cornerOf(layout, cell.col);
    const bottom = corner.y + layout.image.height * layout.scale;
    const { scrollTop, clientHeight } = this.element;
    if (corner.y < scrollTop) this.element.scrollTop = corner.y;
    else if (bottom > scrollTop + clientHeight) this.element.scrollTop = bottom - clientHeight;
    this.cursor.point(cell);
    this.page.announce(this.cursor.words());
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
