/** A network with one parameter moved up and down, for finite differences. All in float64. */
import { plainKernels } from '../kernels/plain';
import { lossDivisor } from '../functions/losses';
import { exactLossSum, lossTerms, termsOf } from '../functions/lossRounding';
import { multiplyByMask } from '../network/masks/masks';
import { forward, inputOf, maskedPass, type Network, type Pass } from '../network/network';
import type { ParameterName } from '../ground/parameters';
import type { LayerParameters } from '../ground/shapes';
import type { FloatArray, LossSpec, Matrix, ModelSpec } from '../ground/spec';

const KERNELS = plainKernels('float64');

export class PerturbedNetwork {
  readonly network: Network;
  /** The pass at the parameters as they are, and those with one of them moved. */
  readonly base: Pass;
  readonly above: Pass;
  readonly below: Pass;
  private outputTerms: Matrix | null = null;
  /** Per layer and input, the largest |aPrev| of all rows. */
  private readonly inputSizes: Float64Array[] = [];

  /**
   * @param parameters in float64; each is put back after it was moved
   * @param x [rows, inputs]
   * @param y [rows, outputs]
   * @param masks of each layer, [rows, units], which are held fixed; null: as when evaluating
   */
  constructor(
    readonly spec: { model: ModelSpec; loss: LossSpec },
    private readonly parameters: readonly LayerParameters[],
    x: Matrix,
    readonly y: Matrix,
    masks: readonly (Matrix | null)[] | null = null,
  ) {
    const { model } = spec;
    this.network = { model, parameters, kernels: KERNELS };
    const pass = (): Pass => maskedPass(model, KERNELS, x, masks);
    [this.base, this.above, this.below] = [pass(), pass(), pass()];
  }

  /** The pass at the parameters as they are. */
  begin(): void {
    forward(this.network, this.base);
    const last = this.parameters.length - 1;
    const { base, parameters } = this;
    this.outputTerms = termsOf(inputOf(base, last), parameters[last]);
    parameters.forEach((_, layer) => this.inputSizes.push(columnSizes(inputOf(base, layer))));
  }

  /** Parameters of this layer are moved from here on: whatever is before it stays as it is. */
  beginLayer(layer: number): void {
    const { z, a } = this.base.layers[layer];
    for (const pass of [this.above, this.below]) {
      pass.layers[layer].z.data.set(z.data);
      pass.layers[layer].a.data.set(a.data);
    }
  }

  values(layer: number, tensor: ParameterName): FloatArray {
    const { weights, biases } = this.parameters[layer];
    return tensor === 'weights' ? weights.data : (biases ?? new Float64Array(0));
  }

  /** [row, col], or [unit] of a bias. */
  indexOf(layer: number, tensor: ParameterName, entry: number): number[] {
    const { cols } = this.parameters[layer].weights;
    return tensor === 'weights' ? [Math.floor(entry / cols), entry % cols] : [entry];
  }

  /** The size of what the parameter is multiplied by. */
  scaleOf(layer: number, tensor: ParameterName, entry: number): number {
    if (tensor === 'biases') return 1;
    return this.inputSizes[layer][this.indexOf(layer, tensor, entry)[0]];
  }

  /** Multiplications that `move` takes for a parameter of this layer. */
  costOf(layer: number): number {
    const sizes = this.parameters.slice(layer).map(({ weights }) => weights);
    const [own, ...later] = sizes;
    const products = later.reduce((sum, { rows, cols }) => sum + rows * cols, own.rows);
    return 2 * this.base.rows * products;
  }

  /**
   * Fills `above` and `below` from this layer on, with the parameter moved by ± step.
   * @returns both losses, and the distance of the two parameters as float64 has it
   */
  move(layer: number, tensor: ParameterName, entry: number, step: number) {
    const values = this.values(layer, tensor);
    const kept = values[entry];
    const unit = this.indexOf(layer, tensor, entry).at(-1) ?? 0;
    values[entry] = kept + step;
    const high = values[entry];
    const above = this.lossFrom(this.above, layer, unit);
    values[entry] = kept - step;
    const low = values[entry];
    const below = this.lossFrom(this.below, layer, unit);
    values[entry] = kept;
    return { above, below, width: high - low };
  }

  /** Size of what the two losses of the last `move` are made of, see lossRounding.ts. */
  get terms(): number {
    const { outputTerms: terms, spec, above, below, y } = this;
    if (!terms) return 0;
    return Math.max(
      lossTerms(spec.loss, above.outputs, y, terms),
      lossTerms(spec.loss, below.outputs, y, terms),
    );
  }

  /** The unit's z and a of the layer as they were before `move`. */
  restore(layer: number, tensor: ParameterName, entry: number): void {
    const unit = this.indexOf(layer, tensor, entry).at(-1) ?? 0;
    const { activation } = this.spec.model.layers[layer];
    const { z, a } = this.base.layers[layer];
    for (const pass of [this.above, this.below]) {
      copyColumn(z, pass.layers[layer].z, unit);
      if (activation === 'softmax') pass.layers[layer].a.data.set(a.data);
      else copyColumn(a, pass.layers[layer].a, unit);
    }
  }

  /** Computes one unit of the layer again, and all layers after it. */
  private lossFrom(pass: Pass, layer: number, unit: number): number {
    this.computeUnit(pass, layer, unit);
    forward(this.network, pass, layer + 1);
    return this.loss(pass);
  }

  private computeUnit(pass: Pass, layer: number, unit: number): void {
    const { z, a, mask, output } = pass.layers[layer];
    const { weights, biases } = this.parameters[layer];
    const input = inputOf(this.base, layer);
    for (let row = 0; row < pass.rows; row++) {
      let sum = 0;
      for (let i = 0; i < weights.rows; i++) {
        sum += input.data[row * weights.rows + i] * weights.data[i * weights.cols + unit];
      }
      z.data[row * z.cols + unit] = sum + (biases ? biases[unit] : 0);
    }
    const { activation } = this.spec.model.layers[layer];
    if (activation === 'softmax') KERNELS.activate(activation, z, a);
    else activateColumn(activation, z, a, unit);
    if (mask) multiplyByMask(a, mask, output);
  }

  private loss(pass: Pass): number {
    const { loss } = this.spec;
    const sum = exactLossSum(loss.type, pass.outputs, this.y);
    return (loss.scale * sum) / lossDivisor(loss, pass.rows, this.y.cols);
  }
}

function activateColumn(
  activation: Parameters<typeof KERNELS.activate>[0],
  z: Matrix,
  a: Matrix,
  column: number,
): void {
  const { rows, cols } = z;
  const before: Matrix = { rows, cols: 1, data: new Float64Array(rows) };
  for (let row = 0; row < rows; row++) before.data[row] = z.data[row * cols + column];
  const after: Matrix = { rows, cols: 1, data: new Float64Array(rows) };
  KERNELS.activate(activation, before, after);
  for (let row = 0; row < rows; row++) a.data[row * cols + column] = after.data[row];
}

function copyColumn(from: Matrix, to: Matrix, column: number): void {
  for (let i = column; i < from.data.length; i += from.cols) to.data[i] = from.data[i];
}

/** The largest |value| of each column. */
function columnSizes({ rows, cols, data }: Matrix): Float64Array {
  const sizes = new Float64Array(cols);
  for (let i = 0; i < rows * cols; i++) {
    sizes[i % cols] = Math.max(sizes[i % cols], Math.abs(data[i]));
  }
  return sizes;
}
