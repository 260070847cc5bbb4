/**
 * Exact products of the loss's Hessian with vectors, forward over reverse: what moves along with the
 * parameters is carried forward and back once (Pearlmutter, Fast exact multiplication by the Hessian,
 * 1994). All in float64.
 *
 *   Rz = Ra·W + a·V + Vᵇ      Ra = f′(z) Rz       for each layer, a and Ra of the layer below
 *   R(gradW) = Raᵀ·δ + aᵀ·Rδ  R(gradB) = Σ rows of Rδ
 *   R(∂L/∂a) = Rδ·Wᵀ + δ·Vᵀ   one layer down
 */
import { plainKernels } from '../kernels/plain';
import { createMatrix } from '../ground/matrix';
import type { LayerGradients, LayerParameters } from '../ground/shapes';
import type { Dataset, LossSpec, Matrix, ModelSpec } from '../ground/spec';
import {
  backward,
  createGradients,
  createPass,
  forward,
  inputOf,
  type Pass,
} from '../network/network';
import { outputTangent } from './outputTangent';
import { backwardTangent, tangent } from './secondSlopes';

const KERNELS = plainKernels('float64');

export class HessianVector {
  private readonly pass: Pass;
  /** ∂L/∂a of each layer but the last. */
  private readonly gradients: Matrix[] = [];

  /**
   * @param spec of which dropout is left out, as when evaluating
   * @param parameters in float64
   * @param data x [rows, inputs] and y [rows, outputs], in float64
   */
  constructor(
    private readonly spec: { model: ModelSpec; loss: LossSpec },
    readonly parameters: readonly LayerParameters[],
    private readonly data: Dataset,
  ) {
    const { model, loss } = spec;
    const { x, y } = data;
    const network = { model, parameters, kernels: KERNELS };
    this.pass = createPass(model, KERNELS, x.rows, { x });
    forward(network, this.pass);
    backward(network, loss, this.pass, y, createGradients(model, KERNELS));
    for (let i = 1; i < model.layers.length; i++) {
      const { weights } = parameters[i];
      const { delta } = this.pass.layers[i];
      this.gradients.push(throughWeights(delta, weights));
    }
  }

  /** H·v: vectors have the shapes of the parameters. */
  times(v: readonly LayerGradients[]): LayerGradients[] {
    const { model, loss } = this.spec;
    const { pass, parameters } = this;
    const rz: Matrix[] = [];
    const ra: (Matrix | null)[] = [null];
    for (const [i, { activation }] of model.layers.entries()) {
      const { z, a } = pass.layers[i];
      rz.push(this.forwardTangent(i, v[i], ra[i]));
      ra.push(tangent(activation, z, a, rz[i]));
    }
    const product = createGradients(model, KERNELS);
    let rDelta = outputTangent(loss, pass.outputs, this.data.y, rz[rz.length - 1]);
    for (let i = model.layers.length - 1; i >= 0; i--) {
      this.gradientTangent(i, rDelta, ra[i], product[i]);
      if (i === 0) break;
      const below = pass.layers[i - 1];
      const rGradient = throughWeights(rDelta, parameters[i].weights);
      add(rGradient, throughWeights(pass.layers[i].delta, v[i].weights));
      const { z, a } = below;
      rDelta = backwardTangent(model.layers[i - 1].activation, {
        ...{ z, a, gradient: this.gradients[i - 1] },
        ...{ rz: rz[i - 1], ra: ra[i] ?? rz[i - 1], rGradient },
      });
    }
    return product;
  }

  private forwardTangent(i: number, v: LayerGradients, ra: Matrix | null): Matrix {
    const input = inputOf(this.pass, i);
    const { weights } = this.parameters[i];
    const { rows: inputs, cols: units } = weights;
    const rz = createMatrix('float64', input.rows, units);
    KERNELS.affine(input.data, v.weights.data, v.biases, rz.data, input.rows, inputs, units);
    if (ra) {
      const moved = createMatrix('float64', input.rows, units);
      KERNELS.affine(ra.data, weights.data, null, moved.data, input.rows, inputs, units);
      add(rz, moved);
    }
    return rz;
  }

  private gradientTangent(
    i: number,
    rDelta: Matrix,
    ra: Matrix | null,
    { weights, biases }: LayerGradients,
  ): void {
    const input = inputOf(this.pass, i);
    const { rows: inputs, cols: units } = weights;
    KERNELS.gradWeights(input.data, rDelta.data, weights.data, input.rows, inputs, units);
    if (biases) KERNELS.gradBiases(rDelta.data, biases, input.rows, units);
    if (!ra) return;
    const moved = createMatrix('float64', inputs, units);
    const { delta } = this.pass.layers[i];
    KERNELS.gradWeights(ra.data, delta.data, moved.data, input.rows, inputs, units);
    add(weights, moved);
  }
}

/** d·Wᵀ */
function throughWeights(d: Matrix, { rows: inputs, cols: units, data }: Matrix): Matrix {
  const out = createMatrix('float64', d.rows, inputs);
  KERNELS.gradInput(d.data, data, out.data, d.rows, inputs, units);
  return out;
}

function add(to: Matrix, from: Matrix): void {
  for (let i = 0; i < to.data.length; i++) to.data[i] += from.data[i];
}
