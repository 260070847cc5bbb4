/**
 * The derivative of the loss with respect to one number, by a central difference: the number is
 * moved to both sides, and everything from there to the loss is computed again, in float64
 * whatever the dtype of the run.
 */
import { differenceStep, relativeError, roundingOf, type Slope } from '../ground/differences';
import { plainKernels } from '../kernels/plain';
import { kinkBetween, type Kink } from '../checking/kinks';
import { lossDivisor } from '../functions/losses';
import { exactLossSum, lossTerms, termsOf } from '../functions/lossRounding';
import { createMatrix } from '../ground/matrix';
import {
  activateLayer,
  forward,
  inputOf,
  maskedPass,
  type Network,
  type Pass,
} from '../network/network';
import { penaltyDifference } from '../optimizers/objective';
import type { FloatArray, Matrix } from '../ground/spec';
import type { Place } from './terms/numbers';
import type { PassReader } from './terms/passReader';

export type Difference =
  | {
      kind: 'computed';
      numeric: number;
      relativeError: number;
      /** The number was moved this far to both sides. */
      step: number;
    }
  /** A kink lies between the two: their difference is no derivative. */
  | { kind: 'kink'; kink: Omit<Kink, 'index'> }
  /** It would take longer than anyone waits. */
  | { kind: 'large' };

const KERNELS = plainKernels('float64');
/** Multiplications that may be done for one number: some hundredths of a second. */
const MOST_WORK = 5e7;

/** @returns null for what is no derivative of the loss, or of the objective */
export function differenceAt(pass: PassReader, place: Place, analytic: number): Difference | null {
  const what = movedTensor(place);
  if (what === null) return null;
  if (workOf(pass, place) > MOST_WORK) return { kind: 'large' };
  const moved = new Moved(pass, place, what);
  const step = differenceStep(moved.value, moved.scale);
  const above = moved.to(moved.value + step);
  const below = moved.to(moved.value - step);
  const kink = kinkBetween(moved.spec, above.pass, below.pass, moved.y);
  if (kink) {
    const row = what === 'z' ? place.row : kink.row;
    return { kind: 'kink', kink: { ...kink, layer: kink.layer + place.layer, row } };
  }
  const width = moved.value + step - (moved.value - step);
  const added = penaltyOf(pass, place, moved.value, step);
  const numeric = (above.loss - below.loss) / width + added.slope;
  const apart = Math.abs(numeric - analytic);
  const size = Math.max(Math.abs(numeric), Math.abs(analytic));
  const rounding = roundingOf(Math.max(above.terms, below.terms), width) + added.rounding;
  return {
    kind: 'computed',
    numeric,
    relativeError: relativeError(apart, size, rounding),
    step,
  };
}

/** What the penalty adds to the difference of a penalised gradient. */
function penaltyOf(pass: PassReader, { tensor, layer }: Place, p: number, step: number): Slope {
  const penalties =
    tensor === 'gradW_penalized'
      ? pass.penaltiesOf(layer, 'weights')
      : tensor === 'gradB_penalized'
        ? pass.penaltiesOf(layer, 'biases')
        : null;
  return penalties ? penaltyDifference(penalties, p, step) : { slope: 0, rounding: 0 };
}

type MovedTensor = 'z' | 'weights' | 'biases';

function movedTensor({ tensor }: Place): MovedTensor | null {
  switch (tensor) {
    case 'delta':
      return 'z';
    case 'weights':
    case 'gradW':
    case 'gradW_penalized':
      return 'weights';
    case 'biases':
    case 'gradB':
    case 'gradB_penalized':
      return 'biases';
    default:
      return null;
  }
}

function workOf(pass: PassReader, { tensor, layer }: Place): number {
  const sizes = pass.recording.layers.map(({ weights }) => weights.data.length);
  const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
  const inputs = pass.recording.layers[layer].weights.rows;
  const onTheWay = pass.f32 ? sum(sizes.slice(0, layer + 1)) : inputs;
  const rows = tensor === 'delta' ? 1 : pass.rows;
  return rows * (2 * sum(sizes.slice(layer + 1)) + onTheWay);
}

/** The network from the layer of the number on, with the number at other places. */
class Moved {
  readonly value: number;
  /** Size of what the number is multiplied by. */
  readonly scale: number;
  readonly spec: PassReader['spec'];
  /** The layers from that of the number on. */
  private readonly network: Network;
  /** Rows that the number has a part in, and their targets. */
  readonly y: Matrix;
  private readonly rows: number;
  /** Input and z of the layer, where they are not moved. */
  private readonly input: Matrix;
  private readonly z: Matrix;
  /** Of each layer from that of the number on; they are held fixed. */
  private readonly masks: readonly (Matrix | null)[];

