/**
 * One training run: which rows come next, one update at a time, and the log of its epochs.
 *
 * A step is forward, loss, backward, update on one batch. What `peek` computes is what the next
 * step computes, so that looking costs nothing twice and changes nothing.
 */
import { Batches, type Batch } from './batches';
import { EarlyStopping } from './earlyStopping';
import { Evaluator, outputsFor } from './evaluation';
import { checkGradients, type GradientCheck, type GradientCheckOptions } from './gradientCheck';
import { lossSum } from './losses';
import { copyArray, copyMatrix, createMatrix } from './matrix';
import { EpochMetric, metricSum, metricValue } from './metrics';
import {
  backward,
  createGradients,
  createNetwork,
  forward,
  outputsOf,
  type LayerGradients,
  type Network,
} from './network';
import { allFinite, findNonFinite, type NonFinite } from './nonFinite';
import { Optimizer } from './optimizers';
import type { RandomStream } from './rng/stream';
import { learningRate } from './schedules';
import { checkData, checkInputs, checkParameters, type LayerParameters } from './shapes';
import type { DataParts, Dataset, Dtype, FloatArray, Matrix, MetricSpec, RunSpec } from './spec';

/** Everything computed for one batch; see the conventions at the top of spec.ts. */
export interface Recording {
  loss: number;
  x: Matrix;
  y: Matrix;
  layers: {
    z: Matrix;
    a: Matrix;
    delta: Matrix;
    weights: Matrix;
    gradW: Matrix;
    biases: FloatArray | null;
    gradB: FloatArray | null;
  }[];
  gradInput: Matrix;
}

export interface Position {
  /** Updates done so far. */
  step: number;
  /** Whole epochs done so far. */
  epoch: number;
  /** Batches done inside the running epoch. */
  batch: number;
}

/** The rows of the log, one per finished epoch: `values[column][row]`. */
export interface EpochLog {
  epochs: number[];
  values: number[][];
}

/** How much is known about the next batch. */
type Progress = 'nothing' | 'forward' | 'backward';

