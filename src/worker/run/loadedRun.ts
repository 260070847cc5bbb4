/** A run with everything needed to start it again and to draw it. */
import { createMatrix } from '../../engine/ground/matrix';
import type { Threads } from '../../engine/kernels/threads';
import { Run } from '../../engine/training/run';
import { gridOf, sampleBoundary } from '../../engine/training/boundary';
import { forkFrom } from '../../engine/training/fork';
import type { StreamState } from '../../engine/rng/stream';
import type { Matrix } from '../../engine/ground/spec';
import type { StepRecorder } from '../../engine/training/recording/stepRecorder';
import type { Prepared } from '../../experiment/prepare';
import type { Points, RunDescription, Watch } from '../../protocol/snapshot';
import { describeRun } from './describe';
import type { Trainable } from './runLoop';
import { RunVerifier } from './runVerifier';
import type { Hit, StopRules } from './stopRules';
import { StepLog } from './stepLog';
import { Timeline } from './timeline';
import { unitMaps } from './unitMaps';
import type { Boundary, UnitMaps } from '../../protocol/tensors';

/** Margin of the decision boundary around the points, as a share of their range. */
const MARGIN = 0.12;
/** Rows of the epoch log: more than any screen has pixels, few enough to be sent and kept. */
const LOG_ROWS = 16_384;

/** Updates that the recorder keeps: more than are done between two reads. */
const RECORDED_STEPS = 1024;

/** A reason to record updates. */
export type Purpose = 'stopping' | 'pictures';

/** The largest network, in parameters, that has some updates recorded before a picture asks for them. */
const SAMPLED_PARAMETERS = 10_000;
/** One in this number of updates is then recorded: recording costs up to a third of the update itself. */
const SAMPLED_EVERY = 32;

export class LoadedRun implements Trainable {
  /** Replaced at every reset, together with its timeline. */
  run: Run;
  timeline: Timeline;
  /** null for a fork: the file's checks are about runs from step 0. */
  verifier: RunVerifier | null;
  readonly description: RunDescription;
  /** Counts loads and resets, so that frames of different runs are never mixed. */
  number: number;
  /** Records the norms of every update; null while nothing asks for them. */
  steps: StepRecorder | null = null;
  /** Everything recorded so far. */
  stepLog: StepLog;
  private readonly recordedFor = new Set<Purpose>();
  private readonly streamAtStart: StreamState;
  private readonly extent: Boundary['extent'] | null;
  private readonly scaledPoints: Matrix[];

  constructor(
    private readonly prepared: Prepared,
    name: string,
    number: number,
    private readonly threads: Threads | null = null,
  ) {
    this.number = number;
    this.streamAtStart = prepared.stream.save();
    this.run = this.start();
    this.timeline = new Timeline(this.run);
    this.verifier = new RunVerifier(prepared);
    this.description = describeRun(prepared, this.run, name);
    this.stepLog = new StepLog(this.description.layers.length);
    this.extent = extentOf(prepared.points);
    this.scaledPoints = prepared.points.map(points => this.scale(points));
  }

