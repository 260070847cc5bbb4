/**
 * Central differences (f(θ + h) − f(θ − h)) / 2h, and how far an analytic derivative is from one.
 *
 * The step of a parameter is h = ∛ε / max(1, s), where s is the size of what θ is multiplied by: z
 * moves by ∛ε, which balances truncation (h²) against rounding (ε / h) of functions that bend on a
 * scale of 1, as activations do. Beside a large θ it is √ε · |θ|, so that θ ± h are well apart.
 *
 * The error is the usual one of max norms,
 * |analytic − numeric| / max(|analytic|, |numeric|), with a floor under the denominator: what is
 * so small that rounding leaves a difference fewer than six digits does not count by its rounding.
 */

/** ∛ε: the step that suits a function which bends on a scale of 1. */
export const UNIT_STEP = Math.cbrt(Number.EPSILON);
const SQUARE_ROOT_EPSILON = Math.sqrt(Number.EPSILON);
/** Rounding errors of f, in units of its last place: of a sum over a batch, not of one operation. */
const ROUNDINGS = 8;
/** Digits that a difference must have left. */
const RESOLUTION = 1e-6;

/** Correct gradients of float64 agree far better; a wrong formula differs far more. */
export const GRADIENT_TOLERANCE = 1e-5;

/** @param scale size of what the parameter is multiplied by */
export function differenceStep(parameter: number, scale: number): number {
  return Math.max(UNIT_STEP / Math.max(1, scale), SQUARE_ROOT_EPSILON * Math.abs(parameter));
}

/**
 * What rounding alone can add to the difference of two values of f, `width` apart.
 * @param terms size of what f is made of: what cancels in it leaves its rounding behind
 */
export function roundingOf(terms: number, width: number): number {
  return (ROUNDINGS * Number.EPSILON * terms) / width;
}

/** A central difference, and what rounding can add to it. */
export interface Slope {
  slope: number;
  rounding: number;
}

/** Richardson's: of two differences, one with half the step, one that is wrong by h⁴ only. */
export function extrapolated(half: Slope, whole: Slope): Slope {
  return {
    slope: (4 * half.slope - whole.slope) / 3,
    rounding: (4 * half.rounding + whole.rounding) / 3,
  };
}

/**
 * @param apart |analytic − numeric|, the largest of a tensor; infinite where one is no number
 * @param size max(|analytic|, |numeric|), the largest of the tensor
 * @param rounding see `roundingOf`, the largest of the tensor
 */
export function relativeError(apart: number, size: number, rounding: number): number {
  if (apart === 0) return 0;
  return Number.isFinite(apart) ? apart / Math.max(size, rounding / RESOLUTION) : Infinity;
}
