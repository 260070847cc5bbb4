/**
 * One training run: which rows come next, one update at a time, and the log of its epochs.
 *
 * A step is forward, loss, backward, update on one batch. What `peek` computes is what the next
 * step computes, so that looking costs nothing twice and changes nothing.
 */
import { Batches, type Batch } from './batches';
import { copyParameters, partsFor } from './convert';
import { EarlyStopping } from './earlyStopping';
import type { EpochLog } from './epochLog';
import { EpochRecorder } from './epochRecorder';
import { EVALUATED_ROWS, outputsFor } from './evaluation';
import { checkGradients, type GradientCheck, type GradientCheckOptions } from './gradientCheck';
import { createKernels, type KernelChoice } from './kernels/choose';
import type { FusedTraining } from './kernels/kernels';
import { createMatrix } from './matrix';
import {
  createGradients,
  createPass,
  type LayerGradients,
  type Network,
  type Pass,
} from './network';
import { NextBatch } from './nextBatch';
import { allFinite, findNonFinite, type NonFinite } from './nonFinite';
import { Optimizer } from './optimizers';
import type { Recording } from './recording';
import type { RandomStream } from './rng/stream';
import { learningRate } from './schedules';
import { checkData, checkInputs, checkParameters, type LayerParameters } from './shapes';
import type { DataParts, Matrix, RunSpec } from './spec';
import { StepRecorder } from './stepRecorder';

export type { Recording } from './recording';

export interface Position {
  /** Updates done so far. */
  step: number;
  /** Whole epochs done so far. */
  epoch: number;
  /** Batches done inside the running epoch. */
  batch: number;
}

