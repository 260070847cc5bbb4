/** The products against sums written out. */
import assert from 'node:assert/strict';
import { float32Kernels } from '../../../src/engine/kernels/float32';
import { float64Kernels } from '../../../src/engine/kernels/float64';
import { createArray } from '../../../src/engine/ground/matrix';
import { rounded } from '../../../src/engine/ground/rounding';
import { createStream } from '../../../src/engine/rng/createStream';
import type { Dtype, FloatArray } from '../../../src/engine/ground/spec';

const KERNELS = { float64: float64Kernels, float32: float32Kernels };
/** Around the widths at which the kernels change their loops. */
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 13];
const ROWS = [1, 2, 4, 5, 9];
/** Numbers behind the end of a result, which stay as they are. */
const GUARD = 40;
const UNTOUCHED = 9;

function forEachShape(body: (rows: number, inputs: number, units: number) => void): void {
  for (const rows of ROWS) {
    for (const inputs of SIZES) for (const units of SIZES) body(rows, inputs, units);
  }
}

/** Normal numbers, some of them exactly 0, four in a row among them. */
function numbers(seed: number, n: number, dtype: Dtype): FloatArray {
  const out = createStream('numpy', seed).normal(n, 0, 1, dtype);
  for (let i = 0; i < n; i++) if (i % 11 > 6) out[i] = 0;
  return out;
}

/** Σ of n products in their order, every operation rounded. */
function sumOf(n: number, f32: boolean, product: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum = rounded(sum + rounded(product(i), f32), f32);
  return sum;
}

for (const dtype of ['float64', 'float32'] as const) {
  const kernels = KERNELS[dtype];
  const f32 = dtype === 'float32';
  /** Room for n numbers, and for some that nobody may touch. */
  const roomFor = (n: number): FloatArray => createArray(dtype, n + GUARD).fill(UNTOUCHED);
  const expectEqual = (room: FloatArray, cols: number, value: (r: number, c: number) => number) =>
    room.forEach((number, i) => {
      const inside = i < room.length - GUARD;
      const expected = inside ? rounded(value(Math.floor(i / cols), i % cols), f32) : UNTOUCHED;
      assert.ok(number === expected, `element ${i}: ${number}, expected ${expected}`);
    });

  describe(`The ${dtype} kernels, to the last bit`, () => {
    it('affine: x · w + b, and without b', () => {
      forEachShape((rows, inputs, units) => {
        const x = numbers(1, rows * inputs, dtype);
        const w = numbers(2, inputs * units, dtype);
        const b = numbers(3, units, dtype);
        const z = roomFor(rows * units);
        const product = (r: number, j: number) =>
          sumOf(inputs, f32, k => x[r * inputs + k] * w[k * units + j]);
        kernels.affine(x, w, null, z, rows, inputs, units);
        expectEqual(z, units, product);
        kernels.affine(x, w, b, z, rows, inputs, units);
        expectEqual(z, units, (r, j) => product(r, j) + b[j]);
      });
    });

    it('gradWeights: xᵀ · delta', () => {
      forEachShape((rows, inputs, units) => {
        const x = numbers(4, rows * inputs, dtype);
        const delta = numbers(5, rows * units, dtype);
        const gradW = roomFor(inputs * units);
        kernels.gradWeights(x, delta, gradW, rows, inputs, units);
        expectEqual(gradW, units, (k, j) =>
          sumOf(rows, f32, r => x[r * inputs + k] * delta[r * units + j]),
        );
      });
    });

    it('leave out nothing beside what is 0, wherever zeros stand among four', () => {
      const [four, units] = [4, 9];
      for (let mask = 0; mask < 16; mask++) {
        const column = numbers(11, four, dtype).map((value, i) => (mask & (1 << i) ? value : 0));
        const w = numbers(12, four * units, dtype);
        // The four stand in front of four more: a row of inputs, then a column of one input.
        const x = createArray(dtype, 8).fill(1);
        x.set(column);
        const kernel = createArray(dtype, 8 * units);
        kernel.set(w);
        const [z, gradW] = [roomFor(units), roomFor(units)];
        kernels.affine(x, kernel, null, z, 1, 8, units);
        kernels.gradWeights(x, kernel, gradW, 8, 1, units);
        const product = (_: number, j: number) =>
          sumOf(four, f32, k => column[k] * w[k * units + j]);
        expectEqual(z, units, product);
        expectEqual(gradW, units, product);
      }
    });

    it('gradBiases: Σ rows of delta', () => {
      forEachShape((rows, _, units) => {
        const delta = numbers(6, rows * units, dtype);
        const gradB = roomFor(units);
        kernels.gradBiases(delta, gradB, rows, units);
        expectEqual(gradB, units, (__, j) => sumOf(rows, f32, r => delta[r * units + j]));
      });
    });

    it('gradInput: delta · wᵀ', () => {
      forEachShape((rows, inputs, units) => {
        const delta = numbers(7, rows * units, dtype);
        const w = numbers(8, inputs * units, dtype);
        const gradX = roomFor(rows * inputs);
        kernels.gradInput(delta, w, gradX, rows, inputs, units);
        expectEqual(gradX, inputs, (r, k) =>
          sumOf(units, f32, j => delta[r * units + j] * w[k * units + j]),
        );
      });
    });

    it('descend: p − rate · g', () => {
      for (const n of SIZES) {
        const before = numbers(9, n, dtype);
        const room = roomFor(n);
        const p = room.subarray(0, n);
        p.set(before);
        const g = numbers(10, n, dtype);
        kernels.descend(p, g, 0.3);
        const rate = rounded(0.3, f32);
        expectEqual(room, n, (_, i) => before[i] - rounded(rate * g[i], f32));
      }
    });
  });
}
