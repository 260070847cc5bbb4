/**
 * The kernels in float32, every product and every sum rounded as NumPy rounds them (what is
 * stored into a Float32Array is rounded by storing it). But for `fround` the text of float64.ts:
 * a unit test holds the two together. Two versions, because one that asks for the dtype inside
 * the loop is up to twice as slow.
 *
 * Sums run in the order of their index, from 0. Four terms are added in one pass, one after
 * another: the same order and the same bits, but a quarter of the passes.
 */
import type { Loops } from './kernels';

const fround = Math.fround;

type Floats = Float32Array;

export const float32Kernels: Loops = { affine, gradWeights, gradBiases, gradInput, descend };

/** Sums this short, or rows this narrow, stay in a register from first to last term. */
const NARROW = 8;

function affine(
  x: Floats,
  w: Floats,
  b: Floats | null,
  z: Floats,
  rows: number,
  inputs: number,
  units: number,
): void {
  for (let r = 0; r < rows; r++) {
    const zr = r * units;
    if (inputs < NARROW) shortSums(x, r * inputs, w, z, zr, inputs, units);
    else longSums(x, r * inputs, w, z, zr, inputs, units);
    if (b !== null) for (let j = 0; j < units; j++) z[zr + j] += b[j];
  }
}

/** One row of x · w, unit after unit. */
function shortSums(
  x: Floats,
  xr: number,
  w: Floats,
  z: Floats,
  zr: number,
  inputs: number,
  units: number,
): void {
  for (let j = 0; j < units; j++) {
    let sum = 0;
    for (let k = 0, p = j; k < inputs; k++, p += units) {
      sum = fround(sum + fround(x[xr + k] * w[p]));
    }
    z[zr + j] = sum;
  }
}

/** One row of x · w, four inputs at a time; inputs that are zero add nothing. */
function longSums(
  x: Floats,
  xr: number,
  w: Floats,
  z: Floats,
  zr: number,
  inputs: number,
  units: number,
): void {
  for (let j = 0; j < units; j++) z[zr + j] = 0;
  let k = 0;
  for (; k + 4 <= inputs; k += 4) {
    const x0 = x[xr + k];
    const x1 = x[xr + k + 1];
    const x2 = x[xr + k + 2];
    const x3 = x[xr + k + 3];
    if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0) continue;
    for (let j = zr, p = k * units; j < zr + units; j++, p++) {
      const s0 = fround(z[j] + fround(x0 * w[p]));
      const s1 = fround(s0 + fround(x1 * w[p + units]));
      const s2 = fround(s1 + fround(x2 * w[p + 2 * units]));
      z[j] = s2 + fround(x3 * w[p + 3 * units]);
    }
  }
  for (; k < inputs; k++) {
    const xk = x[xr + k];
    for (let j = zr, p = k * units; j < zr + units; j++, p++) z[j] += fround(xk * w[p]);
  }
}

function gradWeights(
  x: Floats,
  delta: Floats,
  gradW: Floats,
  rows: number,
  inputs: number,
  units: number,
): void {
  if (rows === 1) {
    outerProduct(x, delta, gradW, inputs, units);
  } else if (units < NARROW) {
    for (let k = 0, p = 0; k < inputs; k++) {
      for (let j = 0; j < units; j++, p++) {
        let sum = 0;
        for (let r = 0, q = k, s = j; r < rows; r++, q += inputs, s += units) {
          sum = fround(sum + fround(x[q] * delta[s]));
        }
        gradW[p] = sum;
      }
    }
  } else {
    for (let k = 0; k < inputs; k++) gradRow(x, k, delta, gradW, k * units, rows, inputs, units);
  }
}

/** gradW of a single row, four inputs at a time. */
function outerProduct(
  x: Floats,
  delta: Floats,
  gradW: Floats,
  inputs: number,
  units: number,
): void {
  let k = 0;
  for (; k + 4 <= inputs; k += 4) {
    const x0 = x[k];
    const x1 = x[k + 1];
    const x2 = x[k + 2];
    const x3 = x[k + 3];
    for (let j = 0, p = k * units; j < units; j++, p++) {
      const d = delta[j];
      gradW[p] = x0 * d;
      gradW[p + units] = x1 * d;
      gradW[p + 2 * units] = x2 * d;
      gradW[p + 3 * units] = x3 * d;
    }
  }
  for (; k < inputs; k++) {
    for (let j = 0, p = k * units; j < units; j++, p++) gradW[p] = x[k] * delta[j];
  }
}

/** The row of gradW that starts at g, of input k, four rows of the batch at a time. */
function gradRow(
  x: Floats,
  k: number,
  delta: Floats,
  gradW: Floats,
  g: number,
  rows: number,
  inputs: number,
  units: number,
): void {
  for (let j = g; j < g + units; j++) gradW[j] = 0;
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    const x0 = x[r * inputs + k];
    const x1 = x[(r + 1) * inputs + k];
    const x2 = x[(r + 2) * inputs + k];
    const x3 = x[(r + 3) * inputs + k];
    if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0) continue;
    for (let j = g, p = r * units; j < g + units; j++, p++) {
      const s0 = fround(gradW[j] + fround(x0 * delta[p]));
      const s1 = fround(s0 + fround(x1 * delta[p + units]));
      const s2 = fround(s1 + fround(x2 * delta[p + 2 * units]));
      gradW[j] = s2 + fround(x3 * delta[p + 3 * units]);
    }
  }
  for (; r < rows; r++) {
    const xr = x[r * inputs + k];
    for (let j = g, p = r * units; j < g + units; j++, p++) gradW[j] += fround(xr * delta[p]);
  }
}

function gradBiases(delta: Floats, gradB: Floats, rows: number, units: number): void {
  for (let j = 0; j < units; j++) {
    let sum = 0;
    for (let r = 0, p = j; r < rows; r++, p += units) sum = fround(sum + delta[p]);
    gradB[j] = sum;
  }
}

function gradInput(
  delta: Floats,
  w: Floats,
  gradX: Floats,
  rows: number,
  inputs: number,
  units: number,
): void {
  for (let r = 0; r < rows; r++) {
    const dr = r * units;
    for (let k = 0, p = 0; k < inputs; k++) {
      let sum = 0;
      for (let j = 0; j < units; j++, p++) sum = fround(sum + fround(delta[dr + j] * w[p]));
      gradX[r * inputs + k] = sum;
    }
  }
}

function descend(p: Floats, g: Floats, rate: number): void {
  const r = fround(rate);
  const n = p.length;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    p[i] -= fround(r * g[i]);
    p[i + 1] -= fround(r * g[i + 1]);
    p[i + 2] -= fround(r * g[i + 2]);
    p[i + 3] -= fround(r * g[i + 3]);
  }
  for (; i < n; i++) p[i] -= fround(r * g[i]);
}
