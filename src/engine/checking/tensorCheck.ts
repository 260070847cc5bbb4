/** Compares one tensor's gradient with central differences, entry by entry. */
import {
  differenceStep,
  extrapolated,
  GRADIENT_TOLERANCE,
  relativeError,
  roundingOf,
  type Slope,
} from '../ground/differences';
import {
  parameterPath,
  type ParameterName,
  type ParameterWithGradient,
} from '../ground/parameters';
import { isPenalised, penaltyDifference, type Penalties } from '../optimizers/objective';
import { kinkBetween, type Kink } from './kinks';
import type { PerturbedNetwork } from './perturbation';

const MOST_WORST = 5;
/** Closer than this by the tensor's size, the truncation of a difference does not matter. */
const CLOSE = GRADIENT_TOLERANCE / 100;

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

/** The entries of one tensor that have been compared so far. */
export class TensorCheck {
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