export class Run {
  readonly columns: string[];
  readonly log: EpochLog;
  readonly parameters: readonly LayerParameters[];
  readonly data: DataParts;
  private readonly network: Network;
  private readonly gradients: LayerGradients[];
  private readonly optimizer: Optimizer;
  private readonly batches: Batches;
  private readonly metrics: MetricSpec[];
  private readonly running: EpochMetric[];
  private readonly outputs: number;
  /** For what is measured at the end of an epoch: training, validation, test. */
  private readonly trainEnd: Evaluator | null;
  private readonly partEnds: Evaluator[];
  private readonly stopping: EarlyStopping | null;
  private readonly at: Position = { step: 0, epoch: 0, batch: 0 };
  private progress: Progress = 'nothing';
  private current: Batch;
  private currentSum = 0;
  private epochStarted = false;
  private gradientsOf = 0;
  private activationsOf = 0;
  private rate = 0;
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
  ) {
    const { model, dtype, trainer } = spec;
    checkParameters(model, parameters);
    checkData(model, data);
    this.data = partsOf(data, dtype);
    const { train } = this.data;
    this.parameters = parameters.map(p => copyParameters(p, dtype));
    this.network = createNetwork(model, dtype, this.parameters);
    this.gradients = createGradients(model, dtype);
    this.optimizer = new Optimizer(spec.optimizer, model, dtype, this.parameters, this.gradients);
    this.batches = new Batches(train, model, trainer, dtype);
    this.current = this.batches.load(0);
    this.outputs = train.y.cols;
    this.metrics = metricsOf(spec);
    this.running = this.metrics.map(metric => new EpochMetric(metric, this.outputs));
    const parts = [this.data.validation, this.data.test].filter(part => part !== null);
    this.partEnds = parts.map(part => this.evaluator(part, this.metrics));
    const atEnd = this.metrics.filter(metric => metric.evaluate === 'end_of_epoch');
    const apart = atEnd.length > 0 && !this.batches.whole;
    this.trainEnd = apart ? this.evaluator(train, atEnd) : null;
    this.columns = columnsOf(this.metrics, this.data);
    this.log = { epochs: [], values: this.columns.map(() => []) };
    const { early_stopping } = trainer;
    this.stopping = early_stopping && new EarlyStopping(early_stopping);
    this.rate = learningRate(spec.optimizer, 0, trainer.epochs);
  }

  get position(): Position {
    return { ...this.at };
  }

  get batchesPerEpoch(): number {
    return this.batches.perEpoch;
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
    this.advanceTo('forward');
    const loss = this.batchLoss();
    if (!Number.isFinite(loss)) {
      this.fail();
      return loss;
    }
    this.addRunningMetrics();
    this.advanceTo('backward');
    this.optimizer.step(this.rate);
    this.progress = 'nothing';
    this.at.step++;
    this.at.batch++;
    if (this.at.batch === this.batches.perEpoch) this.finishEpoch();
    return loss;
  }

  /**
   * Everything about the next batch at the current parameters. The matrices are the run's own
   * buffers: valid until the next call of any method, to be copied by whoever keeps them.
   */
  peek(): Recording {
    this.advanceTo('forward');
    this.runBackward(true);
    const { pass, y } = this.current;
    return {
      loss: this.batchLoss(),
      x: pass.x,
      y,
      layers: pass.layers.map((layer, i) => ({
        ...layer,
        weights: this.parameters[i].weights,
        gradW: this.gradients[i].weights,
        biases: this.parameters[i].biases,
        gradB: this.gradients[i].biases,
      })),
      gradInput: pass.gradInput,
    };
  }

  /**
   * Outputs of the network for any rows.
   * @param x [rows, inputs], scaled as the training data
   * @returns a new matrix [rows, outputs]
   * @throws ShapeError where x has another number of columns
   */
  predict(x: Matrix): Matrix {
    checkInputs(this.spec.model, x, 'The rows to predict');
    const out = createMatrix(this.spec.dtype, x.rows, this.outputs);
    outputsFor(this.network, x, out);
    return out;
  }

  /** Analytic against numeric gradients of the next batch, in float64; see gradientCheck.ts. */
  gradientCheck(options: GradientCheckOptions = {}): GradientCheck {
    this.advanceTo('forward');
    const { pass, y } = this.current;
    return checkGradients(this.spec, this.parameters, pass.x, y, options);
  }

  /** The tensor that left the finite range first; null while all are finite. */
  firstNonFinite(): NonFinite | null {
    return this.failure ?? this.search();
  }

  private evaluator(part: Dataset, metrics: readonly MetricSpec[]): Evaluator {
    return new Evaluator(this.network, part, metrics, Math.min(this.batches.size, part.x.rows));
  }

  /** Computes what is still missing of the next batch. */
  private advanceTo(target: 'forward' | 'backward'): void {
    if (this.progress === 'nothing') {
      if (!this.epochStarted) {
        this.batches.startEpoch(this.stream);
        this.epochStarted = true;
      }
      this.current = this.batches.load(this.at.batch);
      forward(this.network, this.current.pass);
      this.activationsOf = this.at.step + 1;
      const out = outputsOf(this.network, this.current.pass);
      this.currentSum = lossSum(this.spec.loss.type, out, this.current.y);
      this.progress = 'forward';
    }
    if (target === 'backward' && this.progress === 'forward') this.runBackward(false);
  }

  private runBackward(withInput: boolean): void {
    const { pass, y } = this.current;
    backward(this.network, this.spec.loss, pass, y, this.gradients, withInput);
    this.gradientsOf = this.at.step + 1;
    this.progress = 'backward';
  }

  private batchLoss(): number {
    return metricValue(this.spec.loss, this.currentSum, this.current.y.rows, this.outputs);
  }

  private addRunningMetrics(): void {
    for (let i = 0; i < this.metrics.length; i++) {
      if (this.metrics[i].evaluate === 'running') this.addBatch(i);
    }
  }

  /** Adds the current batch to metric i, once its forward pass is done. */
  private addBatch(i: number): void {
    const metric = this.metrics[i];
    const { pass, y } = this.current;
    const sum =
      metric.type === this.spec.loss.type
        ? this.currentSum
        : metricSum(metric, outputsOf(this.network, pass), y);
    this.running[i].add(sum, y.rows);
  }

  private finishEpoch(): void {
    this.at.epoch++;
    this.at.batch = 0;
    this.epochStarted = false;
    this.rate = learningRate(this.spec.optimizer, this.at.epoch, this.spec.trainer.epochs);
    this.logEpoch();
    if (!allFinite(this.parameters)) this.fail();
    else if (this.stopping) this.reason = this.stopping.check(this.at.epoch, this.monitored());
  }

  private logEpoch(): void {
    const { epochs, values } = this.log;
    epochs.push(this.at.epoch);
    const atEnd = this.measureTrainingEnd();
    for (let i = 0; i < this.metrics.length; i++) {
      values[i].push(atEnd[i] ?? this.running[i].value());
      this.running[i].reset();
    }
    let column = this.metrics.length;
    for (const part of this.partEnds) {
      for (const value of part.evaluate()) values[column++].push(value);
    }
  }

  /**
   * Training metrics at the end of an epoch: by passes of their own (the values returned, by
   * metric), or by the next batch's pass, if it holds all rows.
   */
  private measureTrainingEnd(): (number | undefined)[] {
    if (this.trainEnd) {
      const values = this.trainEnd.evaluate();
      return this.metrics.map(m => (m.evaluate === 'running' ? undefined : values.shift()));
    }
    for (let i = 0; i < this.metrics.length; i++) {
      if (this.metrics[i].evaluate === 'running') continue;
      this.advanceTo('forward');
      this.addBatch(i);
    }
    return [];
  }

  /** The value that early stopping watches, of the epoch just logged. */
  private monitored(): number {
    const column = this.columns.indexOf(this.spec.trainer.early_stopping?.monitor ?? '');
    return column < 0 ? NaN : (this.log.values[column].at(-1) ?? NaN);
  }

  private fail(): void {
    this.failure = this.search();
    this.reason =
      this.failure?.message ?? `Stopped at step ${this.at.step + 1}: the loss is not finite.`;
  }

  private search(): NonFinite | null {
    return findNonFinite({
      model: this.spec.model,
      parameters: this.parameters,
      gradients: this.gradients,
      pass: this.current.pass,
      loss: this.batchLoss(),
      steps: this.at.step,
      gradientsOf: this.gradientsOf,
      activationsOf: this.activationsOf,
    });
  }
}

