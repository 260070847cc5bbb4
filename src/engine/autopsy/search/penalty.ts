/** Weight decay in gradients: gradW = inputᵀ · delta + λ·W, with the same λ in all layers. */
import { penaltyMissing } from '../catalogue/others';
import { dot, plus } from '../ground/products';
import type { Numbers, Observed } from '../ground/given';
import type { Precision } from '../ground/precision';
import type { State } from './found';

/** λ > 0 with which made + λ · parameters comes nearest to the observed; null: there is none. */
export function penaltyBetween(
  made: Numbers,
  parameters: Numbers,
  { values }: Observed,
): number | null {
  const lambda = dot(parameters, plus(values, made, -1)) / dot(parameters, parameters);
  return lambda > 0 && Number.isFinite(lambda) ? lambda : null;
}

/** The k of observed = k · made + λ · parameters with the least squares; NaN where any will do. */
export function scaleBeside(made: Numbers, parameters: Numbers, { values }: Observed): number {
  const [mm, mp, pp] = [dot(made, made), dot(made, parameters), dot(parameters, parameters)];
  const [mo, po] = [dot(made, values), dot(parameters, values)];
  return (mo * pp - po * mp) / (mm * pp - mp * mp);
}

const SAME = { float64: 1e-6, float32: 1e-3, rounded: 0.1 };

/** Told of the layers whose weights are not decayed, where those of others are. */
export function withMissingPenalties(state: State, { kind }: Precision): State {
  const decayed = state.penalties.filter(({ lambda }) => lambda > 0);
  if (decayed.length === 0) return state;
  const [{ lambda }] = decayed;
  const isOne = decayed.every(each => Math.abs(each.lambda / lambda - 1) <= SAME[kind]);
  const found = state.penalties
    .filter(each => each.lambda === 0)
    .map(({ layer }) => ({
      mistake: penaltyMissing,
      form: penaltyMissing.forms[0],
      site: layer,
      layer,
    }));
  const cost = state.cost + found.length + (isOne ? 0 : UNEQUAL);
  return { ...state, cost, found: [...state.found, ...found] };
}

/** Two values of λ are as good as no explanation. */
const UNEQUAL = 10;
