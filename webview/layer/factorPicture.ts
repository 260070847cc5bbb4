/** A factor of an equation as a small picture: its numbers as they are drawn, and their colours. */
import type { RunDescription } from '../../src/protocol/snapshot';
import { rampIndex, cssColor } from '../drawing/colors';
import { Memo } from '../drawing/memo';
import { stepUp } from '../drawing/scale';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { HeatImage } from '../heat/heatImage';
import type { HeatMatrix } from '../heat/heatPicture';
import { cellColorsOf, heatScale, type HeatScale } from '../heat/heatScale';
import { fitNumber, formatNumber } from '../words/numbers';
import { isProbability } from '../words/tensorNames';
import { isTensor, type Factor } from './equations';
import type { Tile } from './layerLayout';

/** This share of the entries lies within the limits of the colours: a few large ones may lie beyond. */
const WITHIN = 0.96;
/** As many entries decide on the limits. */
const SAMPLES = 4096;

export interface FactorPicture {
  matrix: HeatMatrix;
  scale: HeatScale;
}

/** Turned and with its rows in order, and painted, again only where its numbers have changed. */
export class FactorPainter {
  private readonly arranged = new Memo<FactorPicture>();
  private readonly image = new HeatImage();

  picture(
    description: RunDescription,
    { of, transposed }: Factor,
    matrix: HeatMatrix,
    order: readonly number[] | null,
    theme: Theme,
  ): FactorPicture {
    const rows = order?.length === matrix.rows ? order : null;
    return this.arranged.get([matrix.data, transposed, rows, theme], () => ({
      matrix: arranged(matrix, rows, transposed),
      scale: scaleOf(matrix.data, kindOf(description, of, matrix), theme),
    }));
  }

  draw(pen: Pen, { matrix, scale }: FactorPicture, tile: Tile, theme: Theme): void {
    if (tile.digits) return drawDigits(pen, matrix, scale, tile, theme);
    const { x, y, width, height } = tile;
    // A pixel for each entry, as long as there are no more of them than there is room for.
    const pixels = (room: number, entries: number): number =>
      Math.min(room, entries / devicePixelRatio);
    const [across, down] = [pixels(width, matrix.cols), pixels(height, matrix.rows)];
    const layout = {
      ...{ cellWidth: across / matrix.cols, cellHeight: down / matrix.rows, digits: false },
      ...{ contentWidth: across, contentHeight: down, viewWidth: across, viewHeight: down },
      zoomable: false,
    };
    const image = this.image.of({ matrix, scale, layout }, theme, { x: 0, y: 0 });
    pen.image(image, x, y, width, height, false);
  }
}

/** Slopes and masks are seldom below 0: then they have the colours of what cannot be. */
function kindOf(
  description: RunDescription,
  of: Factor['of'],
  { data }: HeatMatrix,
): { shares: boolean; isSigned: boolean } {
  const isSigned = Array.prototype.some.call(data, value => value < 0);
  if (!isTensor(of)) {
    const isClass = of.part === 'y' && description.data.classNames !== null;
    return { shares: isClass && !isSigned, isSigned: true };
  }
  const isFactorOfError = of.tensor === 'slope' || of.tensor === 'mask';
  return { shares: isProbability(description, of), isSigned: isSigned || !isFactorOfError };
}

function arranged(
  { rows, cols, data }: HeatMatrix,
  order: readonly number[] | null,
  transposed: boolean,
): HeatMatrix {
  if (!order && !transposed) return { rows, cols, data };
  const turned = new Float64Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    const from = (order ? order[row] : row) * cols;
    for (let col = 0; col < cols; col++)
      turned[transposed ? col * rows + row : row * cols + col] = data[from + col];
  }
  return transposed ? { rows: cols, cols: rows, data: turned } : { rows, cols, data: turned };
}

function scaleOf(
  data: ArrayLike<number>,
  { shares, isSigned }: { shares: boolean; isSigned: boolean },
  theme: Theme,
): HeatScale {
  const whole = heatScale(shares ? [] : [data], shares, theme);
  if (shares || !(whole.high > 0)) return whole;
  const usual = usualSize(data);
  const limit = usual > 0 ? Math.min(whole.high, stepUp(usual)) : whole.high;
  if (isSigned) return limit < whole.high ? heatScale([[limit]], false, theme) : whole;
  return {
    ramp: theme.sequential,
    low: 0,
    high: limit,
    isOfShares: true,
    share: value => value / limit,
  };
}

/** What that share of the entries does not exceed. */
function usualSize(data: ArrayLike<number>): number {
  const every = Math.max(1, Math.floor(data.length / SAMPLES));
  const sizes: number[] = [];
  for (let i = 0; i < data.length; i += every) {
    const size = Math.abs(data[i]);
    if (size < Infinity) sizes.push(size);
  }
  const sorted = Float64Array.from(sizes).sort();
  return sorted[Math.ceil(WITHIN * sorted.length) - 1] ?? 0;
}

function drawDigits(
  pen: Pen,
  { rows, cols, data }: HeatMatrix,
  scale: HeatScale,
  { x, y, width, height }: Tile,
  theme: Theme,
): void {
  const { fills, inks } = cellColorsOf(scale.ramp, theme);
  const size = theme.fontSize - 3;
  const [cellWidth, cellHeight] = [width / cols, height / rows];
  const columns = Math.floor((cellWidth - 4) / (0.602 * size));
  pen.font = `${size}px ${theme.monoFont}`;
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const value = data[row * cols + col];
      const isFinite = Number.isFinite(value);
      const index = rampIndex(scale.share(value));
      const [left, top] = [x + col * cellWidth, y + row * cellHeight];
      pen.fillStyle = isFinite ? fills[index] : cssColor(theme.foreground);
      pen.fillRect(left, top, cellWidth, cellHeight);
      pen.fillStyle = isFinite ? inks[index] : cssColor(theme.background);
      const text = isFinite ? fitNumber(value, columns) : formatNumber(value);
      pen.fillText(text ?? '', left + cellWidth - 2, top + cellHeight / 2);
    }
  }
}
