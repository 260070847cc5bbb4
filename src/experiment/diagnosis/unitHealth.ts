/** Finds units that hardly let a gradient through: saturated ones, and relus that are off for every row. */
import type { Recording } from '../../engine/training/run';
import type { ActivationName, Matrix } from '../../engine/ground/spec';

/** How well the units of a layer let gradients through, on the rows of the batch. */
export interface UnitHealth {
  /** Share of all z with |f′(z)| < 0.01; null for activations that do not saturate. */
  saturated: number | null;
  /** Units of relu whose z is ≤ 0 for every row, from 0; null for other activations. */
  dead: number[] | null;
}

/** Below this |f′(z)| a unit counts as saturated. */
const FLAT = 0.01;
/** The slope of these is constant on either side of 0, or belongs to no single unit (softmax). */
const NEVER_SATURATED: readonly ActivationName[] = ['linear', 'relu', 'leaky_relu', 'softmax'];

export function unitHealth(
  activation: ActivationName,
  layer: Pick<Recording['layers'][number], 'z' | 'slope'>,
): UnitHealth {
  const dead = activation === 'relu' ? unitsNeverOn(layer.z) : null;
  if (NEVER_SATURATED.includes(activation)) return { saturated: null, dead };
  return { saturated: layer.slope && shareBelow(layer.slope, FLAT), dead };
}

function shareBelow({ data }: Matrix, limit: number): number {
  let flat = 0;
  for (let i = 0; i < data.length; i++) if (data[i] < limit && data[i] > -limit) flat++;
  return flat / data.length;
}

/** Columns without a number above 0. */
function unitsNeverOn({ data, cols }: Matrix): number[] {
  const on = new Uint8Array(cols);
  for (let i = 0, unit = 0; i < data.length; i++, unit++) {
    if (unit === cols) unit = 0;
    if (!(data[i] <= 0)) on[unit] = 1;
  }
  return Array.from(on.keys()).filter(unit => on[unit] === 0);
}
