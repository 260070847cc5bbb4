/**
 * Whole updates inside WebAssembly: which experiments have that way, and how it is set up.
 * Plain gradient descent without penalties, on the activations and losses of assembly/; all else
 * takes its steps one by one, with the same kernels and the same numbers.
 */
import type { Batch } from '../batches';
import { lossDivisor } from '../losses';
import { isPlainDescent } from '../optimizers';
import { isCarried } from '../squares';
import type { ActivationName, FloatArray, LossName, RunSpec } from '../spec';
import type { FusedTraining, LayerSquares, TrainingPlan } from './kernels';
import type { Team } from './threadTeam';
import { addressOf, WASM_ACTIVATIONS, type WasmExports } from './wasmModule';

/** Losses of assembly/losses.ts, by its numbers. */
const LOSSES: readonly LossName[] = ['mse', 'binary_cross_entropy', 'cross_entropy'];
/** Batches whose sums one call can report. */
export const FUSED_BATCHES = 1024;
/** Columns of float64 that are recorded for each layer, with a row for each batch of a call. */
const SQUARES = 3;
const COLUMN_BYTES = FUSED_BATCHES * 8;

const LOST =
  'One of the threads that trained this run together has ended in the middle of an update, ' +
  'whose numbers are lost with it: start the run again.';

/** What assembly/network.ts keeps of a layer takes less. */
const LAYER_BYTES = 128;
const ROW_BYTES = 8;

/** The blocks of memory that the fused way takes beside the arrays of the run, in bytes. */
export function fusedBlocks({ train, parameters, batches }: TrainingPlan) {
  const { length: depth } = parameters;
  return {
    order: train.x.rows * 4,
    sums: FUSED_BATCHES * 8,
    corrects: FUSED_BATCHES * 4,
    columns: depth * SQUARES * COLUMN_BYTES,
    layers: depth * LAYER_BYTES,
    maxima: batches.size * ROW_BYTES,
    sumsOfRows: batches.size * ROW_BYTES,
  };
}

type Blocks = ReturnType<typeof fusedBlocks>;

/** @returns null where the plan has no such way, or there is no room */
export function createFusedTraining(
  exports: WasmExports,
  plan: TrainingPlan,
  isHere: (array: FloatArray) => boolean,
  team: Team | null,
): FusedTraining | null {
  if (!canFuse(plan.spec) || !arraysOf(plan).every(isHere)) return null;
  const at = fusedBlocks(plan);
  for (const name of Object.keys(at) as (keyof Blocks)[]) {
    at[name] = addressOf(exports, at[name]);
    if (at[name] === 0) return null;
  }
  if (!setUp(exports, plan, at)) return null;
  const counts = plan.spec.metrics.some(metric => metric.type === 'accuracy');
  exports.setMeasures(at.sums, counts ? at.corrects : 0, thresholdOf(plan.spec) ?? 0.5);
  return new WasmTraining(exports, plan, team, at);
}

/** Whether training by such a spec has that way. */
export function canFuse({ optimizer, model, loss, metrics }: RunSpec): boolean {
  if (!isPlainDescent(optimizer)) return false;
  const activations = model.layers.map(layer => layer.activation);
  const output = activations[activations.length - 1];
  const hidden = activations.slice(0, -1);
  if (!hidden.every(name => WASM_ACTIVATIONS.includes(name) && name !== 'softmax')) return false;
  const measured = metrics.every(metric => metric.type === loss.type || metric.type === 'accuracy');
  return measured && thresholdOf({ metrics }) !== null && lossFits(loss.type, output);
}

/** The one threshold of all accuracies; null where there are two. */
function thresholdOf({ metrics }: Pick<RunSpec, 'metrics'>): number | null {
  const accuracies = metrics.filter(metric => metric.type === 'accuracy');
  const thresholds = new Set(accuracies.map(metric => metric.threshold));
  if (thresholds.size > 1) return null;
  return accuracies[0]?.threshold ?? 0.5;
}

function lossFits(loss: LossName, output: ActivationName): boolean {
  switch (loss) {
    case 'mse':
      return WASM_ACTIVATIONS.includes(output) && output !== 'softmax';
    case 'binary_cross_entropy':
      return output === 'sigmoid';
    case 'cross_entropy':
      return output === 'softmax';
    default:
      return false;
  }
}

function arraysOf({ parameters, gradients, batches, train }: TrainingPlan): FloatArray[] {
  const { pass, y } = batches.full;
  return [
    ...parameters.flatMap(({ weights, biases }) => [weights.data, ...(biases ? [biases] : [])]),
    ...gradients.flatMap(({ weights, biases }) => [weights.data, ...(biases ? [biases] : [])]),
    ...pass.layers.flatMap(({ z, a, delta }) => [z.data, a.data, delta.data]),
    ...[pass.x.data, y.data, train.x.data, train.y.data],
  ];
}

