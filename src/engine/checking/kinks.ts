/** Places where an activation or a loss has no derivative. */
import type { Pass } from '../network/network';
import type { ActivationName, LossName, LossSpec, Matrix, ModelSpec } from '../ground/spec';

/** A kink between two passes over the same rows. */
export interface Kink {
  /** The parameter that was changed. */
  index: number[];
  /** 0-based; the layer whose z crosses 0, or the last one for a kink of the loss. */
  layer: number;
  row: number;
  unit: number;
  /** The function that has the kink. */
  of: ActivationName | LossName;
}

/** Slope jumps at z = 0. (elu with α = 1 and softsign have a continuous first derivative.) */
const KINKED: readonly ActivationName[] = ['relu', 'leaky_relu', 'selu'];

/**
 * The first element whose kink lies between (or on) its values in the two passes.
 * @param from the first layer in which the passes may differ
 */
export function kinkBetween(
  spec: { model: ModelSpec; loss: LossSpec },
  one: Pass,
  other: Pass,
  y: Matrix,
  from = 0,
): Omit<Kink, 'index'> | null {
  const last = one.layers.length - 1;
  for (let layer = from; layer <= last; layer++) {
    const { activation } = spec.model.layers[layer];
    if (!KINKED.includes(activation)) continue;
    const at = crossing(one.layers[layer].z, other.layers[layer].z, z => z);
    if (at) return { layer, ...at, of: activation };
  }
  const distance = lossKink(spec.loss.type, y);
  const at = distance && crossing(one.layers[last].a, other.layers[last].a, distance);
  return at ? { layer: last, ...at, of: spec.loss.type } : null;
}

/** A function of an output that is 0 at the kink of the loss; null where it has none. */
function lossKink(type: LossName, y: Matrix): ((a: number, i: number) => number) | null {
  if (type === 'mae') return (a, i) => a - y.data[i];
  if (type === 'hinge') return (a, i) => 1 - y.data[i] * a;
  return null;
}

function crossing(
  one: Matrix,
  other: Matrix,
  distance: (value: number, i: number) => number,
): { row: number; unit: number } | null {
  for (let i = 0; i < one.data.length; i++) {
    const from = distance(one.data[i], i);
    const to = distance(other.data[i], i);
    const crosses = from < 0 !== to < 0 || from > 0 !== to > 0;
    if (crosses) return { row: Math.floor(i / one.cols), unit: i % one.cols };
  }
  return null;
}
