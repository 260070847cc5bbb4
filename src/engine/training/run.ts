/**
 * One training run: which rows come next, one update at a time, and the log of its epochs.
 *
 * A step is forward, loss, backward, update on one batch. What `peek` computes is what the next
 * step computes, so that looking costs nothing twice and changes nothing.
 */
import type { Batch, Batches } from '../network/batches';
import { epochsAfterStep } from './course';
import { fill, partsFor } from './convert';
import { Ending } from './ending';
import type { RowLog } from './recording/rowLog';
import { EpochRecorder } from './recording/epochRecorder';
import { activationsFor } from '../network/evaluation';
import { createKernels } from './kernelChoice';
import type { FusedTraining } from './fused/fused';
import type { Network, Pass } from '../network/network';
import { NextBatch } from './nextBatch';
import { allFinite, findNonFinite, type NonFinite } from '../network/nonFinite';
import type { Optimizer } from '../optimizers/optimizers';
import { Progress, type Origin, type Position } from './progress';
import type { Recording } from './recording/recording';
import type { RandomStream } from '../rng/stream';
import type { RunOptions } from './runOptions';
import type { RunState } from './runState';
import {
  arraysOf,
  checkData,
  checkInputs,
  checkParameters,
  type LayerGradients,
  type LayerParameters,
} from '../ground/shapes';
import type { DataParts, Matrix, RunSpec } from '../ground/spec';
import { StepRecorder } from './recording/stepRecorder';
import { createStorage } from './storage';

export type { Origin, Position } from './progress';
export type { Recording } from './recording/recording';
export type { RunOptions } from './runOptions';

export class Run {
  readonly parameters: readonly LayerParameters[];
  readonly data: DataParts;
  private readonly network: Network;
  /** Buffers for whatever only looks at outputs. */
  private readonly outside: Pass;
  private readonly gradients: LayerGradients[];
  private readonly optimizer: Optimizer;
  private readonly batches: Batches;
  private readonly recorder: EpochRecorder;
  /** Many updates in one call, where the kernels have a way; also beyond the end of an epoch. */
  private readonly fused: FusedTraining | null;
  private readonly spansEpochs: boolean;
  private readonly next: NextBatch;
  private readonly latest = (column: string): number => this.recorder.latest(column);
  private readonly forwardNext = (): Batch => this.forward();
  private readonly progress: Progress;
  private steps: StepRecorder | null = null;
  private readonly ending: Ending;

  /**
   * @param data rows in the order of training; with `shuffle: once` they are shuffled already
   * @param parameters copied: the caller's arrays are never written to
   * @param stream where `shuffle: every_epoch` and masks go on drawing
   * @throws ShapeError in one sentence, where data or parameters do not fit the model
   */
  constructor(
    readonly spec: RunSpec,
    data: DataParts,
    parameters: readonly LayerParameters[],
    stream: RandomStream,
    private readonly options: RunOptions = {},
  ) {
    const { model, trainer, optimizer } = spec;
    const { kernels: choice = 'fastest', logRows = Infinity, threads = null } = options;
    checkParameters(model, parameters);
    checkData(model, data);
    const kernels = createKernels(spec, data, choice, threads);
    const storage = createStorage(kernels, spec, data.train);
    fill(storage, data.train, parameters);
    this.data = partsFor(kernels, data, storage.train);
    this.parameters = storage.parameters;
    this.network = { model, parameters: this.parameters, kernels };
    const { gradients, batches, outside } = storage;
    this.gradients = gradients;
    this.optimizer = storage.optimizer;
    this.batches = batches;
    this.outside = outside;
    this.fused = storage.fused;
    const { network, data: parts } = this;
    this.recorder = new EpochRecorder(spec, parts, network, outside, batches, logRows);
    this.next = new NextBatch(network, spec.loss, gradients, batches, this.fused);
    this.spansEpochs =
      this.recorder.runningOnly &&
      trainer.shuffle !== 'every_epoch' &&
      trainer.early_stopping === null &&
      optimizer.schedule.type === 'constant';
    this.ending = new Ending(trainer);
    this.progress = new Progress(spec, batches, stream);
  }

