/** A matrix without numbers: an image of one entry (or the strongest of several) for each pixel. */
import { packColor, rampIndex } from '../drawing/colors';
import { context2d } from '../kit/dom';
import { cellRanges, strongest, type Scroll } from './heatGeometry';
import type { HeatPicture } from './heatPicture';
import { sameItems } from '../drawing/memo';
import type { Theme } from '../drawing/theme';

export class HeatImage {
  private readonly canvas = document.createElement('canvas');
  private pixels = new ImageData(1, 1);
  /** What the image shows: a cursor that moves over it leaves it as it is. */
  private shown: unknown[] = [];

  of(
    { matrix, scale, layout }: Pick<HeatPicture, 'matrix' | 'scale' | 'layout'>,
    theme: Theme,
    { x, y }: Scroll,
  ): HTMLCanvasElement {
    const ratio = devicePixelRatio;
    const width = Math.max(1, Math.round(layout.viewWidth * ratio));
    const height = Math.max(1, Math.round(layout.viewHeight * ratio));
    const { cellWidth, cellHeight } = layout;
    const shown = [matrix.data, scale, theme, x, y, cellWidth, cellHeight, width, height, ratio];
    if (sameItems(shown, this.shown)) return this.canvas;
    this.shown = shown;
    if (this.pixels.width !== width || this.pixels.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.pixels = new ImageData(width, height);
    }
    const across = 1 / cellWidth / ratio;
    const down = 1 / cellHeight / ratio;
    const cols = cellRanges(width, x / cellWidth, across, matrix.cols);
    const rows = cellRanges(height, y / cellHeight, down, matrix.rows);
    this.paint(matrix, scale, packColor(theme.foreground), rows, cols);
    return this.canvas;
  }

  private paint(
    { data, cols: entries }: HeatPicture['matrix'],
    scale: HeatPicture['scale'],
    invalid: number,
    rows: ReturnType<typeof cellRanges>,
    cols: ReturnType<typeof cellRanges>,
  ): void {
    const width = cols.length;
    const paper = new Uint32Array(this.pixels.data.buffer);
    for (let y = 0; y < rows.length; y++) {
      const same = y > 0 && rows[y][0] === rows[y - 1][0] && rows[y][1] === rows[y - 1][1];
      if (same) {
        paper.copyWithin(y * width, (y - 1) * width, y * width);
        continue;
      }
      for (let x = 0; x < width; x++) {
        const value = strongest(data, entries, rows[y], cols[x]);
        paper[y * width + x] = Number.isFinite(value)
          ? scale.ramp[rampIndex(scale.share(value))]
          : invalid;
      }
    }
    context2d(this.canvas).putImageData(this.pixels, 0, 0);
  }
}
