/** The numbers of one recorded pass, whatever they are called: each is read, never invented. */
import { activate } from '../../functions/activations';
import { isCrossEntropy, readingOf, softmaxProbabilities } from '../../functions/crossEntropy';
import { lossGradient, lossSum } from '../../functions/losses';
import { createMatrix, shapeText } from '../../ground/matrix';
import { isPenalised, type Penalties } from '../../optimizers/objective';
import type { Recording } from '../../training/recording/recording';
import { trains, type ParameterName } from '../../ground/parameters';
import { rounded } from '../../ground/rounding';
import { ShapeError } from '../../ground/shapes';
import { multiplyBySlope } from '../../functions/slopes';
import type { Dtype, FloatArray, LossSpec, Matrix, ModelSpec } from '../../ground/spec';
import type { DerivedTensor, Index, Place } from './numbers';
import type { NumberTerm, Shape } from './term';

/** What was computed, and of what. */
export interface PassSource {
  spec: { model: ModelSpec; loss: LossSpec; dtype: Dtype };
  recording: Recording;
}

export class PassReader {
  readonly spec: PassSource['spec'];
  readonly recording: Recording;
  readonly f32: boolean;
  readonly rows: number;
  readonly last: number;
  private readonly computed = new Map<string, Matrix>();

  constructor({ spec, recording }: PassSource) {
    this.spec = spec;
    this.recording = recording;
    this.f32 = spec.dtype === 'float32';
    this.rows = recording.x.rows;
    this.last = recording.layers.length - 1;
  }

  /** The input of a layer as a product of numbers: x, or the layer below's a and its mask. */
  inputNumbers<I extends Index>(layer: number, row: I, col: I): NumberTerm[] {
    if (layer === 0) return [this.number('x', 0, row, col)];
    const mask = this.maskOf(layer - 1, row, col);
    return [this.number('a', layer - 1, row, col), ...(mask ? [mask] : [])];
  }

  /** What an activation is multiplied by on its way to the next layer; null where nothing is. */
  maskOf<I extends Index>(layer: number, row: I, col: I): NumberTerm | null {
    return this.recording.layers[layer].mask && this.number('mask', layer, row, col);
  }

  activation(layer: number) {
    return this.spec.model.layers[layer].activation;
  }

  /** What the optimiser adds to the loss for this tensor of the layer; null: nothing. */
  penaltiesOf(layer: number, tensor: ParameterName): Penalties | null {
    const { penalties } = this.recording;
    const parameter = { tensor, trains: trains(this.spec.model, layer, tensor) };
    return penalties && isPenalised(penalties, parameter) ? penalties : null;
  }

  /** A number as a part of a formula; NaN where an index runs. */
  number<I extends Index>(tensor: DerivedTensor, layer: number, row: I, col: I): NumberTerm {
    const place: Place<Index> = { tensor, layer, row, col };
    const fixed = typeof row === 'number' && typeof col === 'number';
    const value = fixed ? this.value(tensor, layer, row, col) : NaN;
    return { kind: 'number', place, shape: this.shape(tensor, layer), value };
  }

  shape(tensor: DerivedTensor, layer: number): Shape {
    const { model } = this.spec;
    const { units } = model.layers[layer];
    switch (tensor) {
      case 'x':
        return [this.rows, model.inputs];
      case 'weights':
      case 'gradW':
      case 'gradW_penalized':
        return [layer === 0 ? model.inputs : model.layers[layer - 1].units, units];
      case 'biases':
      case 'gradB':
      case 'gradB_penalized':
        return [1, units];
      case 'rowLoss':
        return [this.rows, 1];
      case 'loss':
        return [1, 1];
      default:
        return [this.rows, units];
    }
  }

  value(tensor: DerivedTensor, layer: number, row: number, col: number): number {
    if (tensor === 'gradA' && layer < this.last) return this.sumOfDeltas(layer, row, col);
    if (tensor === 'loss') return this.recording.loss;
    const matrix = this.matrix(tensor, layer);
    return matrix ? matrix.data[row * matrix.cols + col] : NaN;
  }

