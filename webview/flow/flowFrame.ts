/** What the gradient flow shows for a given width: a line for each layer over the recorded steps. */
import type { StepNorm } from '../../src/protocol/snapshot';
import { stepAfterEpoch } from '../run/course';
import { epochLimits, valueLimits, type Limits } from '../chart/curveSeries';
import { Column, decimate, type ChartPoint } from '../drawing/decimate';
import type { PageModel } from '../run/model';
import { formatInteger } from '../words/numbers';
import { linearTicks, logTicks, type Ticks } from '../drawing/scale';
import { normColumn } from '../run/stepNorms';

export const FLOW_KINDS = ['delta', 'gradW', 'ratio'] as const;
/** ‖δ‖, ‖∂L/∂W‖, or ‖ΔW‖ / ‖W‖. */
export type FlowKind = (typeof FLOW_KINDS)[number];

export interface FlowLine {
  layer: number;
  points: ChartPoint[];
}

export interface FlowFrame {
  steps: Limits;
  stepTicks: Ticks;
  /** Limits of a logarithmic axis. */
  values: Limits;
  valueTicks: Ticks;
  lines: FlowLine[];
}

/** Keeps its arrays from frame to frame. */
export class FlowFrames {
  private readonly ratios: Column[] = [];
  private ratiosOf = -1;
  private lines: FlowLine[] = [];

  build(model: PageModel, kind: FlowKind, pixels: number): FlowFrame {
    const { steps: log, description, frame } = model;
    const depth = description?.layers.length ?? 0;
    const steps = epochLimits(log.last, lastStep(model), frame?.timeline.ended ?? false);
    const columns = Array.from({ length: depth }, (_, layer) => this.column(model, kind, layer));
    const drawn = columns.map(column => ({ column, from: 0, to: log.rows }));
    const values = decades(valueLimits('', drawn, true));
    this.lines = columns.map((column, layer) => {
      const points = this.lines[layer]?.points ?? [];
      const range = { from: 0, to: log.rows, x0: steps.min, x1: steps.max };
      return { layer, points: decimate(log.numbers, column, range, pixels, points) };
    });
    const ticks = linearTicks(steps.min, steps.max, Math.max(2, Math.floor(pixels / 80)));
    const whole = ticks.values.filter(Number.isInteger);
    return {
      steps,
      stepTicks: { values: whole, label: formatInteger },
      values,
      valueTicks: logTicks(values.min, values.max, 5),
      lines: this.lines,
    };
  }

  /** The exact number of a row of the log. */
  value(model: PageModel, kind: FlowKind, layer: number, row: number): number {
    return this.column(model, kind, layer).at(row);
  }

  private column(model: PageModel, kind: FlowKind, layer: number): Column {
    if (kind !== 'ratio') return model.steps.columns[normColumn(layer, kind)];
    this.divide(model);
    return this.ratios[layer];
  }

  private divide({ steps, description }: PageModel): void {
    if (this.ratiosOf === steps.version) return;
    this.ratiosOf = steps.version;
    const of = (layer: number, norm: StepNorm): Column => steps.columns[normColumn(layer, norm)];
    const depth = description?.layers.length ?? 0;
    for (let layer = 0; layer < depth; layer++) {
      const [update, weights] = [of(layer, 'update'), of(layer, 'weights')];
      const values = Float64Array.from(
        { length: steps.rows },
        (_, row) => update.at(row) / weights.at(row),
      );
      const column = (this.ratios[layer] ??= new Column());
      column.cut(0);
      column.append(values);
    }
  }
}

/** Updates done at the end of the last epoch, if nothing ends the run before. */
function lastStep({ description, frame }: PageModel): number {
  if (!description) return 1;
  const { epochs, batchesPerEpoch } = description;
  return frame ? stepAfterEpoch(description, frame.timeline, epochs) : epochs * batchesPerEpoch;
}

/** At least two numbers have to stand along an axis: else it is widened to whole powers of ten. */
function decades({ min, max }: Limits): Limits {
  if (logTicks(min, max, 5).values.length > 1) return { min, max };
  return { min: 10 ** Math.floor(Math.log10(min)), max: 10 ** Math.ceil(Math.log10(max)) };
}