/** How a run works, as against what it computes. */
export interface RunOptions {
  kernels?: KernelChoice;
  /** Rows that the epoch log keeps at most, see EpochLog; all of them where nothing is said. */
  logRows?: number;
}

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
  private readonly forwardNext = (): Batch => this.forward();
  private readonly stopping: EarlyStopping | null;
  private readonly at: Position = { step: 0, epoch: 0, batch: 0 };
  private epochStarted = false;
  private steps: StepRecorder | null = null;
  private rate: number;
  private reason: string | null = null;
  private failure: NonFinite | null = null;

  /**
   * @param data rows in the order of training; with `shuffle: once` they are shuffled already
   * @param parameters copied: the caller's arrays are never written to
   * @param stream where `shuffle: every_epoch` goes on drawing
   * @throws ShapeError in one sentence, where data or parameters do not fit the model
   */
  constructor(
    readonly spec: RunSpec,
    data: DataParts,
    parameters: readonly LayerParameters[],
    private readonly stream: RandomStream,
    { kernels: kernelChoice = 'fastest', logRows = Infinity }: RunOptions = {},
  ) {
    const { model, trainer, optimizer } = spec;
    checkParameters(model, parameters);
    checkData(model, data);
    const kernels = createKernels(spec, data, kernelChoice);
    this.data = partsFor(kernels, data);
    this.parameters = parameters.map(p => copyParameters(p, kernels));
    this.network = { model, parameters: this.parameters, kernels };
    this.gradients = createGradients(model, kernels);
    this.optimizer = new Optimizer(optimizer, model, kernels, this.parameters, this.gradients);
    this.batches = new Batches(this.data.train, model, trainer, kernels);
    this.outside = createPass(model, kernels, EVALUATED_ROWS);
    const { network, outside, batches } = this;
    this.recorder = new EpochRecorder(spec, this.data, network, outside, batches, logRows);
    this.fused = kernels.fuse({
      spec,
      train: this.data.train,
      parameters: this.parameters,
      gradients: this.gradients,
      batch: this.batches.full,
      batchesPerEpoch: this.batches.perEpoch,
    });
    this.next = new NextBatch(this.network, spec.loss, this.gradients, this.batches, this.fused);
    this.spansEpochs =
      this.recorder.runningOnly &&
      trainer.shuffle !== 'every_epoch' &&
      trainer.early_stopping === null &&
      optimizer.schedule.type === 'constant';
    this.stopping = trainer.early_stopping && new EarlyStopping(trainer.early_stopping);
    this.rate = learningRate(optimizer, 0, trainer.epochs);
  }

  get position(): Position {
    return { ...this.at };
  }

  get batchesPerEpoch(): number {
    return this.batches.perEpoch;
  }

  /** Columns of the log: `loss`, `accuracy`, other metrics, then `val_…` and `test_…`. */
  get columns(): string[] {
    return this.recorder.columns;
  }

  /** A row for every finished epoch. */
  get log(): EpochLog {
    return this.recorder.log;
  }

  get done(): boolean {
    return this.reason !== null || this.at.epoch >= this.spec.trainer.epochs;
  }

  /** Why the run is done, in one sentence; null while it is not. */
  get stopReason(): string | null {
    if (this.reason !== null || !this.done) return this.reason;
    const { epochs } = this.spec.trainer;
    return `Trained ${epochs === 1 ? 'its one epoch' : `all ${epochs} epochs`}.`;
  }

  /** The learning rate of the next update. */
  get learningRate(): number {
    return this.rate;
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
    const batch = this.forward();
    const loss = next.batchLoss();
    if (!Number.isFinite(loss)) {
      this.fail();
      return loss;
    }
    this.recorder.addRunning(batch);
    next.backward(this.at.step + 1);
    steps?.before(batch, loss, this.rate, this.at.step);
    this.optimizer.step(this.rate);
    steps?.after();
    next.forget();
    this.advance();
    if (this.at.batch === 0) this.checkEpoch();
    return loss;
  }

  /**
   * Up to `updates` updates: the same bits as so many calls of `step`, but fast, because nobody
   * looks at what happens in between.
   * @returns updates done; fewer where the run came to its end
   */
  train(updates: number): number {
    const start = this.at.step;
    while (this.at.step - start < updates && !this.done) {
      if (this.trainFused(updates - (this.at.step - start)) === 0) this.step();
    }
    return this.at.step - start;
  }

  /**
   * Everything about the next batch at the current parameters. The matrices are the run's own
   * buffers: valid until the next call of any method, to be copied by whoever keeps them.
   */
  peek(): Recording {
    this.forward();
    this.next.backward(this.at.step + 1);
    return this.next.recording();
  }

  /**
   * From now on the norms of every layer at every update are kept, for the last `capacity` updates.
   * Training is the same to the last bit, and hardly slower.
   */
  startRecording(capacity: number): StepRecorder {
    const { spec, parameters, gradients, batches, network } = this;
    this.steps = new StepRecorder(capacity, spec, parameters, gradients, batches, network.kernels);
    return this.steps;
  }

  stopRecording(): void {
    this.steps = null;
  }

  /**
   * Outputs of the network for any rows.
   * @param x [rows, inputs], scaled as the training data
   * @returns a new matrix [rows, outputs]
   * @throws ShapeError where x has another number of columns
   */
  predict(x: Matrix): Matrix {
    checkInputs(this.spec.model, x, 'The rows to predict');
    const out = createMatrix(this.spec.dtype, x.rows, this.data.train.y.cols);
    outputsFor(this.network, this.outside, x, out);
    return out;
  }

  /** Analytic against numeric gradients of the next batch, in float64; see gradientCheck.ts. */
  gradientCheck(options: GradientCheckOptions = {}): GradientCheck {
    const { pass, y } = this.forward();
    return checkGradients(this.spec, this.parameters, pass.x, y, options);
  }

  /** The tensor that left the finite range first; null while all are finite. */
  firstNonFinite(): NonFinite | null {
    return this.failure ?? this.search();
  }

  /** Updates in one call; 0 where there is no such way, or the next loss is not finite. */
  private trainFused(limit: number): number {
    const { fused, batches, at, rate, steps } = this;
    if (fused === null) return 0;
    this.startEpoch();
    const { trainer } = this.spec;
    const epochs = this.spansEpochs ? trainer.epochs - at.epoch : 1;
    const rest = Math.min(limit, epochs * batches.perEpoch - at.batch, fused.limit);
    const count = steps ? steps.portion(at.step, rest) : rest;
    const done = fused.train(at.batch, count, batches.currentOrder, rate, steps !== null);
    if (done === 0) return 0;
    this.next.forget();
    steps?.addTrained(fused, done, at.batch, rate);
    for (let i = 0; i < done; i++) {
      this.recorder.addTrained(fused, i, batches.rowsOf(at.batch));
      this.advance();
    }
    if (at.batch === 0) this.checkEpoch();
    this.next.passed(at.step);
    return done;
  }

  private startEpoch(): void {
    if (!this.epochStarted) this.batches.startEpoch(this.stream);
    this.epochStarted = true;
  }

  /** The next batch, after its forward pass. */
  private forward(): Batch {
    if (!this.next.isKnown) this.startEpoch();
    return this.next.forward(this.at.batch, this.at.step + 1);
  }

  /** Counts an update, and writes the log where it was the last of its epoch. */
  private advance(): void {
    const { at, spec } = this;
    at.step++;
    at.batch++;
    if (at.batch < this.batches.perEpoch) return;
    at.epoch++;
    at.batch = 0;
    this.epochStarted = false;
    this.rate = learningRate(spec.optimizer, at.epoch, spec.trainer.epochs);
    this.recorder.finish(this.at.epoch, this.forwardNext);
  }

  /** Whether the run ends after the epoch that has just been finished. */
  private checkEpoch(): void {
    if (!allFinite(this.parameters)) this.fail();
    else if (this.stopping) {
      this.reason = this.stopping.check(this.at.epoch, name => this.recorder.latest(name));
    }
  }

  private fail(): void {
    this.failure = this.search();
    this.reason = this.failure && this.failure.message;
  }

  private search(): NonFinite | null {
    return findNonFinite(this.next.traces(this.at.step));
  }
}
