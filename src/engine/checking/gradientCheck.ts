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
import { copyParameters } from '../training/convert';
import {
  differenceStep,
  extrapolated,
  GRADIENT_TOLERANCE,
  relativeError,
  roundingOf,
  type Slope,
} from '../ground/differences';
import { kinkBetween, type Kink } from './kinks';
import { plainKernels } from '../kernels/plain';
import { copyMatrix } from '../ground/matrix';
import { isPenalised, penalise, penaltyDifference, type Penalties } from '../optimizers/objective';
import { backward, createGradients } from '../network/network';
import { PerturbedNetwork } from './perturbation';
import {
  parameterPath,
  withGradients,
  type Parameter,
  type ParameterName,
  type ParameterWithGradient,
} from '../ground/parameters';
import type { LayerGradients, LayerParameters } from '../ground/shapes';
import type { LossSpec, Matrix, ModelSpec } from '../ground/spec';

export interface GradientCheckOptions {
  /** Gradients to check in place of the engine's own, in the shapes of the parameters. */
  gradients?: readonly LayerGradients[];
  /** The backward pass that is checked, where no gradients are given; the engine's own. */
  backward?: typeof backward;
  /** What is added to the loss: then the gradients of the objective are checked. */
  penalties?: Penalties | null;
  /** Check at most this many entries of each tensor; Infinity: all. */
  maxPerTensor?: number;
}

export interface CheckedEntry {
  /** [row, col], or [unit] of a bias. */
  index: number[];
  analytic: number;
  numeric: number;
}

export interface CheckedTensor {
  /** `layers.0.weights`, the path of the parameter in what `inspect` prints. */
  name: string;
  layer: number;
  tensor: ParameterName;
  /** Number of its entries. */
  size: number;
  /** Entries that were compared. */
  checked: number;
  /** NaN where no entry could be checked. */
  maxRelativeError: number;
  /** The entries that differ most, the worst one first. */
  worst: CheckedEntry[];
  /** Entries left out because a kink lies within the step. */
  kinks: Kink[];
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
const MOST_WORST = 5;
/** Closer than this by the tensor's size, the truncation of a difference does not matter. */
const CLOSE = GRADIENT_TOLERANCE / 100;
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
  const network = new PerturbedNetwork(spec, copies, copyMatrix(x, 'float64'), targets);
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

/** The entries of one tensor that have been compared so far. */
class TensorCheck {
  readonly size: number;
  /** What is added to the loss for each entry. */
  private readonly penalties: Penalties | null;
  private readonly kinks: Kink[] = [];
  private worst: CheckedEntry[] = [];
  private checked = 0;
  private norm = 0;
  private rounding = 0;

  constructor(
    private readonly network: PerturbedNetwork,
    private readonly parameter: ParameterWithGradient,
    penalties: Penalties | null,
  ) {
    this.penalties = penalties && isPenalised(penalties, parameter) ? penalties : null;
    this.size = parameter.value.length;
    network.beginLayer(parameter.layer);
  }

  compare(entry: number): void {
    const { network, parameter } = this;
    const { layer, tensor, value, gradient } = parameter;
    const index = network.indexOf(layer, tensor, entry);
    const step = differenceStep(value[entry], network.scaleOf(layer, tensor, entry));
    const plain = this.difference(entry, step);
    if ('of' in plain) {
      this.kinks.push({ ...plain, index });
      return;
    }
    this.checked++;
    const analytic = gradient[entry];
    const norm = Math.max(this.norm, Math.abs(plain.slope), Math.abs(analytic));
    const isClose = apart({ analytic, numeric: plain.slope }) <= CLOSE * norm;
    const { slope: numeric, rounding } = isClose ? plain : this.refined(entry, step, plain);
    this.norm = Math.max(this.norm, Math.abs(numeric), Math.abs(analytic));
    this.rounding = Math.max(this.rounding, rounding);
    this.keepWorst({ index, analytic, numeric });
  }

  private difference(entry: number, step: number): Slope | Omit<Kink, 'index'> {
    const { network } = this;
    const { layer, tensor, value } = this.parameter;
    const { above, below, width } = network.move(layer, tensor, entry, step);
    const { terms } = network;
    const kink = kinkBetween(network.spec, network.above, network.below, network.y, layer);
    network.restore(layer, tensor, entry);
    if (kink) return kink;
    const own = { slope: (above - below) / width, rounding: roundingOf(terms, width) };
    if (!this.penalties) return own;
    const added = penaltyDifference(this.penalties, value[entry], step);
    return { slope: own.slope + added.slope, rounding: own.rounding + added.rounding };
  }

  /** Near a minimum the gradient is small and the third derivative is not: half the step tells it. */
  private refined(entry: number, step: number, plain: Slope): Slope {
    const half = this.difference(entry, step / 2);
    return 'of' in half ? plain : extrapolated(half, plain);
  }

  result(): CheckedTensor {
    const { parameter, size, checked, kinks, worst, norm, rounding } = this;
    const { layer, tensor } = parameter;
    const error = worst.length > 0 ? relativeError(apart(worst[0]), norm, rounding) : NaN;
    const name = parameterPath(parameter);
    return { name, layer, tensor, size, checked, maxRelativeError: error, worst, kinks };
  }

  private keepWorst(entry: CheckedEntry): void {
    const { worst } = this;
    if (worst.length === MOST_WORST && apart(entry) <= apart(worst[MOST_WORST - 1])) return;
    this.worst = [...worst, entry].sort((a, b) => apart(b) - apart(a)).slice(0, MOST_WORST);
  }
}

/** What is no number is as far off as can be. */
function apart({ analytic, numeric }: Pick<CheckedEntry, 'analytic' | 'numeric'>): number {
  const distance = Math.abs(analytic - numeric);
  return Number.isNaN(distance) ? Infinity : distance;
}
