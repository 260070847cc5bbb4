/** A run with everything needed to start it again and to draw it. */
import { createMatrix } from '../../engine/ground/matrix';
import type { Threads } from '../../engine/kernels/threads';
import { Run } from '../../engine/training/run';
import type { Station } from '../../engine/training/stations';
import { gridOf, sampleBoundary } from '../../engine/training/boundary';
import { forkFrom } from '../../engine/training/fork';
import { withParametersOf } from '../../engine/training/lookBack';
import type { StreamState } from '../../engine/rng/stream';
import type { Dataset, Matrix } from '../../engine/ground/spec';
import { judgeFormula } from '../../experiment/autopsy/judgeFormula';
import type { Finding } from '../../experiment/format/finding';
import type { Prepared } from '../../experiment/prepare';
import type { EvaluatedPart } from '../../protocol/confusion';
import type {
  JudgedFormula,
  Points,
  RunDescription,
  TypedFormula,
  Watch,
} from '../../protocol/snapshot';
import type { Clock } from '../time/clock';
import { describeRun } from './describe';
import { Diagnosis } from './diagnosis';
import { EpochLog } from './epochLog';
import { RunVerifier } from './runVerifier';
import { Timeline } from './timeline';
import { unitMaps } from './unitMaps';
import { UpdateRecorder } from './updateRecorder';
import type { Boundary, UnitMaps } from '../../protocol/tensors';

/** Margin of the decision boundary around the points, as a share of their range. */
const MARGIN = 0.12;
/** Rows of the epoch log: more than any screen has pixels, few enough to be sent and kept. */
const LOG_ROWS = 16_384;

/** Parameters times rows that are measured before the first update: about a quarter of a second. */
const MOST_MEASURED = 3e9;

export class LoadedRun {
  /** Replaced at every reset, together with its timeline. */
  run: Run;
  timeline: Timeline;
  log: EpochLog;
  /** null for a fork: the file's checks are about runs from step 0. */
  verifier: RunVerifier | null;
  readonly description: RunDescription;
  /** Counts loads and resets, so that frames of different runs are never mixed. */
  number: number;
  recorder: UpdateRecorder;
  readonly diagnosis: Diagnosis;
  private readonly streamAtStart: StreamState;
  /** What was measured before the first update; null: not yet. */
  private untrained: Float64Array | null = null;
  private readonly extent: Boundary['extent'] | null;
  private readonly scaledPoints: Matrix[];

  constructor(
    private readonly prepared: Prepared,
    name: string,
    number: number,
    private readonly clock: Clock,
    private readonly threads: Threads | null = null,
    problems: readonly Finding[] = [],
  ) {
    this.number = number;
    this.streamAtStart = prepared.stream.save();
    this.run = this.start();
    this.timeline = new Timeline(this.run);
    this.log = new EpochLog(this.run, clock);
    this.verifier = new RunVerifier(prepared, this.run);
    this.description = describeRun(prepared, this.run, name);
    this.recorder = new UpdateRecorder(this.run, this.description.parameters);
    this.diagnosis = new Diagnosis(prepared, problems);
    this.extent = extentOf(prepared.points);
    this.scaledPoints = prepared.points.map(points => this.scale(points));
  }

  /** Back to step 0, with the same numbers as the first time. */
  reset(number: number): void {
    this.number = number;
    this.run.end();
    this.run = this.start();
    this.timeline = new Timeline(this.run);
    this.log = new EpochLog(this.run, this.clock);
    this.verifier = new RunVerifier(this.prepared, this.run);
    this.recorder = this.recorder.startAgain(this.run);
  }

  /**
   * Goes on from where another run stands.
   * @throws ShapeError if the networks differ in shape
   */
  continueFrom(original: Run): void {
    forkFrom(original, this.run);
    this.verifier = null;
    this.timeline = new Timeline(this.run);
  }

  /**
   * What the last epoch came to, as a copy; before the first, what the untrained network comes to. A fork
   * that has not ended an epoch of its own has what the run before it measured. Nothing is measured where
   * that would take long.
   */
  get lastMeasured(): Float64Array {
    const { run, timeline, description, prepared } = this;
    const isLong = description.parameters * prepared.data.train.x.rows > MOST_MEASURED;
    if (run.position.epoch > 0 || run.origin.step > 0 || isLong) return run.lastEpoch.slice();
    this.untrained ??= withParametersOf(run, timeline.first, () => run.measure());
    return this.untrained.slice();
  }

