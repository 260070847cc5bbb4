/** The decision boundary over a 2-D input space, with the data points on it. */
import type { Points } from '../../src/protocol/snapshot';
import { BoundaryPainter } from './boundaryPaint';
import { cssColor } from '../drawing/colors';
import { context2d, element, setAttribute, sizeCanvas } from '../kit/dom';
import { PictureTools, type Picture } from '../picture/tools';
import { drawAxes, type PlotArea } from '../chart/plot';
import { pointExtent, pointTable, valueRange } from './points';
import { readingOf } from './reading';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { BoundaryLegend } from './boundaryLegend';
import { PlotCursor } from './plotCursor';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';
import { drawPoints, pointRadius, type PointStyle } from './pointsPaint';

/** Room for numbers and names beside the plot (px). */
const MARGIN = { left: 58, right: 14, top: 8, bottom: 36 };
/** Fewer samples per side are meant for others, who want the outputs at the points alone. */
const COARSEST = 8;
const MIN_SIDE = 140;
const MAX_SIDE = 360;
/** From this width on, the legend stands beside the plot. */
const LEGEND_BESIDE = 500;

export class BoundaryView implements View, Picture {
  readonly id = 'boundary';
  readonly weight = 360;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  private readonly plotBox = element('div', {
    class: 'plot',
    attributes: {
      tabindex: '0',
      role: 'application',
      'aria-label': strings.boundary,
      'aria-description': strings.boundaryHint,
    },
  });
  private readonly legend: BoundaryLegend;
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;
  private readonly painter = new BoundaryPainter();
  private readonly cursor: PlotCursor;
  private side = MIN_SIDE;

  constructor(private readonly page: PageContext) {
    this.legend = new BoundaryLegend(page);
    this.drawing = element('div', { class: 'boundary' }, this.plotBox, this.legend.element);
    this.pictureTools = new PictureTools(this, page, this.drawing, () => page.schedule());
    this.cursor = new PlotCursor(page, this.plotBox, () => this.area());
    this.plotBox.append(this.canvas, this.cursor.element);
    this.body = element('div', {}, this.drawing, this.pictureTools.table.element);
    this.tools = [this.pictureTools.element];
  }

  title(): string {
    return this.page.model.description?.data.classNames ? strings.boundary : strings.surface;
  }

  present(): boolean {
    const { description } = this.page.model;
    const { boundary } = this.page.model.data;
    return description !== null && (description.points.length > 0 || boundary !== null);
  }

  /** Samples about every four pixels: smooth when interpolated, cheap to compute. */
  watch() {
    const wanted = Math.round(this.side / 3.2 / 10) * 10;
    return { ...WATCH_NOTHING, boundary: Math.max(60, Math.min(100, wanted)) };
  }

  update(): void {
    const { model, theme } = this.page;
    const { description } = model;
    const { boundary } = model.data;
    if (!description) return;
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.fitWidth();
    const { width, height } = this.plotSize();
    sizeCanvas(this.canvas, width, height);
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.drawPlot(canvasPen(context), this.plotSize());
    this.legend.update(theme, boundary);
    this.cursor.update();
    const [x, y] = description.data.featureNames;
    setAttribute(this.canvas, 'aria-label', strings.boundaryLabel(x, y));
  }

  /** A square that leaves room for the legend, which moves below where there is none. */
  private fitWidth(): void {
    const available = this.page.widths.of(this.body);
    if (available === 0) return;
    const beside = available >= LEGEND_BESIDE;
    this.drawing.classList.toggle('beside', beside);
    const room = (beside ? available * 0.58 : available) - MARGIN.left - MARGIN.right;
    this.side = Math.max(MIN_SIDE, Math.min(MAX_SIDE, Math.floor(room)));
  }

  private plotSize(): { width: number; height: number } {
    return {
      width: MARGIN.left + this.side + MARGIN.right,
      height: MARGIN.top + this.side + MARGIN.bottom,
    };
  }

  /** For a file: with the names of the classes beside it. */
  size(): { width: number; height: number } {
    const { width, height } = this.plotSize();
    const legend = this.legend.pictureSize();
    return { width: width + legend.width, height: Math.max(height, MARGIN.top + legend.height) };
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

  draw(pen: Pen): void {
    this.drawPlot(pen, this.size());
    this.legend.draw(pen, this.plotSize().width + 12, MARGIN.top + 8);
  }

  private drawPlot(pen: Pen, { width, height }: { width: number; height: number }): void {
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

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${this.title()}`;
  }

  table(): TableData {
    const { description } = this.page.model;
    const { boundary } = this.page.model.data;
    if (!description) return { caption: '', columns: [], rows: 0, thin: 'first', cell: () => '' };
    const features = description.data.featureNames.slice(0, 2);
    return pointTable(this.points(), boundary, readingOf(description), features, this.name());
  }
}
