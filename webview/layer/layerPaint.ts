/** The equations of a layer on paper: each factor a small picture with its symbol and its shape. */
import { cssColor } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { strings } from '../words/strings';
import type { FactorPainter, FactorPicture } from './factorPicture';
import { layerStrings as words } from './layerStrings';
import { SHAPE, SYMBOL, type LayerLayout, type Tile } from './layerLayout';

export interface LayerPicture {
  layout: LayerLayout;
  /** null: not known yet, or to be computed later in this pass. */
  picture: (tile: Tile) => FactorPicture | null;
  painter: (tile: Tile) => FactorPainter;
  /** Where the row of the batch that is looked at lies in this matrix; null: nowhere. */
  row: (tile: Tile) => number | null;
  isChosen: (tile: Tile) => boolean;
  isFresh: (tile: Tile) => boolean;
  cursor: Tile | null;
}

export function drawLayer(pen: Pen, picture: LayerPicture, theme: Theme): void {
  const { layout, cursor } = picture;
  pen.textBaseline = 'middle';
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'left';
  pen.font = `${theme.fontSize - 1}px ${theme.font}`;
  for (const { name, x, y } of layout.names) pen.fillText(words.names[name], x, y);
  pen.textAlign = 'center';
  pen.font = `${theme.fontSize}px ${theme.font}`;
  for (const { text, x, y } of layout.signs) pen.fillText(text, x, y);
  for (const tile of layout.tiles) {
    drawTile(pen, picture, tile, theme);
    if (picture.isChosen(tile)) outline(pen, tile, cssColor(theme.focus), 1.5);
  }
  if (cursor) outline(pen, cursor, cssColor(theme.foreground), 1);
}

function drawTile(pen: Pen, picture: LayerPicture, tile: Tile, theme: Theme): void {
  const { x, y, width, height, factor, shape, box } = tile;
  const known = picture.picture(tile);
  if (known) picture.painter(tile).draw(pen, known, tile, theme);
  pen.strokeStyle = cssColor(known ? theme.line : theme.muted);
  pen.lineWidth = 1;
  pen.setLineDash(known ? [] : [3, 3]);
  pen.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
  pen.setLineDash([]);
  const row = known && picture.row(tile);
  if (row !== null) frameRow(pen, row, tile, theme);
  const isBold = picture.isChosen(tile) || picture.isFresh(tile);
  const middle = box.x + box.width / 2;
  const bottom = box.y + box.height - SHAPE - SYMBOL;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = `${isBold ? 'bold ' : ''}${theme.fontSize - 1}px ${theme.font}`;
  pen.fillStyle = cssColor(known ? theme.foreground : theme.muted);
  pen.fillText(factor.symbol, middle, bottom + SYMBOL / 2 - 1);
  pen.font = `${theme.fontSize - 3}px ${theme.monoFont}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.fillText(strings.shape(shape.rows, shape.cols), middle, bottom + SYMBOL + SHAPE / 2 - 3);
}

/** Across a matrix with a row, or transposed a column, for each row of the batch. */
function frameRow(pen: Pen, row: number, tile: Tile, theme: Theme): void {
  const { x, y, width, height, factor, shape } = tile;
  pen.strokeStyle = cssColor(theme.foreground);
  pen.lineWidth = 1;
  if (factor.transposed) {
    const cell = width / shape.cols;
    pen.strokeRect(x + row * cell - 0.5, y - 0.5, Math.max(2, cell), height + 1);
  } else {
    const cell = height / shape.rows;
    pen.strokeRect(x - 0.5, y + row * cell - 0.5, width + 1, Math.max(2, cell));
  }
}

function outline(pen: Pen, { box }: Tile, color: string, width: number): void {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
}
