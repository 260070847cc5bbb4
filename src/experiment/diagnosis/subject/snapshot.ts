/** A network at some parameters, over all rows that a diagnosis looks at. All in float64. */
import { lossDivisor, lossSum } from '../../../engine/functions/losses';
import { plainKernels } from '../../../engine/kernels/plain';
import { multiplyBySlope } from '../../../engine/functions/slopes';
import { copyArray, copyMatrix } from '../../../engine/ground/matrix';
import type { LayerGradients, LayerParameters } from '../../../engine/ground/shapes';
import type { Dataset, LossSpec, Matrix, ModelSpec } from '../../../engine/ground/spec';
import { normOf } from '../../../engine/ground/squares';
import {
  backward,
  createGradients,
  createPass,
  forward,
  inputOf,
  type Pass,
} from '../../../engine/network/network';
import { classesOf } from './rows';

const KERNELS = plainKernels('float64');

export interface Snapshot {
  parameters: readonly LayerParameters[];
  /** As a mean over the rows, whatever the training reduces by. */
  loss: number;
  layers: LayerSnapshot[];
  /** Of the loss above. */
  gradients: readonly LayerGradients[];
  /** [rows, outputs] */
  outputs: Matrix;
  classes: ClassScores | null;
}

export interface LayerSnapshot {
  /** What the layer reads, its z, and delta: all [rows, …]. */
  input: Matrix;
  z: Matrix;
  a: Matrix;
  delta: Matrix;
  /** f′(z); null for softmax. */
  slope: Matrix | null;
  /** ‖δ‖ */
  deltaNorm: number;
}

/** How classes are answered. */
export interface ClassScores {
  accuracy: number;
  /** Rows, of each class rightly answered, and given as the answer. */
  rows: number[];
  right: number[];
  given: number[];
}

interface Setting {
  model: ModelSpec;
  loss: LossSpec;
  data: Dataset;
  /** From where on one output means class 1; null: the targets are no classes. */
  threshold: number | null;
}

export function snapshotOf(
  { model, loss: written, data: { x, y }, threshold }: Setting,
  given: readonly LayerParameters[],
): Snapshot {
  const loss: LossSpec = { ...written, batch_reduction: 'mean' };
  const parameters = given.map(({ weights, biases }) => ({
    weights: copyMatrix(weights, 'float64'),
    biases: biases && copyArray(biases, 'float64'),
  }));
  const pass = createPass(model, KERNELS, x.rows, { x });
  const gradients = createGradients(model, KERNELS);
  const network = { model, parameters, kernels: KERNELS };
  forward(network, pass);
  backward(network, loss, pass, y, gradients);
  const { a: outputs } = pass.outputs;
  return {
    parameters,
    loss: (loss.scale * lossSum(loss.type, pass.outputs, y)) / lossDivisor(loss, y.rows, y.cols),
    layers: model.layers.map((_, i) => layerAt(model, pass, i)),
    gradients,
    outputs,
    classes: threshold === null ? null : scoresOf(outputs, y, threshold),
  };
}

function layerAt(model: ModelSpec, pass: Pass, i: number): LayerSnapshot {
  const { z, a, delta } = pass.layers[i];
  const { activation } = model.layers[i];
  let slope: Matrix | null = null;
  if (activation !== 'softmax') {
    slope = { ...z, data: new Float64Array(z.data.length).fill(1) };
    multiplyBySlope(activation, z, a, slope);
  }
  return { input: inputOf(pass, i), z, a, delta, slope, deltaNorm: normOf(delta.data) };
}

function scoresOf(outputs: Matrix, y: Matrix, threshold: number): ClassScores {
  const count = Math.max(2, y.cols);
  const zeros = (): number[] => Array<number>(count).fill(0);
  const scores = { accuracy: 0, rows: zeros(), right: zeros(), given: zeros() };
  const labels = classesOf(y);
  const answers = classesOf(outputs, threshold);
  labels.forEach((label, row) => {
    scores.rows[label]++;
    scores.given[answers[row]]++;
    if (answers[row] === label) scores.right[label]++;
  });
  scores.accuracy = scores.right.reduce((sum, right) => sum + right, 0) / labels.length;
  return scores;
}

/** Mean over the classes that occur of the share of their rows that are rightly answered. */
export function balancedAccuracy({ rows, right }: ClassScores): number {
  const shares = rows.flatMap((count, i) => (count > 0 ? [right[i] / count] : []));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
