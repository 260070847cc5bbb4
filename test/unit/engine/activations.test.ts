/** Activations at their kinks, at the far ends, and in float32. */
import assert from 'node:assert/strict';
import { activate } from '../../../src/engine/functions/activations';
import { erf } from '../../../src/engine/functions/erf';
import { createMatrix, matrixFromRows } from '../../../src/engine/ground/matrix';
import { multiplyBySlope } from '../../../src/engine/functions/slopes';
import { ACTIVATIONS, type ActivationName, type Dtype } from '../../../src/engine/ground/spec';
import { assertClose } from './support';

function at(
  name: ActivationName,
  row: number[],
  dtype: Dtype = 'float64',
  upstream: number[] = row.map(() => 1),
): { a: number[]; slope: number[] } {
  const z = matrixFromRows(dtype, [row]);
  const a = createMatrix(dtype, 1, row.length);
  const gradient = matrixFromRows(dtype, [upstream]);
  activate(name, z, a);
  multiplyBySlope(name, z, a, gradient);
  return { a: Array.from(a.data), slope: Array.from(gradient.data) };
}

describe('Activations', () => {
  it('have the slopes of PyTorch at their kinks', () => {
    assert.deepEqual(at('relu', [0]), { a: [0], slope: [0] });
    assert.deepEqual(at('leaky_relu', [0]), { a: [0], slope: [0.01] });
    assert.deepEqual(at('elu', [0]), { a: [0], slope: [1] });
    assert.deepEqual(at('selu', [0]), { a: [0], slope: [1.0507009873554805 * 1.6732632423543772] });
    assert.deepEqual(at('softsign', [0]), { a: [0], slope: [1] });
  });

  const ENDS: Record<Exclude<ActivationName, 'softmax'>, [number, number]> = {
    linear: [-1000, 1000],
    sigmoid: [0, 1],
    tanh: [-1, 1],
    relu: [0, 1000],
    leaky_relu: [-10, 1000],
    elu: [-1, 1000],
    selu: [-1.7580993408473766, 1050.7009873554805],
    gelu: [0, 1000],
    silu: [0, 1000],
    softplus: [0, 1000],
    softsign: [-1000 / 1001, 1000 / 1001],
  };
  for (const [name, expected] of Object.entries(ENDS) as [ActivationName, number[]][]) {
    it(`${name} is finite at ±1000`, () => {
      for (const dtype of ['float64', 'float32'] as const) {
        const { a, slope } = at(name, [-1000, 1000], dtype);
        assertClose(a, expected, dtype === 'float64' ? 1e-15 : 1e-7, dtype);
        assert.ok(slope.every(Number.isFinite));
      }
    });
  }

  for (const name of ACTIVATIONS) {
    it(`${name} in float32 is float64 to float32's accuracy, and rounded`, () => {
      const z = [-3, -0.7, -0.01, 0.02, 0.6, 2.9];
      const upstream = [1, -2, 0.5, 3, -1, 0.25];
      const narrow = at(name, z, 'float32', upstream);
      const wide = at(name, z.map(Math.fround), 'float64', upstream);
      assertClose(narrow.a, wide.a, 2e-7);
      assertClose(narrow.slope, wide.slope, 1e-6);
    });

    it(`${name} passes twice as much back where twice as much comes from above`, () => {
      const z = [-3, -0.7, -0.01, 0.02, 0.6, 2.9];
      const upstream = [1, -2, 0.5, 3, -1, 0.25];
      const once = at(name, z, 'float64', upstream).slope;
      const twice = at(
        name,
        z,
        'float64',
        upstream.map(value => 2 * value),
      ).slope;
      assert.deepEqual(
        twice,
        once.map(value => 2 * value),
      );
    });

    it(`${name} lets no NaN pass for a number`, () => {
      assert.ok(at(name, [NaN, 1]).a.some(Number.isNaN));
    });
  }

  it('softmax is the same for shifted rows, and adds up to 1', () => {
    const { a } = at('softmax', [1, 2, 3]);
    assertClose(a, at('softmax', [1001, 1002, 1003]).a, 1e-15);
    assertClose(a[0] + a[1] + a[2], 1, 1e-15);
    assert.deepEqual(at('softmax', [-1000, 1000]).a, [0, 1]);
  });

  it('softmax has the full Jacobian aₖ(δₖᵢ − aᵢ)', () => {
    const z = [0.3, -1, 0.8];
    const { a } = at('softmax', z);
    for (let k = 0; k < 3; k++) {
      const unit = z.map((_, i) => (i === k ? 1 : 0));
      const expected = z.map((_, i) => a[k] * ((i === k ? 1 : 0) - a[i]));
      assertClose(at('softmax', z, 'float64', unit).slope, expected, 1e-16);
    }
  });
});

describe('erf', () => {
  it('is right to the last digits in every branch', () => {
    // Python's math.erf
    const known: [number, number][] = [
      [0, 0],
      [1e-10, 1.1283791670955126e-10],
      [0.3, 0.3286267594591274],
      [0.46, 0.4846553900016797],
      [0.48, 0.5027496706947648],
      [1, 0.8427007929497149],
      [2.5, 0.999593047982555],
      [3.9, 0.9999999652077514],
      [4.1, 0.9999999932999724],
      [5.5, 0.9999999999999927],
      [7, 1],
      [40, 1],
      [Infinity, 1],
    ];
    for (const [x, value] of known) {
      assertClose(erf(x), value, 2e-16, `erf(${x})`);
      assert.equal(erf(-x), -erf(x));
    }
    assert.ok(Math.abs(erf(1e-10) / 1.1283791670955126e-10 - 1) < 1e-15);
  });
});
