/**
 * The error function, to about 1 ulp of float64.
 * W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969):
 * one rational approximation for |x| ≤ 0.46875 and one beyond. Cody's third, from 4 on, is for erfc:
 * there 1 − erf(x) is below 2e-8, of which the second has more digits than a 1 beside it can show.
 */
const NEAR_P = [
  1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2,
  3.20937758913846947e3,
];
const NEAR_Q = [
  1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3,
];
const MIDDLE_P = [
  2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1,
  2.98635138197400131e2, 8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3,
  1.23033935479799725e3,
];
const MIDDLE_Q = [
  1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
  3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
];

export function erf(x: number): number {
  const y = Math.abs(x);
  if (y <= 0.46875) return x * ratio(NEAR_P, NEAR_Q, y * y);
  if (y > 6) return Math.sign(x);
  const complement = Math.exp(-y * y) * ratio(MIDDLE_P, MIDDLE_Q, y);
  return x > 0 ? 1 - complement : complement - 1;
}

/** P(x) / Q(x), coefficients from the highest power down. */
function ratio(p: readonly number[], q: readonly number[], x: number): number {
  let numerator = p[0];
  let denominator = q[0];
  for (let i = 1; i < p.length; i++) {
    numerator = numerator * x + p[i];
    denominator = denominator * x + q[i];
  }
  return numerator / denominator;
}
