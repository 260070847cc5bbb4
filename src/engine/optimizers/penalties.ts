/**
 * What stands between the gradient of the loss and the update, in PyTorch's order: clipping of
 * the gradients first (`clip_grad_norm_`, `clip_grad_value_`), then the optimiser's own penalties.
 */
import { rounded } from '../ground/rounding';
import type { FloatArray } from '../ground/spec';

/** min(1, limit / (‖g‖₂ + 1e-6)) over all trained tensors together. */
export function clippingFactor(gradients: readonly FloatArray[], limit: number): number {
  let sum = 0;
  for (const g of gradients) for (let i = 0; i < g.length; i++) sum += g[i] * g[i];
  return Math.min(1, limit / (Math.sqrt(sum) + 1e-6));
}

/** out ← g · factor, held between −limit and limit. */
export function clip(g: FloatArray, out: FloatArray, factor: number, limit: number): void {
  const f = rounded(factor, g instanceof Float32Array);
  for (let i = 0; i < g.length; i++) out[i] = Math.max(-limit, Math.min(limit, f * g[i]));
}

/** g ← g + decay · p + l1 · sign(p): the gradients of ½·decay·‖p‖² and l1·‖p‖₁ by p. */
export function addPenalties(g: FloatArray, p: FloatArray, decay: number, l1: number): void {
  const f32 = g instanceof Float32Array;
  const d = rounded(decay, f32);
  const l = rounded(l1, f32);
  for (let i = 0; i < g.length; i++) {
    g[i] += rounded(d * p[i], f32);
    g[i] += l * Math.sign(p[i]);
  }
}

/** p ← (1 − amount) · p: weight decay that is no part of the gradient (Loshchilov & Hutter 2019). */
export function shrink(p: FloatArray, amount: number): void {
  const factor = rounded(1 - amount, p instanceof Float32Array);
  for (let i = 0; i < p.length; i++) p[i] *= factor;
}
