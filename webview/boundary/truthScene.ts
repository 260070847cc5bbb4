/** The same points twice, as they are and as the network reads them: each can be pointed at. */
import type { RunDescription } from '../../src/protocol/snapshot';
import { drawAxes, toPaper, type PlotArea } from '../chart/plot';
import { cssColor } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import type { Place, Point, Said } from '../picture/cursor';
import { along, arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { strings } from '../words/strings';
import { pointExtent, valueRange } from './points';
import { drawPoints, pointRadius, type PointStyle } from './pointsPaint';
import { nearestPoint, pointWords, type PointRef } from './pointWords';
import { readingOf } from './reading';

/** Above the plots, where their titles stand (px). */
export const TOP = 22;
const MARGIN = { left: 58, right: 10, top: TOP, bottom: 36 };
const GAP = 16;
const MAX_SIDE = 300;
const MIN_SIDE = 70;

const PLOTS = ['truth', 'prediction'] as const;

/** A point in one of the plots. */
interface Shown extends PointRef {
  /** Index of the plot. */
  plot: number;
}

export class TruthScene implements Scene<Shown> {
  readonly box: PictureBox<Shown>;

  /** @param width of the section */
  constructor(
    private readonly page: PageContext,
    private readonly width: () => number,
  ) {
    const words = { name: strings.truthPrediction, hint: strings.truthHint };
    this.box = new PictureBox<Shown>(page, this, { class: 'plot', ...words, mark: 'plot-cursor' });
  }

  size(): Size {
    const side = this.side();
    return {
      width: MARGIN.left + 2 * side + GAP + 2 * MARGIN.right,
      height: MARGIN.top + side + MARGIN.bottom,
    };
  }

  key(): readonly unknown[] {
    return [this.page.model.revision];
  }

  draw(pen: Pen): void {
    this.drawOn(pen, this.size());
  }

  /** On paper that may have room for more. */
  drawOn(pen: Pen, { width, height }: Size): void {
    const { model, theme } = this.page;
    const { description } = model;
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (!description) return;
    const count = description.points.reduce((sum, part) => sum + part.labels.length, 0);
    const style: PointStyle = {
      reading: readingOf(description),
      values: valueRange(description.points),
      theme,
      radius: pointRadius(count, this.side()) * 0.9,
    };
    for (const plot of PLOTS.keys()) this.drawPlot(pen, description, plot, style);
  }

  hit(at: Point): Shown | null {
    const { description } = this.page.model;
    if (!description) return null;
    for (const plot of PLOTS.keys()) {
      const area = this.area(description, plot);
      const point = area && nearestPoint(description, area, at);
      if (point) return { ...point, plot };
    }
    return null;
  }

  place({ part, row, plot }: Shown): Place | null {
    const { description } = this.page.model;
    const area = description && this.area(description, plot);
    if (!area) return null;
    const { xy } = description.points[part];
    const [x, y] = toPaper(area, xy[2 * row], xy[2 * row + 1]);
    return { x, y, mark: 'ring' };
  }

  say({ part, row }: Shown): Said | null {
    const { description, data } = this.page.model;
    if (!description || row >= (description.points.at(part)?.labels.length ?? 0)) return null;
    return pointWords(description, data.boundary, { part, row });
  }

  /** From point to point, in the order of the table; up and down from plot to plot. */
  move(from: Shown | null, key: string, far: boolean): Shown | null {
    const points = (this.page.model.description?.points ?? []).flatMap(({ labels }, part) =>
      Array.from(labels, (_, row) => ({ part, row })),
    );
    const [, down] = arrow(key) ?? [0, 0];
    if (from && down !== 0) return { ...from, plot: down > 0 ? 1 : 0 };
    const at = points.findIndex(({ part, row }) => part === from?.part && row === from.row);
    const next = down === 0 ? along(key, far, at, points.length) : 0;
    return next === null || points.length === 0 ? null : { ...points[next], plot: from?.plot ?? 0 };
  }

  private side(): number {
    const room = (this.width() - GAP - MARGIN.left - 2 * MARGIN.right) / 2;
    return Math.max(MIN_SIDE, Math.min(MAX_SIDE, Math.floor(room)));
  }

  private area({ points }: RunDescription, plot: number): PlotArea | null {
    const extent = this.page.model.data.boundary?.extent ?? pointExtent(points);
    const side = this.side();
    return (
      extent && {
        left: MARGIN.left + plot * (side + GAP + MARGIN.right),
        top: MARGIN.top,
        width: side,
        height: side,
        x: { min: extent[0], max: extent[1] },
        y: { min: extent[2], max: extent[3] },
      }
    );
  }

  private drawPlot(pen: Pen, description: RunDescription, plot: number, style: PointStyle): void {
    const { theme, model } = this.page;
    const show = PLOTS[plot];
    const area = this.area(description, plot);
    if (!area) return;
    const [x, y] = description.data.featureNames;
    drawAxes(pen, area, { x, y: plot === 0 ? y : '' }, theme, plot === 0);
    pen.font = `${theme.fontSize - 1}px ${theme.font}`;
    pen.fillStyle = cssColor(theme.foreground);
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(strings[show], area.left + area.width / 2, 11);
    pen.save();
    pen.clipRect(area.left, area.top, area.width, area.height);
    description.points.forEach((part, index) => {
      const outputs = model.data.boundary?.atPoints[index] ?? null;
      if (show === 'truth' || outputs) {
        drawPoints(pen, part, show === 'truth' ? null : outputs, area, style, show);
      }
    });
    pen.restore();
  }
}
