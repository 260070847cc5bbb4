/** The weights of each unit as a picture of its own, where the inputs are the pixels of pictures. */
import type { ImageSize } from '../../src/protocol/snapshot';
import { cssColor, packColor, rampIndex } from '../drawing/colors';
import { context2d } from '../kit/dom';
import type { HeatMatrix } from '../heat/heatPicture';
import type { HeatScale } from '../heat/heatScale';
import { formatInteger } from '../words/numbers';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

/** More pictures than anybody compares. */
export const MOST_TILES = 400;

/** The longer side of a picture is about so long (px), of whole pixels where there is room. */
const SIDE = 52;
const GAP = 6;
/** For the number of the unit below its picture (px). */
const LABEL = 14;

export interface TilesLayout {
  image: ImageSize;
  /** CSS pixels for a pixel of the picture. */
  scale: number;
  /** Units that are shown, and the columns they stand in. */
  count: number;
  columns: number;
  width: number;
  height: number;
}

/** A pixel of a unit's picture: `row` and `col` are those of the matrix [pixels, units]. */
export interface TilePixel {
  row: number;
  col: number;
}

export function tilesLayout(units: number, image: ImageSize, width: number): TilesLayout {
  const longer = Math.max(image.width, image.height);
  const scale = longer <= SIDE ? Math.round(SIDE / longer) : SIDE / longer;
  const count = Math.min(units, MOST_TILES);
  const across = image.width * scale + GAP;
  const columns = Math.max(1, Math.min(count, Math.floor((width + GAP) / across)));
  const height = Math.ceil(count / columns) * (image.height * scale + LABEL + GAP) - GAP;
  return { image, scale, count, columns, width: columns * across - GAP, height };
}

/** The corner of a unit's picture (px). */
export function cornerOf({ image, scale, columns }: TilesLayout, unit: number) {
  return {
    x: (unit % columns) * (image.width * scale + GAP),
    y: Math.floor(unit / columns) * (image.height * scale + LABEL + GAP),
  };
}

/** What lies at this place; null: between the pictures. */
export function pixelAt(layout: TilesLayout, x: number, y: number): TilePixel | null {
  const { image, scale, columns, count } = layout;
  const col = Math.floor(x / (image.width * scale + GAP));
  const line = Math.floor(y / (image.height * scale + LABEL + GAP));
  const unit = line * columns + col;
  if (col < 0 || col >= columns || line < 0 || unit >= count) return null;
  const corner = cornerOf(layout, unit);
  const [across, down] = [Math.floor((x - corner.x) / scale), Math.floor((y - corner.y) / scale)];
  if (across >= image.width || down >= image.height) return null;
  return { row: down * image.width + across, col: unit };
}

export interface TilesPicture {
  layout: TilesLayout;
  /** [pixels, units] */
  matrix: HeatMatrix;
  scale: HeatScale;
  colLabels: (unit: number) => string;
  cursor: TilePixel | null;
  selected: TilePixel | null;
}

export class TilesPainter {
  private readonly tiles: HTMLCanvasElement[] = [];
  private pixels: ImageData | null = null;

  draw(pen: Pen, picture: TilesPicture, theme: Theme): void {
    const { layout, colLabels } = picture;
    const { image, scale, count } = layout;
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, layout.width, layout.height);
    pen.font = `${theme.fontSize - 3}px ${theme.font}`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    const [across, down] = [image.width * scale, image.height * scale];
    for (let unit = 0; unit < count; unit++) {
      const { x, y } = cornerOf(layout, unit);
      pen.image(this.tile(picture, theme, unit), x, y, across, down, false);
      pen.strokeStyle = cssColor(theme.line);
      pen.lineWidth = 1;
      pen.strokeRect(x + 0.5, y + 0.5, across - 1, down - 1);
      pen.fillStyle = cssColor(theme.muted);
      pen.fillText(colLabels(unit), x + across / 2, y + down + LABEL / 2 + 1);
    }
    mark(pen, picture, theme, picture.selected, 2);
    mark(pen, picture, theme, picture.cursor, 1);
  }

  private tile(
    { layout, matrix, scale }: TilesPicture,
    theme: Theme,
    unit: number,
  ): HTMLCanvasElement {
    const { width, height } = layout.image;
    if (this.pixels?.width !== width || this.pixels.height !== height)
      this.pixels = new ImageData(width, height);
    const paper = new Uint32Array(this.pixels.data.buffer);
    const invalid = packColor(theme.foreground);
    for (let row = 0; row < matrix.rows; row++) {
      const value = matrix.data[row * matrix.cols + unit];
      paper[row] = Number.isFinite(value) ? scale.ramp[rampIndex(scale.share(value))] : invalid;
    }
    const tile = (this.tiles[unit] ??= document.createElement('canvas'));
    tile.width = width;
    tile.height = height;
    context2d(tile).putImageData(this.pixels, 0, 0);
    return tile;
  }
}

function mark(
  pen: Pen,
  { layout }: TilesPicture,
  theme: Theme,
  pixel: TilePixel | null,
  width: number,
): void {
  if (!pixel || pixel.col >= layout.count) return;
  const { image, scale } = layout;
  const { x, y } = cornerOf(layout, pixel.col);
  pen.strokeStyle = cssColor(theme.foreground);
  pen.lineWidth = width;
  pen.strokeRect(x + 0.5, y + 0.5, image.width * scale - 1, image.height * scale - 1);
  const left = x + (pixel.row % image.width) * scale;
  const top = y + Math.floor(pixel.row / image.width) * scale;
  pen.strokeRect(left - 0.5, top - 0.5, Math.max(3, scale + 1), Math.max(3, scale + 1));
}

/** How many pictures there are, and of what. */
export function tilesWords(units: number, { width, height }: ImageSize): string {
  const rest = units - MOST_TILES;
  const words = strings.tilesOf(width, height);
  return rest > 0 ? `${words} · ${strings.more(formatInteger(rest))}` : words;
}
