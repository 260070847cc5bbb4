/**
 * Gradient check: backpropagation against central differences
 * (L(θ + h) − L(θ − h)) / 2h, both in float64 whatever the dtype of the run, so that what is
 * tested is the formula and not its rounding.
 *
 * The step is h = ∛ε · max(1, |θ|), which balances truncation (h²) against rounding (ε / h).
 * The error of a tensor is max |analytic − numeric| / max(|analytic|, |numeric|) over its
 * largest entries (max norms), so that entries near 0 do not count by their own rounding.
 * Where a kink lies between θ − h and θ + h the difference is no derivative: such entries are
 * named and left out.
 */
import { copyParameters } from './convert';
import { plainKernels } from './kernels/plain';
import { lossDivisor, lossSum } from './losses';
import { copyMatrix } from './matrix';
import {
  backward,
  createGradients,
  createPass,
  forward,
  type LayerGradients,
  type Network,
  type Pass,
} from './network';
import { kinkBetween, type Kink } from './kinks';
import type { LayerParameters } from './shapes';
import type { FloatArray, LossSpec, Matrix, ModelSpec } from './spec';

export interface GradientCheckOptions {
  /** Gradients to check in place of the engine's own, in the shapes of the parameters. */
  gradients?: readonly LayerGradients[];
  /** Check at most this many entries of each tensor, evenly spread; Infinity: all. */
  maxPerTensor?: number;
}

export interface CheckedTensor {
  /** `layers.0.weights`, the path of the parameter in what `inspect` prints. */
  name: string;
  layer: number;
  tensor: 'weights' | 'biases';
  /** NaN where no entry could be checked. */
  maxRelativeError: number;
  /** The entry that differs most; its index is [row, col], or [unit] of a bias. */
  worst: { index: number[]; analytic: number; numeric: number } | null;
  checked: number;
  /** Entries left out because a kink lies within the step. */
  kinks: Kink[];
}

export interface GradientCheck {
  maxRelativeError: number;
  parameters: CheckedTensor[];
}

/** A derivative is checked by the plainest code there is. */
const KERNELS = plainKernels('float64');
/** Every entry costs two forward passes: this many of a large tensor take seconds, not hours. */
const MAX_PER_TENSOR = 1000;
const CUBE_ROOT_EPSILON = Math.cbrt(Number.EPSILON);

/** Checks ∂L/∂W and ∂L/∂b of every layer for one batch; x is [rows, inputs], y [rows, outputs]. */
export function checkGradients(
  spec: { model: ModelSpec; loss: LossSpec },
  parameters: readonly LayerParameters[],
  x: Matrix,
  y: Matrix,
  options: GradientCheckOptions = {},
): GradientCheck {
  const copies = parameters.map(p => copyParameters(p, KERNELS));
  const checker = new Checker(spec, copies, copyMatrix(x, 'float64'), copyMatrix(y, 'float64'));
  const tensors = checker.checkAll(
    options.gradients ?? checker.backpropagated(),
    options.maxPerTensor ?? MAX_PER_TENSOR,
  );
  const errors = tensors.filter(tensor => tensor.checked > 0).map(t => t.maxRelativeError);
  return { maxRelativeError: Math.max(0, ...errors), parameters: tensors };
}

class Checker {
  private readonly network: Network;
  private readonly above: Pass;
  private readonly below: Pass;

  constructor(
    private readonly spec: { model: ModelSpec; loss: LossSpec },
    private readonly parameters: readonly LayerParameters[],
    x: Matrix,
    private readonly y: Matrix,
  ) {
    this.network = { model: spec.model, parameters, kernels: KERNELS };
    this.above = { ...createPass(spec.model, KERNELS, x.rows), x };
    this.below = { ...createPass(spec.model, KERNELS, x.rows), x };
  }

  backpropagated(): LayerGradients[] {
    const gradients = createGradients(this.spec.model, KERNELS);
    forward(this.network, this.above);
    backward(this.network, this.spec.loss, this.above, this.y, gradients);
    return gradients;
  }

  checkAll(gradients: readonly LayerGradients[], maxPerTensor: number): CheckedTensor[] {
    return this.parameters.flatMap(({ weights, biases }, layer) => {
      const { weights: gradW, biases: gradB } = gradients[layer];
      const kernel = this.check(layer, 'weights', weights.data, gradW.data, maxPerTensor);
      if (!biases || !gradB) return [kernel];
      return [kernel, this.check(layer, 'biases', biases, gradB, maxPerTensor)];
    });
  }

  private check(
    layer: number,
    tensor: CheckedTensor['tensor'],
    values: FloatArray,
    analytic: FloatArray,
    maxPerTensor: number,
  ): CheckedTensor {
    const cols = tensor === 'weights' ? this.parameters[layer].weights.cols : 0;
    const indexOf = (i: number): number[] =>
      tensor === 'weights' ? [Math.floor(i / cols), i % cols] : [i];
    const count = Math.min(values.length, maxPerTensor);
    const kinks: Kink[] = [];
    let worst: CheckedTensor['worst'] = null;
    let difference = 0;
    let size = 0;
    for (let k = 0; k < count; k++) {
      const i = Math.floor((k * values.length) / count);
      const numeric = this.slope(values, i);
      const kink = kinkBetween(this.spec, this.above, this.below, this.y);
      if (kink) {
        kinks.push({ ...kink, index: indexOf(i) });
        continue;
      }
      size = Math.max(size, Math.abs(numeric), Math.abs(analytic[i]));
      const apart = Math.abs(numeric - analytic[i]);
      if (worst === null || !(apart <= difference)) {
        difference = apart;
        worst = { index: indexOf(i), analytic: analytic[i], numeric };
      }
    }
    const checked = count - kinks.length;
    const maxRelativeError = checked === 0 ? NaN : size === 0 ? 0 : difference / size;
    const name = `layers.${layer}.${tensor}`;
    return { name, layer, tensor, maxRelativeError, worst, checked, kinks };
  }

  /** Central difference of the loss by one parameter, which is put back. */
  private slope(values: FloatArray, i: number): number {
    const kept = values[i];
    const h = CUBE_ROOT_EPSILON * Math.max(1, Math.abs(kept));
    values[i] = kept + h;
    const high = values[i];
    const above = this.loss(this.above);
    values[i] = kept - h;
    const low = values[i];
    const below = this.loss(this.below);
    values[i] = kept;
    return (above - below) / (high - low);
  }

  private loss(pass: Pass): number {
    const { loss } = this.spec;
    forward(this.network, pass);
    const sum = lossSum(loss.type, pass.outputs, this.y);
    return (loss.scale * sum) / lossDivisor(loss, pass.rows, this.y.cols);
  }
}
