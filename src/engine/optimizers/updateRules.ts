/**
 * One update of one parameter tensor p by its gradient g, in PyTorch's order of operations
 * (torch.optim, the single-tensor path), so that the numbers agree to the last digits.
 * In float32 every operation is rounded, constants included. What PyTorch does by addcmul and addcdiv
 * multiplies from the left: (value · x) · y and (value · x) / y. The mean of Adam is that of PyTorch 1;
 * since 2.0 it is m + (1 − β₁)(g − m), which may differ in the last digit.
 */
import type { OptimizerName } from '../ground/optimizers';
import { rounded } from '../ground/rounding';
import type { FloatArray } from '../ground/spec';
import type { UpdateRule } from './rule';

/** sgd with momentum: `buffer` holds the moving sum of gradients, g itself at the first step. */
export function momentumStep(
  p: FloatArray,
  g: FloatArray,
  buffer: FloatArray,
  rate: number,
  momentum: number,
  nesterov: boolean,
  first: boolean,
): void {
  const f32 = p instanceof Float32Array;
  const lr = rounded(rate, f32);
  const m = rounded(momentum, f32);
  for (let i = 0; i < p.length; i++) {
    buffer[i] = first ? g[i] : rounded(m * buffer[i], f32) + g[i];
    const direction = nesterov ? rounded(g[i] + rounded(m * buffer[i], f32), f32) : buffer[i];
    p[i] -= rounded(lr * direction, f32);
  }
}

/** average ← α·average + (1 − α)·g², p ← p − lr·g / (√average + ε); RMSprop, Hinton 2012. */
export function rmspropStep(
  p: FloatArray,
  g: FloatArray,
  average: FloatArray,
  buffer: FloatArray | null,
  rate: number,
  alpha: number,
  eps: number,
  momentum: number,
): void {
  const f32 = p instanceof Float32Array;
  const lr = rounded(rate, f32);
  const m = rounded(momentum, f32);
  decaySquares(average, g, alpha);
  for (let i = 0; i < p.length; i++) {
    const root = rounded(rounded(Math.sqrt(average[i]), f32) + eps, f32);
    if (buffer === null) {
      p[i] -= rounded(rounded(lr * g[i], f32) / root, f32);
    } else {
      buffer[i] = rounded(m * buffer[i], f32) + rounded(g[i] / root, f32);
      p[i] -= rounded(lr * buffer[i], f32);
    }
  }
}

/** sum ← sum + g², p ← p − lr·g / (√sum + ε); Duchi et al. 2011. */
export function adagradStep(
  p: FloatArray,
  g: FloatArray,
  sum: FloatArray,
  rate: number,
  eps: number,
): void {
  const f32 = p instanceof Float32Array;
  const lr = rounded(rate, f32);
  for (let i = 0; i < p.length; i++) {
    sum[i] += rounded(g[i] * g[i], f32);
    const root = rounded(rounded(Math.sqrt(sum[i]), f32) + eps, f32);
    p[i] -= rounded(rounded(lr * g[i], f32) / root, f32);
  }
}

/** Steps in proportion to the running size of earlier steps; Zeiler 2012. */
export function adadeltaStep(
  p: FloatArray,
  g: FloatArray,
  average: FloatArray,
  steps: FloatArray,
  rate: number,
  rho: number,
  eps: number,
): void {
  const f32 = p instanceof Float32Array;
  const lr = rounded(rate, f32);
  decaySquares(average, g, rho);
  const keep = rounded(rho, f32);
  const take = rounded(1 - rho, f32);
  for (let i = 0; i < p.length; i++) {
    const root = rounded(Math.sqrt(rounded(average[i] + eps, f32)), f32);
    const size = rounded(Math.sqrt(rounded(steps[i] + eps, f32)), f32);
    const step = rounded(rounded(size / root, f32) * g[i], f32);
    steps[i] = rounded(keep * steps[i], f32) + rounded(rounded(take * step, f32) * step, f32);
    p[i] -= rounded(lr * step, f32);
  }
}

/** The two moments of Adam: mean ← β₁·mean + (1 − β₁)·g, square ← β₂·square + (1 − β₂)·g². */
export function updateMoments(
  g: FloatArray,
  mean: FloatArray,
  square: FloatArray,
  betas: readonly [number, number],
): void {
  const f32 = g instanceof Float32Array;
  const keep = rounded(betas[0], f32);
  const take = rounded(1 - betas[0], f32);
  for (let i = 0; i < g.length; i++) {
    mean[i] = rounded(keep * mean[i], f32) + rounded(take * g[i], f32);
  }
  decaySquares(square, g, betas[1]);
}

