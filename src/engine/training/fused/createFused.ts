/** Sets up whole updates inside WebAssembly: says where in its memory each number stands. */
import type { Kernels, Native } from '../../kernels/kernels';
import { WASM_ACTIVATIONS } from '../../kernels/wasmModule';
import { lossDivisor } from '../../functions/losses';
import type { FloatArray, LossName } from '../../ground/spec';
import { isCarried } from '../../ground/squares';
import { COLUMN_BYTES, fusedBlocks, LAYER_BYTES, SQUARES, type Blocks } from './blocks';
import { canFuse, thresholdOf } from './canFuse';
import type { FusedTraining, TrainingPlan } from './fused';
import { WasmTraining } from './wasmTraining';

/** Losses of assembly/functions/losses.ts, by its numbers. */
const LOSSES: readonly LossName[] = ['mse', 'binary_cross_entropy', 'cross_entropy'];

/**
 * The blocks are reserved by kernels that only count, too: see kernels/counting.ts.
 *
 * @returns null where the plan has no such way, or there is no room
 */
export function createFused(
  kernels: Pick<Kernels, 'native' | 'owns' | 'reserve'>,
  plan: TrainingPlan,
): FusedTraining | null {
  if (!canFuse(plan.spec)) return null;
  const { native } = kernels;
  if (native && !arraysOf(plan).every(array => kernels.owns(array))) return null;
  const at = fusedBlocks(plan);
  for (const name of Object.keys(at) as (keyof Blocks)[]) at[name] = kernels.reserve(at[name]);
  const hasRoom = Object.values(at).every(address => address !== 0);
  if (native === null || !hasRoom || !setUp(native.exports, plan, at)) return null;
  const counts = plan.spec.metrics.some(metric => metric.type === 'accuracy');
  native.exports.setMeasures(at.sums, counts ? at.corrects : 0, thresholdOf(plan.spec) ?? 0.5);
  return new WasmTraining(native, plan, at);
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
  exports: Native['exports'],
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