  /** @throws ShapeError in one sentence, where there is no such number */
  check({ tensor, layer, row, col }: Place): void {
    if (!(layer >= 0 && layer <= this.last)) {
      throw new ShapeError(`The network has ${this.last + 1} layers; there is no ${layer + 1}.`);
    }
    const [rows, cols] = this.shape(tensor, layer);
    const inside = row >= 0 && row < rows && col >= 0 && col < cols;
    const computed = tensor === 'gradA' || tensor === 'loss';
    if (!computed && !this.matrix(tensor, layer)) {
      throw new ShapeError(`Layer ${layer + 1} has no ${tensor}.`);
    }
    if (inside) return;
    throw new ShapeError(
      `${tensor} of layer ${layer + 1} has the shape ${shapeText(rows, cols)}: ` +
        `there is no row ${row + 1}, column ${col + 1}.`,
    );
  }

  /** The whole tensor, where it is one; null where this network has none. */
  matrix(tensor: DerivedTensor, layer: number): Matrix | null {
    const { x, y, layers } = this.recording;
    switch (tensor) {
      case 'x':
        return x;
      case 'y':
        return y;
      case 'biases':
        return asRow(layers[layer].biases);
      case 'gradB':
        return asRow(layers[layer].gradB);
      case 'gradB_penalized':
        return asRow(layers[layer].gradB_penalized);
      case 'slope':
        return this.activation(layer) === 'softmax' ? null : this.slopes(layer);
      case 'gradA':
        return isCrossEntropy(this.spec.loss.type) ? null : this.outputSlopes();
      case 'probability':
        return this.probabilities();
      case 'rowLoss':
        return this.rowLosses();
      case 'loss':
        return null;
      default:
        return layers[layer][tensor];
    }
  }

  private slopes(layer: number): Matrix {
    return this.once(`slope ${layer}`, () => {
      const { z, a } = this.recording.layers[layer];
      const slopes = createMatrix(this.spec.dtype, z.rows, z.cols);
      slopes.data.fill(1);
      multiplyBySlope(this.activation(layer), z, a, slopes);
      return slopes;
    });
  }

  /** ∂L/∂a of the outputs: ∂L/∂z as if z were the output itself. */
  private outputSlopes(): Matrix {
    return this.once('gradA', () => {
      const { z, a } = this.recording.layers[this.last];
      const slopes = createMatrix(this.spec.dtype, a.rows, a.cols);
      lossGradient(this.spec.loss, { activation: 'linear', z, a }, this.recording.y, slopes);
      return slopes;
    });
  }

  /** What the cross-entropies make of outputs that are not what they want; see crossEntropy.ts. */
  private probabilities(): Matrix | null {
    const { type } = this.spec.loss;
    if (!isCrossEntropy(type)) return null;
    const reading = readingOf(this.activation(this.last));
    const mixed = type === 'binary_cross_entropy' && reading === 'softmax';
    if (reading !== 'logits' && !mixed) return null;
    return this.once('probability', () => {
      const { z, a } = this.recording.layers[this.last];
      if (mixed) return softmaxProbabilities(z);
      const p = createMatrix(this.spec.dtype, a.rows, a.cols);
      activate(type === 'cross_entropy' ? 'softmax' : 'sigmoid', a, p);
      return p;
    });
  }

  private rowLosses(): Matrix {
    return this.once('rowLoss', () => {
      const { z, a } = this.recording.layers[this.last];
      const activation = this.activation(this.last);
      const losses = createMatrix(this.spec.dtype, this.rows, 1);
      for (let r = 0; r < this.rows; r++) {
        const out = { activation, z: rowOf(z, r), a: rowOf(a, r) };
        losses.data[r] = lossSum(this.spec.loss.type, out, rowOf(this.recording.y, r));
      }
      return losses;
    });
  }

  /** ∂L/∂a of a hidden unit, which the backward pass computes on its way to delta. */
  private sumOfDeltas(layer: number, row: number, col: number): number {
    const { delta, weights } = this.recording.layers[layer + 1];
    const { cols } = weights;
    let sum = 0;
    for (let k = 0; k < cols; k++) {
      const product = delta.data[row * cols + k] * weights.data[col * cols + k];
      sum = rounded(sum + rounded(product, this.f32), this.f32);
    }
    const mask = this.maskOf(layer, row, col);
    return mask ? rounded(sum * mask.value, this.f32) : sum;
  }

  private once(key: string, compute: () => Matrix): Matrix {
    const known = this.computed.get(key) ?? compute();
    this.computed.set(key, known);
    return known;
  }
}

function asRow(values: FloatArray | null): Matrix | null {
  return values && { rows: 1, cols: values.length, data: values };
}

function rowOf({ cols, data }: Matrix, row: number): Matrix {
  return { rows: 1, cols, data: data.subarray(row * cols, (row + 1) * cols) };
}
