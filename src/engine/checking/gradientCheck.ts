/**
 * Gradient check: backpropagation against central differences (L(θ + h) − L(θ − h)) / 2h, in float64
 * whatever the dtype of the run, so that what is tested is the formula and not its rounding; see
 * differences.ts for the step and for the error, which is taken of each tensor by max norms.
 *
 * Of a large tensor only a part is checked: entries spread over all rows and columns of it. A
 * parameter moves the z of one unit; only that unit and the layers above it are computed again.
 * Where a kink lies between θ − h and θ + h the difference is no derivative: such entries are
 * named and left out.
 */
import { GRADIENT_TOLERANCE } from '../ground/differences';
import { copyMatrix } from '../ground/matrix';
import { withGradients, type Parameter } from '../ground/parameters';
import type { LayerGradients, LayerParameters } from '../ground/shapes';
import type { LossSpec, Matrix, ModelSpec } from '../ground/spec';
import { plainKernels } from '../kernels/plain';
import { backward, createGradients } from '../network/network';
import { penalise, type Penalties } from '../optimizers/objective';
import { copyParameters } from '../training/convert';
import { PerturbedNetwork } from './perturbation';
import { TensorCheck, type CheckedTensor } from './tensorCheck';

export interface GradientCheckOptions {
  /** Gradients to check in place of the engine's own, in the shapes of the parameters. */
  gradients?: readonly LayerGradients[];
  /** The backward pass that is checked, where no gradients are given; the engine's own. */
  backward?: typeof backward;
  /** What is added to the loss: then the gradients of the objective are checked. */
  penalties?: Penalties | null;
  /** The masks of each layer, [rows, units], held fixed; null: the network as it is evaluated. */
  masks?: readonly (Matrix | null)[] | null;
  /** Check at most this many entries of each tensor; Infinity: all. */
  maxPerTensor?: number;
}

export interface GradientCheck {
  /** Whose gradients these are: with penalties those of the objective, see objective.ts. */
  of: 'loss' | 'objective';
  /** NaN where nothing could be compared: that says nothing. */
  maxRelativeError: number;
  parameters: CheckedTensor[];
}

/** A derivative is checked by the plainest code there is. */
const KERNELS = plainKernels('float64');
/** More entries of a tensor say nothing new. */
const MOST_ENTRIES = 1000;
const FEWEST_ENTRIES = 20;
/** Multiplications that a tensor may take: about a second. */
const WORK = 4e8;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Checks ∂L/∂W and ∂L/∂b of every layer for one batch; x is [rows, inputs], y [rows, outputs]. */
export function checkGradients(...args: Parameters<typeof gradientCheckSteps>): GradientCheck {
  return finished(gradientCheckSteps(...args));
}

/** The check, without a pause. */
export function finished(steps: ReturnType<typeof gradientCheckSteps>): GradientCheck {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** How far a check has come. */
export interface CheckProgress {
  done: number;
  total: number;
}

/** The same, entry by entry, so that the caller can do other work in between. */
export function* gradientCheckSteps(
  spec: { model: ModelSpec; loss: LossSpec },
  parameters: readonly LayerParameters[],
  x: Matrix,
  y: Matrix,
  options: GradientCheckOptions = {},
): Generator<CheckProgress, GradientCheck> {
  const copies = parameters.map(p => copyParameters(p, KERNELS));
  const targets = copyMatrix(y, 'float64');
  const inputs = copyMatrix(x, 'float64');
  const network = new PerturbedNetwork(spec, copies, inputs, targets, options.masks);
  network.begin();
  const gradients =
    options.gradients?.map(each => copyParameters(each, KERNELS)) ??
    backpropagated(network, options.backward ?? backward);
  const { model } = spec;
  const penalties = options.penalties ?? null;
  if (penalties) penalise(penalties, model, copies, gradients);
  const plans = withGradients(model, copies, gradients);
  const counts = plans.map(plan => entriesOf(network, plan, options.maxPerTensor));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  const tensors: CheckedTensor[] = [];
  for (const [at, parameter] of plans.entries()) {
    const check = new TensorCheck(network, parameter, penalties);
    for (const entry of spreadEntries(check.size, counts[at])) {
      check.compare(entry);
      yield { done: ++done, total };
    }
    tensors.push(check.result());
  }
  const errors = tensors.filter(({ checked }) => checked > 0).map(t => t.maxRelativeError);
  const maxRelativeError = errors.length > 0 ? Math.max(...errors) : NaN;
  return { of: penalties ? 'objective' : 'loss', maxRelativeError, parameters: tensors };
}

/**
 * Where a wrong backward pass starts: it goes from the output to the input, and whatever is wrong
 * spreads to all layers before. The wrong tensors of the last layer that has any; empty: all agree.
 */
export function whereErrorsStart(
  { parameters }: GradientCheck,
  tolerance = GRADIENT_TOLERANCE,
): CheckedTensor[] {
  const wrong = parameters.filter(({ maxRelativeError }) => maxRelativeError > tolerance);
  const last = Math.max(...wrong.map(({ layer }) => layer));
  return wrong.filter(({ layer }) => layer === last);
}

function backpropagated(network: PerturbedNetwork, pass: typeof backward): LayerGradients[] {
  const { spec, base, y } = network;
  const gradients = createGradients(spec.model, KERNELS);
  pass(network.network, spec.loss, base, y, gradients);
  return gradients;
}

function entriesOf(
  network: PerturbedNetwork,
  { layer, value: { length: size } }: Parameter,
  most: number | undefined,
): number {
  if (most !== undefined) return Math.min(size, most);
  const affordable = Math.max(FEWEST_ENTRIES, Math.floor(WORK / network.costOf(layer)));
  return Math.min(size, MOST_ENTRIES, affordable);
}

/**
 * `count` different indices below `size`: one of each equal part, at places that follow no pattern
 * of rows and columns (steps of the golden ratio).
 */
export function* spreadEntries(size: number, count: number): Generator<number> {
  for (let k = 0; k < count; k++) {
    const start = Math.ceil((k * size) / count);
    const end = Math.ceil(((k + 1) * size) / count);
    yield start + Math.floor(((k * GOLDEN) % 1) * (end - start));
  }
}
