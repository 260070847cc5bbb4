/** The lines of the gradient flow: one step is pointed at, with the exact number of every layer. */
import { strokeSample } from '../chart/samples';
import { along } from '../picture/moves';
import type { Place, Point, Said } from '../picture/cursor';
import { PictureBox, type Scene, type Size } from '../picture/pictureBox';
import type { Pen } from '../drawing/pen';
import type { PageContext } from '../sections/view';
import { exactNumber, formatInteger, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { nearestStep } from '../run/stepNorms';
import { FlowFrames, type FlowFrame, type FlowKind } from './flowFrame';
import { drawFlow, flowArea, layerColor, layerDash } from './flowPaint';

const HEIGHT = 210;

/** An item is a row of the log of steps. */
export class FlowScene implements Scene<number> {
  kind: FlowKind = 'delta';
  readonly box: PictureBox<number>;
  private readonly frames = new FlowFrames();
  private drawn: FlowFrame | null = null;

  /** @param width of the section */
  constructor(
    private readonly page: PageContext,
    private readonly width: () => number,
  ) {
    const words = { name: strings.flow, hint: strings.flowHint };
    this.box = new PictureBox<number>(page, this, {
      class: 'flow',
      ...words,
      mark: 'chart-cursor',
    });
  }

  size(): Size {
    return { width: Math.max(280, this.width()), height: HEIGHT };
  }

  key(): readonly unknown[] {
    const { description, steps, status } = this.page.model;
    return [description, steps.version, status.state, this.position(), this.kind];
  }

  draw(pen: Pen): void {
    const { model, theme, paper } = this.page;
    const size = this.size();
    // The page goes on to point at what it has drawn itself.
    const frames = paper ? new FlowFrames() : this.frames;
    const frame = frames.build(model, this.kind, size.width);
    if (!paper) this.drawn = frame;
    drawFlow(pen, frame, strings.flowKinds[this.kind], this.position(), theme, size);
  }

  /** The exact number of a layer in a row of the log. */
  value(layer: number, row: number): number {
    return this.frames.value(this.page.model, this.kind, layer, row);
  }

  /** What is seen, for those who do not. */
  words(): string {
    const { steps, description } = this.page.model;
    const last = steps.rows - 1;
    const values = (description?.layers ?? []).map(
      ({ name }, layer) => `${name} ${formatNumber(this.value(layer, last))}`,
    );
    const title = strings.flowKindTitles[this.kind];
    return strings.flowLabel(title, steps.numbers.at(last), values.join(', '));
  }

  hit({ x }: Point): number | null {
    if (!this.drawn) return null;
    const { left, width } = flowArea(this.size());
    const { min, max } = this.drawn.steps;
    const share = (x - left) / width;
    if (share < -0.02 || share > 1.02) return null;
    return nearestStep(this.page.model, min + share * (max - min));
  }

  place(row: number): Place | null {
    if (!this.drawn) return null;
    const { left, top, width, height } = flowArea(this.size());
    const { min, max } = this.drawn.steps;
    const share = (this.page.model.steps.numbers.at(row) - min) / (max - min);
    return { x: left + share * width, y: top, mark: height };
  }

  say(row: number): Said | null {
    const { steps, description } = this.page.model;
    if (row >= steps.rows) return null;
    const { theme } = this.page;
    const layers = description?.layers ?? [];
    const rows = layers.map(({ name }, layer) => ({
      label: `${layer + 1} ${name}`,
      value: exactNumber(this.value(layer, row)),
      swatch: strokeSample(layerColor(layer, layers.length, theme), layerDash(layer), theme),
    }));
    return { title: `${strings.stepAxis} ${formatInteger(steps.numbers.at(row))}`, rows };
  }

  move(from: number | null, key: string, far: boolean): number | null {
    const { rows } = this.page.model.steps;
    return along(key, far, from ?? rows - 1, rows);
  }

  /** Shows the run as it was before this update, whose gradients these are. */
  choose(row: number): void {
    this.page.goTo(this.page.model.steps.numbers.at(row) - 1);
  }

  /** Where the run stands, while that is not where the lines end. */
  private position(): number | null {
    const { paper, model } = this.page;
    const { frame } = model;
    return !paper && frame && frame.position.step < frame.timeline.head
      ? frame.position.step
      : null;
  }
}
