/** The curve of a network with one input among the data: any place of it, and any point, can be pointed at. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Boundary, Fit } from '../../src/protocol/tensors';
import { fromPaper, insideArea, toPaper, type PlotArea } from '../chart/plot';
import { cssColor } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import type { Place, Point, Said } from '../picture/cursor';
import { along, arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { drawFit } from './fitPaint';
import { fitExtent, fitPoints, outputAt, targetLimits, type FitPoint } from './fitParts';
import { fitStrings as words } from './fitStrings';
import { fitPlaceWords, fitPointWords } from './fitWords';

/** Room for numbers and names beside the plot (px). */
export const MARGIN = { left: 58, right: 14, top: 8, bottom: 36 };
const LEAST_WIDTH = 140;
const MOST_WIDTH = 620;
/** Height over width, and its limits (px). */
const SHAPE = 0.62;
const [LEAST_HEIGHT, MOST_HEIGHT] = [140, 320];
/** A point within this distance of the cursor (px) is what is meant. */
const NEAR = 7;

/** A place along the input, or one of the points (by its index). */
interface Spot {
  x: number;
  point: number | null;
}

interface Known {
  of: RunDescription;
  points: readonly FitPoint[];
  targets: [low: number, high: number];
}

export class FitScene implements Scene<Spot> {
  readonly box: PictureBox<Spot>;
  private width = LEAST_WIDTH;
  /** What is drawn of a run's data: the same as long as the run is. */
  private known: Known | null = null;

  constructor(private readonly page: PageContext) {
    const { name, hint } = words;
    this.box = new PictureBox<Spot>(page, this, { class: 'plot', name, hint, mark: 'plot-cursor' });
  }

  /** @param width of everything (px) */
  fitInto(width: number): void {
    const room = Math.floor(width - MARGIN.left - MARGIN.right);
    this.width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, room));
  }

  size(): Size {
    const { left, right, top, bottom } = MARGIN;
    return { width: left + this.width + right, height: top + this.height + bottom };
  }

  key(): readonly unknown[] {
    return [this.page.model.revision, this.page.choices.range];
  }

  draw(pen: Pen): void {
    const { theme, model } = this.page;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    const { area, fit, points } = this;
    if (model.description && area)
      drawFit(pen, { description: model.description, fit, points }, area, theme);
  }

  hit(at: Point): Spot | null {
    const { area, points } = this;
    if (!area || !insideArea(area, at.x, at.y)) return null;
    let best = NEAR;
    let found: Spot | null = null;
    for (const [index, { x, y }] of points.entries()) {
      const [px, py] = toPaper(area, x, y);
      const distance = Math.hypot(px - at.x, py - at.y);
      if (distance >= best) continue;
      best = distance;
      found = { x, point: index };
    }
    return found ?? { x: fromPaper(area, at.x, at.y)[0], point: null };
  }

  /** On the point, else on the first curve. */
  place({ x, point }: Spot): Place | null {
    const { area, fit, points } = this;
    if (!area) return null;
    const y = point === null ? fit && outputAt(fit, fit.now.values, x, 0) : points.at(point)?.y;
    if (y === null || y === undefined || !Number.isFinite(y)) return null;
    const [px, py] = toPaper(area, x, y);
    return insideArea(area, px, py) ? { x: px, y: py, mark: 'ring' } : { x: px, y: area.top };
  }

  say({ x, point }: Spot): Said | null {
    const { description, frame } = this.page.model;
    const { fit } = this;
    if (!description) return null;
    const start = frame?.timeline.start ?? 0;
    if (point === null) return fitPlaceWords({ description, fit, start }, x);
    const shown = this.points.at(point);
    return shown ? fitPointWords({ description, fit, start }, shown) : null;
  }

  move(from: Spot | null, key: string, far: boolean): Spot | null {
    const { area, points } = this;
    const [right, down] = arrow(key) ?? [0, 0];
    if (!area) return null;
    const { min, max } = area.x;
    if (key === 'Home' || key === 'End') return { x: key === 'Home' ? min : max, point: null };
    if (right !== 0) {
      const share = far ? 0.1 : 0.02;
      const x = (from?.x ?? (min + max) / 2) + right * share * (max - min);
      return { x: Math.max(min, Math.min(max, x)), point: null };
    }
    if (down === 0) return null;
    const order = [...points.keys()].sort((a, b) => points[a].x - points[b].x);
    const at = this.placeInOrder(order, from);
    const next = along(down > 0 ? 'ArrowRight' : 'ArrowLeft', far, at, order.length);
    return next === null ? null : { x: points[order[next]].x, point: order[next] };
  }

  /** The limits of the axes. */
  get extent(): Boundary['extent'] | null {
    const { data } = this;
    return data && fitExtent(data.targets, this.fit, this.page.choices.range);
  }

  private get points(): readonly FitPoint[] {
    return this.data?.points ?? [];
  }

  private get data(): Known | null {
    const { description: of } = this.page.model;
    if (!of) return null;
    if (this.known?.of !== of)
      this.known = { of, points: fitPoints(of), targets: targetLimits(of) };
    return this.known;
  }

  private get fit(): Fit | null {
    return this.page.model.data.fit;
  }

  private get height(): number {
    return Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, Math.round(this.width * SHAPE)));
  }

  private get area(): PlotArea | null {
    const { extent, width, height } = this;
    if (!extent) return null;
    const [left, right, bottom, top] = extent;
    return {
      ...{ left: MARGIN.left, top: MARGIN.top, width, height },
      ...{ x: { min: left, max: right }, y: { min: bottom, max: top } },
    };
  }

  /** From a place between the points the next of them is a step away. */
  private placeInOrder(order: readonly number[], from: Spot | null): number {
    if (from === null) return -1;
    if (from.point !== null) return order.indexOf(from.point);
    return order.findLastIndex(index => this.points[index].x <= from.x);
  }
}
