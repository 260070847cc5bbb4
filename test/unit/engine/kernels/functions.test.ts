/** exp, tanh and ln of the kernels against the runtime's own. */
import assert from 'node:assert/strict';
import { plainKernels } from '../../../../src/engine/kernels/plain';
import { wasmKernels } from '../../../../src/engine/kernels/wasm';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { ActivationName, Dtype, Matrix } from '../../../../src/engine/ground/spec';

const N = 20_001;
/** Where the methods of fdlibm meet, and beyond what a number can hold. */
const SPECIAL = [
  ...[0, -0, 1, -1, NaN, Infinity, -Infinity, 22, -22, 6.8, 13.9, 19.1, 20, -20, 40, -40],
  ...[Math.LN2 / 2, -Math.LN2 / 2, 1.5 * Math.LN2, -1.5 * Math.LN2, 0.34657359027997264],
  ...[0.3465736098587513, 708, -708, 709, 709.79, 710, -745, -745.2, -746, 1e300, -1e300],
  ...[2 ** -28, -(2 ** -28), 2 ** -29, 1e-300, 5e-324, -5e-324, 1 - 2 ** -53, 1 + 2 ** -52],
];
/** V8 for x64 compiles fdlibm as it is written; elsewhere its last bit may differ. */
const TOLERANCE = process.arch === 'x64' ? 0 : 2 ** -52;

describe('The functions of the kernels', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    for (const name of ['sigmoid', 'tanh', 'relu', 'leaky_relu', 'linear'] as const) {
      it(`${name} in ${dtype} is that of the plain kernels`, () => {
        for (const scale of [1e-9, 1e-3, 0.3, 1, 5, 40, 800]) compare(name, dtype, 1, N, scale);
      });
    }

    it(`softmax in ${dtype} is that of the plain kernels`, () => {
      for (const units of [1, 2, 3, 5, 8, 10]) compare('softmax', dtype, units, N, 10);
    });

    it(`no number of elements in ${dtype} leaves any out, or touches the next`, () => {
      for (let n = 1; n < 20; n++) compare('sigmoid', dtype, 1, n, 3);
    });
  }
});

function compare(name: ActivationName, dtype: Dtype, cols: number, n: number, scale: number): void {
  const needs = { numbers: 4 * n, arrays: 4, bytes: 0, inputs: 1, units: 1 };
  const kernels = wasmKernels(dtype, needs, false);
  assert.ok(kernels, 'WebAssembly with SIMD runs here');
  const rows = Math.floor(n / cols);
  const matrix = (): Matrix => ({ rows, cols, data: kernels.createArray(rows * cols) });
  const [z, a, guard] = [matrix(), matrix(), matrix()];
  z.data.set(createStream('numpy', n).uniform(rows * cols, -scale, scale, dtype));
  if (name !== 'softmax') z.data.set(SPECIAL.slice(0, Math.min(n, SPECIAL.length)));
  const expected: Matrix = { rows, cols, data: z.data.slice() };
  plainKernels(dtype).activate(name, z, expected);
  kernels.activate(name, z, a);
  for (let i = 0; i < a.data.length; i++) {
    if (Object.is(a.data[i], expected.data[i])) continue;
    const apart = Math.abs(a.data[i] - expected.data[i]);
    if (apart <= TOLERANCE * Math.abs(expected.data[i])) continue;
    assert.fail(`${name}(${z.data[i]}): got ${a.data[i]}, expected ${expected.data[i]}`);
  }
  assert.ok(guard.data.every(x => x === 0));
}