  constructor(
    private readonly reader: PassReader,
    private readonly place: Place,
    private readonly what: MovedTensor,
  ) {
    const { layer, row, col } = place;
    const { model } = reader.spec;
    const { x, y, layers } = reader.recording;
    const own = layers[layer];
    const inputs = own.weights.rows;
    this.spec = { ...reader.spec, model: { ...model, inputs, layers: model.layers.slice(layer) } };
    this.network = { model: this.spec.model, parameters: layers.slice(layer), kernels: KERNELS };
    const rowsOf = (m: Matrix): Matrix => (what === 'z' ? rowOf(m, row) : widened(m));
    this.y = rowsOf(y);
    this.rows = this.y.rows;
    this.input =
      layer === 0
        ? rowsOf(x)
        : rowsOf(reader.f32 ? this.inputsInFloat64() : layers[layer - 1].output);
    this.masks = layers.slice(layer).map(({ mask }) => mask && rowsOf(mask));
    this.z = reader.f32 ? this.weightedSums() : rowsOf(own.z);
    this.value =
      what === 'z' ? this.z.data[col] : reader.value(what, layer, what === 'biases' ? 0 : row, col);
    this.scale = what === 'weights' ? this.largestInput(row) : 1;
  }

  /** Everything from the layer on, with the number at this value. */
  to(value: number): { pass: Pass; loss: number; terms: number } {
    const { network, input, masks, y } = this;
    const { loss } = this.spec;
    const pass = maskedPass(network.model, KERNELS, input, masks);
    const { data: z } = pass.layers[0].z;
    z.set(this.z.data);
    this.moveColumn(z, value);
    activateLayer(network, pass, 0);
    forward(network, pass, 1);
    const factor = loss.scale / lossDivisor(loss, this.reader.rows, y.cols);
    const last = pass.layers.length - 1;
    const sizes = termsOf(inputOf(pass, last), network.parameters[last]);
    return {
      pass,
      loss: factor * exactLossSum(loss.type, pass.outputs, y),
      terms: lossTerms(loss, pass.outputs, y, sizes, this.reader.rows),
    };
  }

  private moveColumn(z: FloatArray, value: number): void {
    const { layer, row, col } = this.place;
    if (this.what === 'z') {
      z[col] = value;
      return;
    }
    const { weights, biases } = this.reader.recording.layers[layer];
    const { cols: inputs, data: x } = this.input;
    const bias = this.what === 'biases' ? value : (biases?.[col] ?? 0);
    for (let r = 0; r < this.rows; r++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) {
        const moved = this.what === 'weights' && i === row;
        sum += x[r * inputs + i] * (moved ? value : weights.data[i * weights.cols + col]);
      }
      z[r * weights.cols + col] = sum + bias;
    }
  }

  private weightedSums(): Matrix {
    const { rows, input } = this;
    const { weights, biases } = this.network.parameters[0];
    const { rows: inputs, cols: units } = weights;
    const z = createMatrix('float64', rows, units);
    KERNELS.affine(input.data, weights.data, biases, z.data, rows, inputs, units);
    return z;
  }

  /** What a float32 run has rounded on the way to the layer, without the roundings. */
  private inputsInFloat64(): Matrix {
    const { reader } = this;
    const { layer } = this.place;
    const { model } = reader.spec;
    const below = { ...model, layers: model.layers.slice(0, layer) };
    const parameters = reader.recording.layers.slice(0, layer);
    const masks = parameters.map(({ mask }) => mask);
    const pass = maskedPass(below, KERNELS, widened(reader.recording.x), masks);
    forward({ model: below, parameters, kernels: KERNELS }, pass);
    return pass.layers[layer - 1].output;
  }

  private largestInput(input: number): number {
    const { cols, data } = this.input;
    let largest = 0;
    for (let at = input; at < data.length; at += cols) {
      largest = Math.max(largest, Math.abs(data[at]));
    }
    return largest;
  }
}

function widened({ rows, cols, data }: Matrix): Matrix {
  return { rows, cols, data: data instanceof Float64Array ? data : Float64Array.from(data) };
}

function rowOf({ cols, data }: Matrix, row: number): Matrix {
  return { rows: 1, cols, data: Float64Array.from(data.subarray(row * cols, (row + 1) * cols)) };
}