/** The metrics of a run: `loss` always and first, `accuracy` second, the others as written. */
function metricsOf({ loss, metrics }: RunSpec): MetricSpec[] {
  const named = (name: string): MetricSpec[] => metrics.filter(metric => metric.name === name);
  const rest = metrics.filter(({ name }) => name !== 'loss' && name !== 'accuracy');
  const own: MetricSpec = {
    ...loss,
    name: 'loss',
    epoch_reduction: 'mean',
    evaluate: 'running',
    threshold: 0.5,
  };
  const first = named('loss').length > 0 ? named('loss') : [own];
  return [...first, ...named('accuracy'), ...rest];
}

function columnsOf(metrics: readonly MetricSpec[], data: DataParts): string[] {
  const names = metrics.map(metric => metric.name);
  return [
    ...names,
    ...(data.validation ? names.map(name => `val_${name}`) : []),
    ...(data.test ? names.map(name => `test_${name}`) : []),
  ];
}

/** The parts in the dtype of the run: as they are, where they have it. */
function partsOf({ train, validation, test }: DataParts, dtype: Dtype): DataParts {
  const part = ({ x, y }: Dataset): Dataset => ({ x: inDtype(x, dtype), y: inDtype(y, dtype) });
  return {
    train: part(train),
    validation: validation && part(validation),
    test: test && part(test),
  };
}

function inDtype(m: Matrix, dtype: Dtype): Matrix {
  return m.data instanceof Float32Array === (dtype === 'float32') ? m : copyMatrix(m, dtype);
}

function copyParameters({ weights, biases }: LayerParameters, dtype: Dtype): LayerParameters {
  return { weights: copyMatrix(weights, dtype), biases: biases && copyArray(biases, dtype) };
}