/**
 * p ← p − (lr / (1 − β₁ᵗ)) · mean / (√square / √(1 − β₂ᵗ) + ε), after `updateMoments`;
 * Kingma & Ba 2015.
 * @param t number of this step, from 1
 */
export function adamStep(
  p: FloatArray,
  mean: FloatArray,
  square: FloatArray,
  rate: number,
  betas: readonly [number, number],
  eps: number,
  t: number,
): void {
  const f32 = p instanceof Float32Array;
  const size = rounded(rate / (1 - betas[0] ** t), f32);
  const correction = rounded(Math.sqrt(1 - betas[1] ** t), f32);
  for (let i = 0; i < p.length; i++) {
    const root = rounded(rounded(Math.sqrt(square[i]), f32) / correction, f32);
    p[i] -= rounded(rounded(size * mean[i], f32) / rounded(root + eps, f32), f32);
  }
}

/** How fast NAdam's momentum warms up: the default `momentum_decay` of PyTorch (2.0 and later). */
const WARM_UP = 4e-3;

/** β₁(1 − ½·0.96^(t·ψ)), the momentum of NAdam's step t; Dozat 2016. */
export function nadamMomentum(beta: number, t: number): number {
  return beta * (1 - 0.5 * 0.96 ** (t * WARM_UP));
}

/**
 * Adam with Nesterov momentum, after `updateMoments`.
 * @param product Π of `nadamMomentum` up to and with step t
 */
export function nadamStep(
  p: FloatArray,
  g: FloatArray,
  mean: FloatArray,
  square: FloatArray,
  rate: number,
  betas: readonly [number, number],
  eps: number,
  t: number,
  product: number,
): void {
  const f32 = p instanceof Float32Array;
  const now = nadamMomentum(betas[0], t);
  const next = nadamMomentum(betas[0], t + 1);
  const bySlope = rounded((rate * (1 - now)) / (1 - product), f32);
  const byMean = rounded((rate * next) / (1 - product * next), f32);
  const correction = rounded(1 - betas[1] ** t, f32);
  for (let i = 0; i < p.length; i++) {
    const root = rounded(rounded(Math.sqrt(rounded(square[i] / correction, f32)), f32) + eps, f32);
    p[i] -= rounded(rounded(bySlope * g[i], f32) / root, f32);
    p[i] -= rounded(rounded(byMean * mean[i], f32) / root, f32);
  }
}

/** average ← keep·average + (1 − keep)·g² */
function decaySquares(average: FloatArray, g: FloatArray, keep: number): void {
  const f32 = g instanceof Float32Array;
  const kept = rounded(keep, f32);
  const taken = rounded(1 - keep, f32);
  for (let i = 0; i < g.length; i++) {
    average[i] = rounded(kept * average[i], f32) + rounded(rounded(taken * g[i], f32) * g[i], f32);
  }
}

const adam: UpdateRule = {
  arrays: () => 2,
  update({ p, g, state: [mean, square] }, rate, { spec: { betas, eps }, steps }) {
    updateMoments(g, mean, square, betas);
    adamStep(p, mean, square, rate, betas, eps, steps);
  },
};

export const UPDATE_RULES: Readonly<Record<OptimizerName, UpdateRule>> = {
  sgd: {
    arrays: ({ momentum }) => (momentum === 0 ? 0 : 1),
    update({ p, g, state: [buffer] }, rate, { spec: { momentum, nesterov }, kernels, steps }) {
      if (momentum === 0) kernels.descend(p, g, rate);
      else momentumStep(p, g, buffer, rate, momentum, nesterov, steps === 1);
    },
  },
  rmsprop: {
    arrays: ({ momentum }) => (momentum === 0 ? 1 : 2),
    update({ p, g, state: [average, buffer = null] }, rate, { spec: { alpha, eps, momentum } }) {
      rmspropStep(p, g, average, buffer, rate, alpha, eps, momentum);
    },
  },
  adagrad: {
    arrays: () => 1,
    update({ p, g, state: [sum] }, rate, { spec: { eps } }) {
      adagradStep(p, g, sum, rate, eps);
    },
  },
  adadelta: {
    arrays: () => 2,
    update({ p, g, state: [average, steps] }, rate, { spec: { rho, eps } }) {
      adadeltaStep(p, g, average, steps, rate, rho, eps);
    },
  },
  adam,
  adamw: adam,
  nadam: {
    arrays: () => 2,
    momentum: ({ betas }, step) => nadamMomentum(betas[0], step),
    update({ p, g, state: [mean, square] }, rate, { spec, steps, momentumProduct }) {
      updateMoments(g, mean, square, spec.betas);
      nadamStep(p, g, mean, square, rate, spec.betas, spec.eps, steps, momentumProduct);
    },
  },
};