  /** Back to step 0, with the same numbers as the first time. */
  reset(number: number): void {
    this.number = number;
    this.run.end();
    this.run = this.start();
    this.timeline = new Timeline(this.run);
    this.verifier = new RunVerifier(this.prepared);
    this.stepLog = new StepLog(this.description.layers.length);
    if (this.steps) this.steps = this.run.startRecording(RECORDED_STEPS);
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

  get done(): boolean {
    return this.run.done;
  }

  /**
   * Trains, keeps checkpoints, logs the recorded updates, and runs the file's checks.
   * @param rules that may stop it earlier
   * @returns where one of them did; else null
   */
  train(updates: number, rules: StopRules | null = null): Hit | null {
    const { run, verifier } = this;
    let hit: Hit | null = null;
    for (let left = updates; left > 0 && !this.done && !hit;) {
      const portion = verifier?.within(left, run) ?? left;
      hit = this.trainPortion(portion, rules);
      verifier?.look(run);
      left -= portion;
    }
    return hit;
  }

  private trainPortion(updates: number, rules: StopRules | null): Hit | null {
    const { run, timeline, steps } = this;
    if (steps) return this.trainRecorded(updates, steps, rules?.isEmpty ? null : rules);
    const sampled = this.isSampled(updates) ? 1 : 0;
    if (sampled > 0) {
      this.trainRecorded(sampled, run.startRecording(sampled), null);
      run.stopRecording();
    }
    if (updates > sampled) timeline.train(updates - sampled);
    return null;
  }

  private trainRecorded(updates: number, steps: StepRecorder, rules: StopRules | null): Hit | null {
    let hit: Hit | null = null;
    for (let left = updates; left > 0 && !this.done && !hit; left -= steps.capacity) {
      const count = Math.min(left, steps.capacity);
      if (rules) hit = this.trainAhead(count, steps, rules);
      else this.timeline.train(count);
      this.stepLog.add(steps, this.run.position.step);
    }
    return hit;
  }

  /** Trains, then takes back the updates after the first that meets a rule: nobody has seen them yet. */
  private trainAhead(updates: number, steps: StepRecorder, rules: StopRules): Hit | null {
    const { run, timeline } = this;
    timeline.note();
    const { head } = timeline;
    const { step } = run.position;
    run.log.hold();
    timeline.train(updates);
    const hit = rules.check(steps.since(step + 1));
    if (hit) timeline.takeBack(hit.step, head);
    run.log.release(run.position.epoch);
    return hit;
  }

  /** Whether to record one of these updates. A single one always is: it was stepped by hand, or is slow. */
  private isSampled(updates: number): boolean {
    if (this.description.parameters > SAMPLED_PARAMETERS || this.run.done) return false;
    return updates === 1 || this.run.position.step - this.stepLog.last >= SAMPLED_EVERY;
  }

  /** Starts or stops recording every update for this purpose, however large the network. */
  record(purpose: Purpose, wanted: boolean): void {
    if (wanted) this.recordedFor.add(purpose);
    else this.recordedFor.delete(purpose);
    if (this.recordedFor.size === 0) {
      this.run.stopRecording();
      this.steps = null;
    } else {
      this.steps ??= this.run.startRecording(RECORDED_STEPS);
    }
  }

  /** Training rows in one epoch. */
  get rowsPerEpoch(): number {
    const { trainer } = this.prepared.spec;
    const rows = this.prepared.data.train.x.rows;
    if (!trainer.drop_last || trainer.batch_size === 'full') return rows;
    return this.run.batchesPerEpoch * trainer.batch_size;
  }

  /** The outputs over the plane; null unless the network has two inputs and there are points. */
  boundary(resolution: number): Boundary | null {
    if (!this.extent || resolution < 2) return null;
    const { summary } = this.prepared;
    const { run, extent } = this;
    return {
      extent,
      resolution,
      outputs: summary.outputs,
      values: sampleBoundary(run, extent, resolution, summary.scaling),
      atPoints: this.scaledPoints.map(x => Float64Array.from(run.predict(x).data)),
    };
  }

  /** Activations over the same plane; null if there is no boundary. */
  maps({ resolution, units }: NonNullable<Watch['maps']>): UnitMaps | null {
    if (!this.extent || resolution < 2 || units.length === 0) return null;
    const { run, extent, prepared } = this;
    const { scaling } = prepared.summary;
    const grid = gridOf(prepared.spec.dtype, extent, resolution, scaling);
    return unitMaps(run, grid, resolution, units);
  }

  private start(): Run {
    const { spec, data, parameters, stream } = this.prepared;
    stream.restore(this.streamAtStart);
    return new Run(spec, data, parameters, stream, { logRows: LOG_ROWS, threads: this.threads });
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
