/** The plane of the inputs with regions and points: any place of it can be pointed at. */
import type { Points } from '../../src/protocol/snapshot';
import { fromPaper, insideArea, toPaper, drawAxes, type PlotArea } from '../chart/plot';
import { cssColor } from '../drawing/colors';
import type { Pen } from '../drawing/svgPen';
import type { Place, Point, Said } from '../picture/cursor';
import { arrow } from '../picture/moves';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { PageContext } from '../sections/view';
import { strings } from '../words/strings';
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

/** A place in the units of the file. */
interface Spot extends Point {
  /** By keyboard: then a mark shows where. */
  marked: boolean;
}

export class PlotScene implements Scene<Spot> {
  readonly box: PictureBox<Spot>;
  side = MIN_SIDE;
  private readonly painter = new BoundaryPainter();

  constructor(private readonly page: PageContext) {
    const words = { name: strings.boundary, hint: strings.boundaryHint };
    this.box = new PictureBox<Spot>(page, this, { class: 'plot', ...words, mark: 'plot-cursor' });
  }

  /** A square within this width (px). */
  fitInto(width: number): void {
    const side = Math.floor(width - MARGIN.left - MARGIN.right);
    this.side = Math.max(MIN_SIDE, Math.min(MAX_SIDE, side));
  }

  size(): Size {
    return {
      width: MARGIN.left + this.side + MARGIN.right,
      height: MARGIN.top + this.side + MARGIN.bottom,
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
    const { boundary } = model.data;
    const area = this.area();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (!description || !area) return;
    const reading = readingOf(description);
    const values = valueRange(this.points());
    if (boundary && boundary.resolution >= COARSEST) {
      this.painter.draw(pen, boundary, reading, values, area, theme);
    }
    const count = this.points().reduce((sum, part) => sum + part.labels.length, 0);
    const radius = pointRadius(count, this.side);
    const style: PointStyle = { reading, values, theme, radius };
    pen.save();
    pen.clipRect(area.left, area.top, area.width, area.height);
    this.points().forEach((part, index) =>
      drawPoints(pen, part, boundary?.atPoints[index] ?? null, area, style),
    );
    pen.restore();
    const [x, y] = description.data.featureNames;
    drawAxes(pen, area, { x, y }, theme);
  }

  hit(at: Point): Spot | null {
    const area = this.area();
    if (!area || !insideArea(area, at.x, at.y)) return null;
    const [x, y] = fromPaper(area, at.x, at.y);
    return { x, y, marked: false };
  }

  place({ x, y, marked }: Spot): Place | null {
    const area = this.area();
    if (!area) return null;
    const [px, py] = toPaper(area, x, y);
    return marked ? { x: px, y: py, mark: 'ring' } : { x: px, y: py };
  }

  say(spot: Spot): Said | null {
    const { description, data } = this.page.model;
    const area = this.area();
    if (!description || !area) return null;
    const [x, y] = toPaper(area, spot.x, spot.y);
    const point = nearestPoint(description, area, { x, y });
    return point
      ? pointWords(description, data.boundary, point)
      : placeWords(description, data.boundary, spot);
  }

  move(from: Spot | null, key: string, far: boolean): Spot | null {
    const direction = arrow(key);
    const area = this.area();
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
      marked: true,
    };
  }

  private area(): PlotArea | null {
    const extent = this.page.model.data.boundary?.extent ?? pointExtent(this.points());
    return (
      extent && {
        left: MARGIN.left,
        top: MARGIN.top,
        width: this.side,
        height: this.side,
        x: { min: extent[0], max: extent[1] },
        y: { min: extent[2], max: extent[3] },
      }
    );
  }

  private points(): Points[] {
    return this.page.model.description?.points ?? [];
  }
}
