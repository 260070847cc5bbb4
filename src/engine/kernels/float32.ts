/**
 * The kernels in float32, every product and every sum rounded as NumPy rounds them (what is
 * stored into a Float32Array is rounded by storing it). But for `fround` the text of float64.ts:
 * a unit test holds the two together. Two versions, because one that asks for the dtype inside
 * the loop is up to twice as slow.
 */
import type { Kernels } from './kernels';

const fround = Math.fround;

type Floats = Float32Array;

export const float32Kernels = { affine, gradWeights, gradBiases, gradInput, descend } as Kernels;

/** Four inputs at a time, added one after another: the order of the plain sum, fewer passes. */
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
    const xr = r * inputs;
    const zr = r * units;
    for (let j = 0; j < units; j++) z[zr + j] = 0;
    let k = 0;
    for (; k + 4 <= inputs; k += 4) {
      const x0 = x[xr + k];
      const x1 = x[xr + k + 1];
      const x2 = x[xr + k + 2];
      const x3 = x[xr + k + 3];
      if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0) continue;
      const w0 = k * units;
      const w1 = w0 + units;
      const w2 = w1 + units;
      const w3 = w2 + units;
      for (let j = 0; j < units; j++) {
        const s0 = fround(z[zr + j] + fround(x0 * w[w0 + j]));
        const s1 = fround(s0 + fround(x1 * w[w1 + j]));
        const s2 = fround(s1 + fround(x2 * w[w2 + j]));
        z[zr + j] = s2 + fround(x3 * w[w3 + j]);
      }
    }
    for (; k < inputs; k++) {
      const xk = x[xr + k];
      const wk = k * units;
      for (let j = 0; j < units; j++) z[zr + j] += fround(xk * w[wk + j]);
    }
    if (b !== null) for (let j = 0; j < units; j++) z[zr + j] += b[j];
  }
}

/** Row after row; a row whose input is zero adds nothing and is passed over. */
function gradWeights(
  x: Floats,
  delta: Floats,
  gradW: Floats,
  rows: number,
  inputs: number,
  units: number,
): void {
  for (let k = 0; k < inputs; k++) {
    const xk = x[k];
    const gk = k * units;
    for (let j = 0; j < units; j++) gradW[gk + j] = xk * delta[j];
  }
  for (let r = 1; r < rows; r++) {
    const dr = r * units;
    for (let k = 0; k < inputs; k++) {
      const xk = x[r * inputs + k];
      if (xk === 0) continue;
      const gk = k * units;
      for (let j = 0; j < units; j++) gradW[gk + j] += fround(xk * delta[dr + j]);
    }
  }
}

function gradBiases(delta: Floats, gradB: Floats, rows: number, units: number): void {
  for (let j = 0; j < units; j++) gradB[j] = delta[j];
  for (let r = 1; r < rows; r++) {
    for (let j = 0; j < units; j++) gradB[j] += delta[r * units + j];
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
    for (let k = 0; k < inputs; k++) {
      const wk = k * units;
      let sum = 0;
      for (let j = 0; j < units; j++) sum = fround(sum + fround(delta[dr + j] * w[wk + j]));
      gradX[r * inputs + k] = sum;
    }
  }
}

function descend(p: Floats, g: Floats, rate: number): void {
  const r = fround(rate);
  for (let i = 0; i < p.length; i++) p[i] -= fround(r * g[i]);
}