/** @returns whether there was room */
function setUp(
  exports: WasmExports,
  { spec, parameters, gradients, batches, train }: TrainingPlan,
  at: Blocks,
): boolean {
  const { loss, model } = spec;
  const batch = batches.full;
  const { length: depth } = parameters;
  if (exports.setNetwork(depth, at.layers, depth * LAYER_BYTES) === 0) return false;
  parameters.forEach(({ weights, biases }, i) => {
    const { activation, trainable } = model.layers[i];
    const { z, a, delta } = batch.pass.layers[i];
    exports.setLayer(
      i,
      weights.rows,
      weights.cols,
      WASM_ACTIVATIONS.indexOf(activation),
      weights.data.byteOffset,
      biases?.byteOffset ?? 0,
      z.data.byteOffset,
      a.data.byteOffset,
      delta.data.byteOffset,
      gradients[i].weights.data.byteOffset,
      gradients[i].biases?.byteOffset ?? 0,
      trainable.kernel,
      trainable.bias && biases !== null,
    );
    const carried = isCarried(weights, batch.y.rows);
    exports.setColumns(i, at.columns + i * SQUARES * COLUMN_BYTES, carried);
  });
  const { pass, y } = batch;
  const addresses = [train.x, train.y, pass.x, y].map(matrix => matrix.data.byteOffset);
  const [x, targets, batchX, batchY] = addresses;
  exports.setData(x, targets, batchX, batchY, y.rows, at.maxima, at.sumsOfRows);
  const byRow = loss.batch_reduction === 'mean';
  exports.setLoss(LOSSES.indexOf(loss.type), loss.scale, lossDivisor(loss, 1, y.cols), byRow);
  return true;
}

class WasmTraining implements FusedTraining {
  readonly limit = FUSED_BATCHES;
  readonly lossSums: Float64Array;
  readonly correctRows: Int32Array;
  readonly squares: readonly LayerSquares[];
  private recording = false;
  private lost = false;
  private readonly orderHere: Int32Array;
  private orderCopied: Int32Array | null = null;
  private readonly batchSize: number;
  private readonly lastRows: number;
  private readonly perEpoch: number;

  constructor(
    private readonly exports: WasmExports,
    plan: TrainingPlan,
    private readonly team: Team | null,
    at: Blocks,
  ) {
    const { buffer } = exports.memory;
    const { rows } = plan.train.x;
    this.lossSums = new Float64Array(buffer, at.sums, FUSED_BATCHES);
    this.correctRows = new Int32Array(buffer, at.corrects, FUSED_BATCHES);
    const column = (layer: number, which: number): Float64Array =>
      new Float64Array(
        buffer,
        at.columns + (layer * SQUARES + which) * COLUMN_BYTES,
        FUSED_BATCHES,
      );
    this.squares = plan.parameters.map((_, i) => ({
      delta: column(i, 0),
      gradW: column(i, 1),
      weights: column(i, 2),
    }));
    this.orderHere = new Int32Array(buffer, at.order, rows);
    this.batchSize = plan.batches.size;
    this.perEpoch = plan.batches.perEpoch;
    this.lastRows = Math.min(this.batchSize, rows - (this.perEpoch - 1) * this.batchSize);
  }

  forward({ pass, y }: Batch): number {
    return this.exports.forwardBatch(pass.x.data.byteOffset, y.data.byteOffset, y.rows);
  }

  backward({ pass, y }: Batch): void {
    this.exports.backwardBatch(pass.x.data.byteOffset, y.data.byteOffset, y.rows);
  }

  train(
    first: number,
    count: number,
    order: Int32Array | null,
    rate: number,
    record: boolean,
  ): number {
    if (record !== this.recording) this.exports.setRecording(record, COLUMN_BYTES);
    this.recording = record;
    if (order !== null && order !== this.orderCopied) {
      this.orderHere.set(order);
      this.orderCopied = order;
    }
    const address = order === null ? 0 : this.orderHere.byteOffset;
    if (this.lost) throw new Error(LOST);
    this.team?.begin();
    const done = this.exports.train(first, count, this.perEpoch, this.lastRows, address, rate);
    if (done < 0) {
      this.end();
      this.lost = true;
      throw new Error(LOST);
    }
    this.team?.took(done);
    return done;
  }

  get threads(): number {
    return this.team?.used ?? 1;
  }

  dismiss(): void {
    this.team?.dismiss();
  }

  end(): void {
    this.team?.end();
  }
}