  get position(): Position {
    return { ...this.progress.at };
  }

  /** From here on each epoch has `batchesPerEpoch` batches. */
  get origin(): Origin {
    return { ...this.progress.origin };
  }

  /** Why it trains more slowly than it could, in a sentence; null where it does not. */
  get shortfall(): string | null {
    return this.network.kernels.shortfall;
  }

  get batchesPerEpoch(): number {
    return this.batches.perEpoch;
  }

  /** Columns of the log: `loss`, `accuracy`, other metrics, then `val_…` and `test_…`. */
  get columns(): string[] {
    return this.recorder.columns;
  }

  /** A row for every finished epoch. */
  get log(): RowLog {
    return this.recorder.log;
  }

  get done(): boolean {
    return this.ending.isReached(this.progress.at.epoch);
  }

  /** Why the run is done, in one sentence; null while it is not. */
  get stopReason(): string | null {
    return this.ending.sentence(this.progress.at.epoch);
  }

  /** The learning rate of the next update. */
  get learningRate(): number {
    return this.progress.rate;
  }

  /**
   * One update: forward, loss, backward, update. Where the loss is not finite nothing is updated
   * and the run is done; `firstNonFinite` says what happened.
   * @returns the loss of the batch, measured before the update
   * @throws Error when the run is done
   */
  step(): number {
    if (this.done) throw new Error('This run is done; start another one to train on.');
    const { next, steps } = this;
    const { at, rate } = this.progress;
    const batch = this.forward();
    const loss = next.batchLoss();
    if (!Number.isFinite(loss)) {
      this.ending.fail(this.search());
      return loss;
    }
    this.recorder.addRunning(batch);
    next.backward(at.step + 1);
    steps?.before(batch, loss, rate, at.step);
    this.optimizer.step(rate);
    steps?.after();
    next.forget();
    this.advance();
    if (at.batch === 0) this.checkEpoch();
    return loss;
  }

  /**
   * Up to `updates` updates: the same bits as that number of calls of `step`, but faster, because
   * nothing in between is recorded.
   * @returns updates done; fewer where the run came to its end
   * @throws Error where a thread that helps has ended in the middle: only a new run trains again
   */
  train(updates: number): number {
    const { at } = this.progress;
    const start = at.step;
    while (at.step - start < updates && !this.done) {
      if (this.trainFused(updates - (at.step - start)) === 0) this.step();
    }
    if (this.done) this.fused?.dismiss();
    return at.step - start;
  }

  /**
   * Lets a run that is done train on to this step, and to the end of its epoch: the file's epochs and
   * early stopping do not end it before. A loss that is not finite does.
   */
  goOnTo(step: number): void {
    this.ending.goOn(Math.ceil(epochsAfterStep(this, step)));
  }

  /**
   * Everything about the next batch at the current parameters. The matrices are the run's own
   * buffers, valid until the next call of any method: copy what is to be kept.
   */
  peek(): Recording {
    this.forward();
    this.next.backward(this.progress.at.step + 1);
    return this.next.recording(this.optimizer, this.progress.rate);
  }

  /** From now on the norms of the last `capacity` updates are kept. Training stays the same. */
  startRecording(capacity: number): StepRecorder {
    const { spec, parameters, gradients, batches, network } = this;
    this.steps = new StepRecorder(capacity, spec, parameters, gradients, batches, network.kernels);
    return this.steps;
  }

  stopRecording(): void {
    this.steps = null;
  }

  /** How many threads have worked on the last updates. */
  get threads(): number {
    return this.fused?.threads ?? 1;
  }

  /** Ends the threads that help, for good. */
  end(): void {
    this.fused?.end();
  }

