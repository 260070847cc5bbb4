/** The plane of the inputs with regions and points, once or side by side: any place of it can be pointed at. */
import type { Points, RunDescription } from '../../src/protocol/snapshot';
import type { Boundary } from '../../src/protocol/tensors';
import { fromPaper, insideArea, toPaper, drawAxes, type PlotArea } from '../chart/plot';
import { cssColor } from '../drawing/colors';
import { textWidth } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { strings } from '../words/strings';
import { boundaryStrings } from './boundaryStrings';
import { BoundaryPainter } from './boundaryPaint';
import { pointExtent, valueRange } from './points';
import { drawPoints, pointRadius, type PointStyle } from './pointsPaint';
import { nearestPoint, placeWords, pointWords } from './pointWords';
import { readingOf } from './reading';

/** Room for numbers and names beside the plot (px). */
export const MARGIN = { left: 58, right: 14, top: 8, bottom: 36 };
/** Fewer samples per side are meant for others, who want the outputs at the points alone. */
const COARSEST = 8;
const MIN_SIDE = 140;
const MAX_SIDE = 360;
/** Between two plots (px); they may be smaller. */
const GAP = 26;
const MIN_SIDE_OF_PAIR = 70;
/** Above a plot with a title (px). */
const TITLE = 18;

/** What one plot shows. */
export interface Plot {
  /** Empty: none is needed. */
  title: string;
  /** null: it is not known yet. */
  boundary: Boundary | null;
}

/** A place in the units of the file. */
interface Spot extends Point {
  /** Index of the plot. */
  plot: number;
  /** By keyboard: then a mark shows where. */
  marked: boolean;
}

export class PlotScene implements Scene<Spot> {
  readonly box: PictureBox<Spot>;
  side = MIN_SIDE;
  /** For each plot. */
  private readonly painters: BoundaryPainter[] = [];

  /** @param plots on the same axes */
  constructor(
    private readonly page: PageContext,
    private readonly plots: () => readonly Plot[],
  ) {
    const isPair = plots().length > 1;
    const words = isPair
      ? { name: boundaryStrings.beforeAfter, hint: boundaryStrings.beforeAfterHint }
      : { name: strings.boundary, hint: strings.boundaryHint };
    this.box = new PictureBox<Spot>(page, this, { class: 'plot', ...words, mark: 'plot-cursor' });
  }

  /** Squares within this width (px). */
  fitInto(width: number): void {
    const { length } = this.plots();
    const room = width - MARGIN.left - MARGIN.right - (length - 1) * GAP;
    const least = length > 1 ? MIN_SIDE_OF_PAIR : MIN_SIDE;
    this.side = Math.max(least, Math.min(MAX_SIDE, Math.floor(room / length)));
  }

  size(): Size {
    const { length } = this.plots();
    return {
      width: MARGIN.left + length * this.side + (length - 1) * GAP + MARGIN.right,
      height: this.top + this.side + MARGIN.bottom,
    };
  }

  /** Room above the plots (px). */
  private get top(): number {
    return MARGIN.top + (this.plots().some(({ title }) => title !== '') ? TITLE : 0);
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
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    const { description } = model;
    if (!description) return;
    this.plots().forEach((plot, index) => this.drawPlot(pen, description, plot, index));
  }

  private drawPlot(pen: Pen, description: RunDescription, plot: Plot, index: number): void {
    const { theme } = this.page;
    const { title, boundary } = plot;
    const area = this.area(index);
    if (!area) return;
    const reading = readingOf(description);
    const values = valueRange(this.points());
    if (boundary && boundary.resolution >= COARSEST) {
      const painter = (this.painters[index] ??= new BoundaryPainter());
      painter.draw(pen, boundary, reading, values, area, theme);
    }
    const count = this.points().reduce((sum, part) => sum + part.labels.length, 0);
    const radius = pointRadius(count, this.side);
    const style: PointStyle = { reading, values, theme, radius };
    pen.save();
    pen.clipRect(area.left, area.top, area.width, area.height);
    this.points().forEach((part, place) =>
      drawPoints(pen, part, boundary?.atPoints[place] ?? null, area, style),
    );
    pen.restore();
    const [x, y] = description.data.featureNames;
    drawAxes(pen, area, { x, y: index === 0 ? y : '' }, theme, index === 0);
    if (title === '') return;
    pen.font = `${theme.fontSize - 1}px ${theme.font}`;
    pen.fillStyle = cssColor(theme.muted);
    pen.textAlign = 'left';
    pen.textBaseline = 'middle';
    // Where a plot is narrow, its step is left out.
    const fits = textWidth(title, theme.fontSize - 1) <= area.width;
    const words = fits ? title : title.split(' · ')[0];
    pen.fillText(words, area.left, area.top - TITLE / 2 - 2);
  }

  hit(at: Point): Spot | null {
    for (const plot of this.plots().keys()) {
      const area = this.area(plot);
      if (!area || !insideArea(area, at.x, at.y)) continue;
      const [x, y] = fromPaper(area, at.x, at.y);
      return { x, y, plot, marked: false };
    }
    return null;
  }

  place({ x, y, plot, marked }: Spot): Place | null {
    const area = this.area(plot);
    if (!area) return null;
    const [px, py] = toPaper(area, x, y);
    return marked ? { x: px, y: py, mark: 'ring' } : { x: px, y: py };
  }

  say(spot: Spot): Said | null {
    const { description } = this.page.model;
    const area = this.area(spot.plot);
    const shown = this.plots().at(spot.plot);
    if (!description || !area || !shown) return null;
    const [x, y] = toPaper(area, spot.x, spot.y);
    const point = nearestPoint(description, area, { x, y });
    const said = point
      ? pointWords(description, shown.boundary, point)
      : placeWords(description, shown.boundary, spot);
    const title = [shown.title, said.title].filter(words => words !== '').join(' · ');
    return { ...said, title };
  }

  /** Over the plane of a plot; to the first and to the last of several plots. */
  move(from: Spot | null, key: string, far: boolean): Spot | null {
    const last = this.plots().length - 1;
    if (from && last > 0 && (key === 'Home' || key === 'End'))
      return { ...from, plot: key === 'Home' ? 0 : last };
    const direction = arrow(key);
    const plot = from?.plot ?? last;
    const area = this.area(plot);
    if (!direction || !area) return null;
    const [right, down] = direction;
    const { x, y } = area;
    const { x: fromX, y: fromY } = from ?? { x: (x.min + x.max) / 2, y: (y.min + y.max) / 2 };
    const share = far ? 0.1 : 0.02;
    const clamp = (value: number, limits: PlotArea['x']) =>
      Math.max(limits.min, Math.min(limits.max, value));
    return {
      x: clamp(fromX + right * share * (x.max - x.min), x),
      y: clamp(fromY - down * share * (y.max - y.min), y),
      plot,
      marked: true,
    };
  }

  /** The limits of all plots: those of the newest boundary. */
  get extent(): Boundary['extent'] | null {
    return this.page.model.data.boundary?.extent ?? pointExtent(this.points());
  }

  private area(plot: number): PlotArea | null {
    const { extent, side } = this;
    return (
      extent && {
        left: MARGIN.left + plot * (side + GAP),
        top: this.top,
        width: side,
        height: side,
        x: { min: extent[0], max: extent[1] },
        y: { min: extent[2], max: extent[3] },
      }
    );
  }

  private points(): Points[] {
    return this.page.model.description?.points ?? [];
  }
}
