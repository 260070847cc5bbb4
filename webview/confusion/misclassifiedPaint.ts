/** Misclassified rows whose inputs are pictures, side by side. */
import type { Misclassified } from '../../src/protocol/confusion';
import type { ImageSize } from '../../src/protocol/snapshot';
import { cssColor, packColor, ramp, rampIndex, type Ramp } from '../drawing/colors';
import { fitText } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { context2d } from '../kit/dom';
import type { Point } from '../picture/cursor';
import type { Size } from '../picture/pictureBox';
import { formatNumber } from '../words/numbers';
import { confusionStrings as words } from './confusionStrings';

/** The longer side of a picture (px), of whole pixels where there is room. */
const SIDE = 56;
const GAP = 12;
/** Two lines below each picture. */
const LINE = 15;

export interface TilesLayout extends Size {
  count: number;
  columns: number;
  scale: number;
  /** Of a picture with its words. */
  across: number;
  down: number;
}

export function tilesLayout(count: number, image: ImageSize, room: number): TilesLayout {
  const longer = Math.max(image.width, image.height);
  const scale = longer <= SIDE ? Math.round(SIDE / longer) : SIDE / longer;
  const across = image.width * scale + GAP;
  const down = image.height * scale + 2 * LINE + GAP;
  const columns = Math.max(1, Math.floor((room + GAP) / across));
  const height = Math.max(1, Math.ceil(count / columns) * down);
  return { count, columns, scale, across, down, width: Math.min(room, columns * across), height };
}

export function tileAt(
  { count, columns, across, down }: TilesLayout,
  { x, y }: Point,
): number | null {
  const col = Math.floor(x / across);
  const at = Math.floor(y / down) * columns + col;
  return col >= 0 && col < columns && at >= 0 && at < count ? at : null;
}

/** The upper left corner (px). */
export function tileCorner({ columns, across, down }: TilesLayout, at: number): Point {
  return { x: (at % columns) * across, y: Math.floor(at / columns) * down };
}

/** Keeps its canvases from drawing to drawing. */
export class TilesPaint {
  private readonly tiles: HTMLCanvasElement[] = [];

  draw(
    pen: Pen,
    rows: Misclassified,
    picture: { image: ImageSize; names: readonly string[]; layout: TilesLayout; at: number | null },
    theme: Theme,
  ): void {
    const { image, names, layout } = picture;
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, layout.width, layout.height);
    const [width, height] = [image.width * layout.scale, image.height * layout.scale];
    const size = theme.fontSize - 2;
    const papers = ramp(theme.background, theme.foreground);
    const limits = limitsOf(rows.inputs);
    for (let at = 0; at < layout.count; at++) {
      const { x, y } = tileCorner(layout, at);
      pen.image(this.tile(rows, at, image, papers, limits), x, y, width, height, false);
      pen.strokeStyle = cssColor(at === picture.at ? theme.focus : theme.line);
      pen.lineWidth = at === picture.at ? 2 : 1;
      pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.font = `${size}px ${theme.monoFont}`;
      pen.fillStyle = cssColor(theme.foreground);
      const verdict = words.arrow(names[rows.truths[at]], names[rows.predicted[at]]);
      pen.fillText(
        fitText(verdict, layout.across - 2, size),
        x + width / 2,
        y + height + LINE / 2 + 2,
      );
      pen.fillStyle = cssColor(theme.muted);
      const output = formatNumber(rows.outputs[at], 2);
      pen.fillText(output, x + width / 2, y + height + 1.5 * LINE + 2);
    }
  }

  private tile(
    { inputs, width: pixels }: Misclassified,
    at: number,
    { width, height }: ImageSize,
    papers: Ramp,
    [low, high]: readonly [number, number],
  ): HTMLCanvasElement {
    const image = new ImageData(width, height);
    const paper = new Uint32Array(image.data.buffer);
    for (let pixel = 0; pixel < pixels; pixel++) {
      const share = (inputs[at * pixels + pixel] - low) / (high - low || 1);
      paper[pixel] = Number.isFinite(share) ? papers[rampIndex(share)] : packColor([255, 0, 0]);
    }
    const tile = (this.tiles[at] ??= document.createElement('canvas'));
    tile.width = width;
    tile.height = height;
    context2d(tile).putImageData(image, 0, 0);
    return tile;
  }
}

/** All pictures on one scale. */
function limitsOf(inputs: Misclassified['inputs']): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of inputs) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
