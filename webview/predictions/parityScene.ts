/** Outputs over their targets: each point can be pointed at. */
import type { Predictions } from '../../src/protocol/confusion';
import type { Limits } from '../chart/curveSeries';
import { insideArea, type PlotArea } from '../chart/plot';
import { confusionStrings } from '../confusion/confusionStrings';
import { cssColor } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import type { Place, Point, Said } from '../picture/cursor';
import { along, arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { exactNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { drawParity, placeOf } from './parityPaint';
import { parityLimits, parityPoints, type ParityPoint } from './parityParts';
import { predictionsStrings as words } from './predictionsStrings';

/** Rows that are drawn; more would be one dark spot. */
export const MOST_ROWS = 2000;
/** Room for numbers and names beside the plot (px). */
const MARGIN = { left: 58, right: 14, top: 8, bottom: 36 };
/** Of the square (px). */
const [LEAST_SIDE, MOST_SIDE] = [140, 320];
/** A point within this distance of the cursor (px) is what is meant. */
const NEAR = 7;

interface Known {
  of: Predictions;
  points: readonly ParityPoint[];
  limits: Limits | null;
  /** Indices of the points, by their targets. */
  order: readonly number[];
}

/** The items are indices of points. */
export class ParityScene implements Scene<number> {
  readonly box: PictureBox<number>;
  private side = LEAST_SIDE;
  private known: Known | null = null;

  /** @param predictions of the part that is shown; null: they are still on their way */
  constructor(
    private readonly page: PageContext,
    private readonly predictions: () => Predictions | null,
  ) {
    const look = { class: 'plot', name: words.faces.parity, hint: words.parityHint };
    this.box = new PictureBox<number>(page, this, { ...look, mark: 'plot-cursor' });
  }

  /** @param width of everything (px) */
  fitInto(width: number): void {
    const room = Math.floor(width - MARGIN.left - MARGIN.right);
    this.side = Math.max(LEAST_SIDE, Math.min(MOST_SIDE, room));
  }

  size(): Size {
    const { left, right, top, bottom } = MARGIN;
    return { width: left + this.side + right, height: top + this.side + bottom };
  }

  key(): readonly unknown[] {
    return [this.predictions()];
  }

  draw(pen: Pen): void {
    const { theme } = this.page;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    const { area, data, points } = this;
    if (!data || !area) return;
    drawParity(pen, { part: data.of.part, outputs: data.of.cols, points }, area, theme);
  }

  hit(at: Point): number | null {
    const { area, points } = this;
    if (!area || !insideArea(area, at.x, at.y)) return null;
    let best = NEAR;
    let found: number | null = null;
    for (const [index, point] of points.entries()) {
      const [x, y] = placeOf(area, point) ?? [NaN, NaN];
      const distance = Math.hypot(x - at.x, y - at.y);
      if (distance >= best || Number.isNaN(distance)) continue;
      best = distance;
      found = index;
    }
    return found;
  }

  place(index: number): Place | null {
    const { area, points } = this;
    const point = points.at(index);
    const place = area && point && placeOf(area, point);
    return place ? { x: place[0], y: place[1], mark: 'ring' } : null;
  }

  say(index: number): Said | null {
    const { data, points } = this;
    const point = points.at(index);
    if (!data || !point) return null;
    const { row, output, target, value } = point;
    const { cols, part } = data.of;
    const named = (word: string): string =>
      words.numbered(word, cols === 1 ? '' : String(output + 1));
    return {
      title: strings.pointOf(confusionStrings.parts[part], row),
      rows: [
        { label: named(words.target), value: exactNumber(target) },
        { label: named(words.output), value: exactNumber(value) },
        { label: words.error, value: exactNumber(value - target) },
      ],
    };
  }

  /** From target to target, whichever output it is of. */
  move(from: number | null, key: string, far: boolean): number | null {
    const order = this.data?.order ?? [];
    const [right = 0, down = 0] = arrow(key) ?? [];
    const direction = down === 0 ? key : down > 0 ? 'ArrowLeft' : 'ArrowRight';
    const at = from === null ? -1 : order.indexOf(from);
    const next = along(right === 0 ? direction : key, far, at, order.length);
    return next === null ? null : order[next];
  }

  get points(): readonly ParityPoint[] {
    return this.data?.points ?? [];
  }

  private get data(): Known | null {
    const of = this.predictions();
    if (!of) return null;
    if (this.known?.of !== of) {
      const points = parityPoints(of, MOST_ROWS);
      const order = [...points.keys()].sort((a, b) => points[a].target - points[b].target);
      this.known = { of, points, limits: parityLimits(points), order };
    }
    return this.known;
  }

  private get area(): PlotArea | null {
    const { data, side } = this;
    if (!data?.limits) return null;
    const { left, top } = MARGIN;
    return { left, top, width: side, height: side, x: data.limits, y: data.limits };
  }
}