  /** What looks at the run while it trains. */
  get stations(): Station[] {
    const { recorder, timeline, verifier } = this;
    return verifier ? [recorder, timeline, verifier] : [recorder, timeline];
  }

  /** Training rows in one epoch. */
  get rowsPerEpoch(): number {
    const { trainer } = this.prepared.spec;
    const rows = this.prepared.data.train.x.rows;
    if (!trainer.drop_last || trainer.batch_size === 'full') return rows;
    return this.run.batchesPerEpoch * trainer.batch_size;
  }

  /** null: the network has no such tensor. */
  judge(typed: TypedFormula): JudgedFormula | null {
    const { layer, tensor, text } = typed;
    if (!this.description.layers.at(layer)) return null;
    if (tensor === 'gradB' && !this.description.layers[layer].useBias) return null;
    const { notation, solution, spec } = this.prepared;
    const context = { notation, solution, dtype: spec.dtype };
    return { ...typed, judgement: judgeFormula(text, { layer, tensor }, this.run, context) };
  }

  /** The rows of a part as the network sees them; null: there is no such part. */
  part(part: EvaluatedPart): Dataset | null {
    return this.prepared.data[part] ?? null;
  }

  /**
   * The outputs over the plane; null unless the network has two inputs and there are points.
   * @param range in place of the rectangle around the points
   */
  boundary(resolution: number, range: Boundary['extent'] | null = null): Boundary | null {
    if (!this.extent || resolution < 2) return null;
    const { summary } = this.prepared;
    const { run } = this;
    const extent = range ?? this.extent;
    return {
      extent,
      resolution,
      outputs: summary.outputs,
      values: sampleBoundary(run, extent, resolution, summary.scaling),
      atPoints: this.scaledPoints.map(x => Float64Array.from(run.predict(x).data)),
    };
  }

  /** The same of the network with which the run began. */
  before(resolution: number, range: Boundary['extent'] | null): Boundary | null {
    const { run, timeline } = this;
    return withParametersOf(run, timeline.first, () => this.boundary(resolution, range));
  }

  /**
   * Activations over the plane; null if there is no boundary.
   * @param range as of the boundary
   */
  maps(
    { resolution, units }: NonNullable<Watch['maps']>,
    range: Boundary['extent'] | null = null,
  ): UnitMaps | null {
    if (!this.extent || resolution < 2 || units.length === 0) return null;
    const { run, prepared } = this;
    const extent = range ?? this.extent;
    const { scaling } = prepared.summary;
    const grid = gridOf(prepared.spec.dtype, extent, resolution, scaling);
    return unitMaps(run, grid, resolution, units);
  }

  private start(): Run {
    const { spec, data, parameters, stream } = this.prepared;
    stream.restore(this.streamAtStart);
    return new Run(spec, data, parameters, stream, {
      logRows: LOG_ROWS,
      threads: this.threads,
      onEpoch: (epoch, values) => this.log.add(epoch, values),
    });
  }

  /** The points as the network sees them. */
  private scale(points: Points): Matrix {
    const { scaling } = this.prepared.summary;
    const matrix = createMatrix(this.prepared.spec.dtype, points.xy.length / 2, 2);
    for (let i = 0; i < points.xy.length; i++) {
      const value = points.xy[i];
      matrix.data[i] = scaling ? (value - scaling.offset[i % 2]) / scaling.scale[i % 2] : value;
    }
    return matrix;
  }
}

/** The smallest rectangle around all points, with a margin; null if there are no points. */
export function extentOf(parts: Points[]): Boundary['extent'] | null {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const { xy } of parts) {
    for (let i = 0; i < xy.length; i++) {
      low[i % 2] = Math.min(low[i % 2], xy[i]);
      high[i % 2] = Math.max(high[i % 2], xy[i]);
    }
  }
  if (!(low[0] <= high[0])) return null;
  const pad = [0, 1].map(axis => (high[axis] - low[axis]) * MARGIN || 1);
  return [low[0] - pad[0], high[0] + pad[0], low[1] - pad[1], high[1] + pad[1]];
}
