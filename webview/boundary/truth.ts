/** Truth and prediction side by side: the same points, the same axes, the same colours. */
import type { Points } from '../../src/protocol/snapshot';
import { drawPoints, pointRadius, type PointStyle } from './pointsPaint';
import { cssColor } from '../drawing/colors';
import { context2d, element, setAttribute, sizeCanvas } from '../kit/dom';
import { PictureTools, type Picture } from '../picture/tools';
import { drawAxes, type PlotArea } from '../chart/plot';
import { pointExtent, pointTable, valueRange } from './points';
import { readingOf } from './reading';
import { strings } from '../words/strings';
import { canvasPen, type Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

const MARGIN = { left: 58, right: 10, top: 22, bottom: 36 };
const GAP = 16;
const MAX_SIDE = 300;
/** The smallest boundary that brings the outputs at the points with it. */
const FEWEST_SAMPLES = 2;

export class TruthView implements View, Picture {
  readonly id = 'truth';
  readonly weight = 300;
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  private readonly drawing = element('div', { class: 'plot' }, this.canvas);
  private readonly pictureTools: PictureTools;
  private side = MAX_SIDE;

  constructor(private readonly page: PageContext) {
    this.pictureTools = new PictureTools(this, page, this.drawing, () => page.schedule());
    this.body = element('div', {}, this.drawing, this.pictureTools.table.element);
    this.tools = [this.pictureTools.element];
  }

  title(): string {
    return strings.truthPrediction;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return frame !== null && (description?.points.length ?? 0) > 0;
  }

  watch() {
    return { ...WATCH_NOTHING, boundary: FEWEST_SAMPLES };
  }

  update(): void {
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    const room = (this.page.widths.of(this.body) - GAP - MARGIN.left - 2 * MARGIN.right) / 2;
    this.side = Math.max(70, Math.min(MAX_SIDE, Math.floor(room)));
    const { width, height } = this.size();
    sizeCanvas(this.canvas, width, height);
    const context = context2d(this.canvas);
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    this.draw(canvasPen(context));
    setAttribute(this.canvas, 'aria-label', strings.truthPrediction);
  }

  size(): { width: number; height: number } {
    return {
      width: MARGIN.left + 2 * this.side + GAP + 2 * MARGIN.right,
      height: MARGIN.top + this.side + MARGIN.bottom,
    };
  }

  draw(pen: Pen): void {
    const { model, theme } = this.page;
    const { description } = model;
    const { boundary } = model.data;
    const { width, height } = this.size();
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, width, height);
    if (!description) return;
    const count = description.points.reduce((sum, part) => sum + part.labels.length, 0);
    const style: PointStyle = {
      reading: readingOf(description),
      values: valueRange(description.points),
      theme,
      radius: pointRadius(count, this.side) * 0.9,
    };
    (['truth', 'prediction'] as const).forEach((show, place) => {
      const area = this.area(description.points, place);
      if (!area) return;
      const [x, y] = description.data.featureNames;
      drawAxes(pen, area, { x, y: place === 0 ? y : '' }, theme, place === 0);
      pen.font = `${theme.fontSize - 1}px ${theme.font}`;
      pen.fillStyle = cssColor(theme.foreground);
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.fillText(strings[show], area.left + area.width / 2, 11);
      pen.save();
      pen.clipRect(area.left, area.top, area.width, area.height);
      description.points.forEach((part, index) => {
        const outputs = boundary?.atPoints[index] ?? null;
        if (show === 'truth' || outputs) {
          drawPoints(pen, part, show === 'truth' ? null : outputs, area, style, show);
        }
      });
      pen.restore();
    });
  }

  private area(points: Points[], place: number): PlotArea | null {
    const extent = this.page.model.data.boundary?.extent ?? pointExtent(points);
    return (
      extent && {
        left: MARGIN.left + place * (this.side + GAP + MARGIN.right),
        top: MARGIN.top,
        width: this.side,
        height: this.side,
        x: { min: extent[0], max: extent[1] },
        y: { min: extent[2], max: extent[3] },
      }
    );
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.truthPrediction.replace(' | ', ' and ')}`;
  }

  table(): TableData {
    const { description } = this.page.model;
    const { boundary } = this.page.model.data;
    if (!description) return { caption: '', columns: [], rows: 0, thin: 'first', cell: () => '' };
    const features = description.data.featureNames.slice(0, 2);
    return pointTable(description.points, boundary, readingOf(description), features, this.name());
  }
}