  /** The values of the last finished epoch, in the order of `columns`; NaN before the first. */
  get lastEpoch(): Float64Array {
    return this.recorder.last;
  }

  /** Every column of the log at the current parameters, over all rows. Nothing is counted or logged. */
  measure(): Float64Array {
    return this.recorder.measure();
  }

  /** What `restore` needs to go on from here as if nothing had happened. */
  save(): RunState {
    return {
      progress: this.progress.save(),
      parameters: arraysOf(this.parameters).map(array => array.slice()),
      optimizer: this.optimizer.save(),
      sums: this.recorder.save(),
      ending: this.ending.save(),
    };
  }

  /** Back (or forward) to a state of a run of the same spec and data; the log keeps its rows. */
  restore(state: RunState): void {
    this.progress.restore(state.progress);
    arraysOf(this.parameters).forEach((array, i) => array.set(state.parameters[i]));
    this.optimizer.restore(state.optimizer);
    this.recorder.restore(state.sums);
    this.ending.restore(state.ending);
    this.next.startAgain();
  }

  /** Starts where another run stands, see forkFrom: the epoch that is under way is the first of its own. */
  startAt(state: RunState): void {
    this.restore(state);
    const { step, epoch, batch } = this.progress.at;
    this.progress.origin = { step: step - batch, epoch };
  }

  /**
   * Outputs of the network for any rows.
   * @param x [rows, inputs], scaled as the training data
   * @returns a new matrix [rows, outputs]
   * @throws ShapeError where x has another number of columns
   */
  predict(x: Matrix): Matrix {
    return this.activations(x, [this.parameters.length - 1])[0];
  }

  /** The same of any layers, 0-based. */
  activations(x: Matrix, layers: readonly number[]): Matrix[] {
    checkInputs(this.spec.model, x, 'The rows to predict');
    return activationsFor(this.network, this.outside, x, layers);
  }

  /** The tensor that left the finite range first; null while all are finite. */
  firstNonFinite(): NonFinite | null {
    return this.ending.failure ?? this.search();
  }

  /** Updates in one call; 0 where there is no such way, or the next loss is not finite. */
  private trainFused(limit: number): number {
    const { fused, batches, progress, steps } = this;
    if (fused === null) return 0;
    progress.startEpoch();
    const { at, rate } = progress;
    const epochs = this.spansEpochs ? this.ending.epochs - at.epoch : 1;
    const rest = Math.min(limit, epochs * batches.perEpoch - at.batch, fused.limit);
    const count = steps ? steps.portion(at.step, rest) : rest;
    const done = fused.train(at.batch, count, batches.currentOrder, rate, steps !== null);
    if (done === 0) return 0;
    this.next.forget();
    this.optimizer.count(done);
    steps?.addTrained(fused, done, at.batch, rate);
    for (let i = 0; i < done; i++) {
      this.recorder.addTrained(fused, i, batches.rowsOf(at.batch));
      this.advance();
    }
    if (at.batch === 0) this.checkEpoch();
    this.next.passed(at.step);
    return done;
  }

  /** The next batch, after its forward pass. */
  private forward(): Batch {
    const { at } = this.progress;
    if (!this.next.isKnown) this.progress.startBatch();
    return this.next.forward(at.batch, at.step + 1);
  }

  /** Counts an update, and writes the log where it was the last of its epoch. */
  private advance(): void {
    const { progress, recorder, options } = this;
    if (!progress.advance()) return;
    recorder.finish(progress.at.epoch, this.forwardNext);
    options.onEpoch?.(progress.at.epoch, recorder.last);
  }

  /** Whether the run ends after the epoch that has just been finished. */
  private checkEpoch(): void {
    if (!allFinite(this.parameters)) this.ending.fail(this.search());
    else this.ending.checkEpoch(this.progress.at.epoch, this.latest);
  }

  private search(): NonFinite | null {
    return findNonFinite(this.next.traces(this.progress.at.step));
  }
}
