/** Initial parameters: which numbers, in which order, in which orientation, and the refusals. */
import assert from 'node:assert/strict';
import { initialParameters, ShapeError } from '../../../src/engine/initial/initializers';
import { orthonormalize } from '../../../src/engine/initial/orthogonal';
import type { RandomStream } from '../../../src/engine/rng/stream';
import type {
  Dtype,
  InitializerSpec,
  LayerSpec,
  ModelSpec,
  RngSpec,
} from '../../../src/engine/ground/spec';
import { assertClose, layer, nested, runSpec, values } from './support';
import { createStream } from '../../../src/engine/rng/createStream';

interface Options {
  layout?: ModelSpec['kernel_layout'];
  order?: RngSpec['init_order'];
  dtype?: Dtype;
  stream?: RandomStream;
}

function draw(
  inputs: number,
  layers: LayerSpec[],
  { layout = 'in_out', order = 'per_layer', dtype = 'float64', stream }: Options = {},
) {
  const { model, rng } = runSpec(inputs, layers, { rng: { init_order: order } });
  const from = stream ?? createStream('numpy', 6);
  return initialParameters({ ...model, kernel_layout: layout }, rng, dtype, from).map(nested);
}

const NORMAL: InitializerSpec = { type: 'normal', mean: 0, std: 1 };
const both = (initializer: InitializerSpec): Partial<LayerSpec> => ({
  kernel_initializer: initializer,
  bias_initializer: initializer,
});

describe('Initial parameters', () => {
  it('are drawn W1 b1 W2 b2, or all weights before all biases', () => {
    const layers = [layer(3, 'tanh', both(NORMAL)), layer(1, 'tanh', both(NORMAL))];
    const numbers = Array.from(createStream('numpy', 6).normal(13, 0, 1, 'float64'));
    const flat = (order: RngSpec['init_order'], parts: 'per layer' | 'split'): number[] => {
      const drawn = draw(2, layers, { order });
      const kernels = drawn.map(p => p.weights.flat());
      const biases = drawn.map(p => p.biases ?? []);
      return parts === 'split'
        ? [...kernels.flat(), ...biases.flat()]
        : kernels.flatMap((kernel, i) => [...kernel, ...biases[i]]);
    };
    assert.deepEqual(flat('per_layer', 'per layer'), numbers);
    assert.deepEqual(flat('weights_then_biases', 'split'), numbers);
  });

  it('are drawn as [in, out], or as [out, in] and turned', () => {
    const inOut = draw(2, [layer(3, 'tanh', { kernel_initializer: NORMAL })])[0].weights;
    const outIn = draw(2, [layer(3, 'tanh', { kernel_initializer: NORMAL })], { layout: 'out_in' });
    const flat = inOut.flat();
    assert.deepEqual(outIn[0].weights, [
      [flat[0], flat[2], flat[4]],
      [flat[1], flat[3], flat[5]],
    ]);
  });

  it('take given kernels in either orientation, biases as one row', () => {
    const given = both(values([[1, 2, 3]]));
    const [{ weights, biases }] = draw(1, [layer(3, 'tanh', given)]);
    assert.deepEqual([weights, biases], [[[1, 2, 3]], [1, 2, 3]]);
    const kernel_initializer = values([[1], [2], [3]]);
    const [turned] = draw(1, [layer(3, 'tanh', { kernel_initializer })], { layout: 'out_in' });
    assert.deepEqual(turned.weights, [[1, 2, 3]]);
  });

  it('of the simple types are what they say, in the dtype', () => {
    const of = (initializer: InitializerSpec): number[] =>
      draw(1, [layer(2, 'tanh', both(initializer))], { dtype: 'float32' })
        .flatMap(p => [p.weights.flat(), p.biases ?? []])
        .flat();
    assert.deepEqual(of({ type: 'zeros' }), [0, 0, 0, 0]);
    assert.deepEqual(of({ type: 'ones' }), [1, 1, 1, 1]);
    assert.deepEqual(of({ type: 'constant', value: 0.1 }), new Array(4).fill(Math.fround(0.1)));
    const stream = createStream('numpy', 6);
    assert.deepEqual(
      of({ type: 'uniform', low: 2, high: 5 }),
      Array.from({ length: 4 }, () => Math.fround(2 + 3 * stream.random())),
    );
    const normal = createStream('numpy', 6).normal(4, 1, 0.5, 'float32');
    assert.deepEqual(of({ type: 'normal', mean: 1, std: 0.5 }), Array.from(normal));
  });

  it('of the scaled types have the documented spread, from either stream', () => {
    const [fanIn, fanOut] = [200, 50];
    const deviations: Partial<Record<InitializerSpec['type'], number>> = {
      xavier_uniform: Math.sqrt(2 / (fanIn + fanOut)),
      xavier_normal: Math.sqrt(2 / (fanIn + fanOut)),
      kaiming_uniform: Math.sqrt(2 / fanIn),
      kaiming_normal: Math.sqrt(2 / fanIn),
      lecun_uniform: Math.sqrt(1 / fanIn),
      lecun_normal: Math.sqrt(1 / fanIn),
      torch_linear: Math.sqrt(1 / (3 * fanIn)),
    };
    for (const [type, std] of Object.entries(deviations)) {
      for (const from of ['numpy', 'torch'] as const) {
        const initializer = { type } as InitializerSpec;
        const own = layer(fanOut, 'relu', { kernel_initializer: initializer });
        const [{ weights }] = draw(fanIn, [own], { stream: createStream(from, 2) });
        const all = weights.flat();
        const mean = all.reduce((a, b) => a + b) / all.length;
        const spread = Math.sqrt(all.reduce((a, b) => a + b * b, 0) / all.length);
        assert.ok(Math.abs(mean) < 0.03 * std, `${type} mean`);
        assert.ok(Math.abs(spread / std - 1) < 0.02, `${type} deviation`);
        const bound = Math.max(...all.map(Math.abs)) / (Math.sqrt(3) * std);
        if (!type.endsWith('_normal')) assert.ok(bound <= 1 && bound > 0.999, `${type} bound`);
        else assert.ok(bound > 1.5, `${type} has tails`);
      }
    }
  });

  it('of xavier_uniform from NumPy are uniform(−b, b), rounded once', () => {
    const own = layer(30, 'tanh', { kernel_initializer: { type: 'xavier_uniform' } });
    const bound = Math.sqrt(6 / (20 + 30));
    const stream = createStream('numpy', 6);
    const [{ weights }] = draw(20, [own], { dtype: 'float32' });
    for (const value of weights.flat()) {
      assert.equal(value, Math.fround(-bound + 2 * bound * stream.random()));
    }
  });

  it('of torch_linear bound the biases by 1/√fan-in', () => {
    const own = layer(500, 'relu', { bias_initializer: { type: 'torch_linear' } });
    const largest = Math.max(...(draw(4, [own])[0].biases ?? []).map(Math.abs));
    assert.ok(largest <= 0.5 && largest > 0.49);
  });

  it('of orthogonal have orthonormal columns, or rows', () => {
    const own = (units: number) =>
      layer(units, 'tanh', { kernel_initializer: { type: 'orthogonal' } });
    for (const [inputs, units] of [
      [7, 3],
      [3, 7],
      [4, 4],
    ]) {
      const [{ weights }] = draw(inputs, [own(units)]);
      const vectors =
        units <= inputs ? weights[0].map((_, j) => weights.map(row => row[j])) : weights;
      const products = vectors.map(v =>
        vectors.map(u => v.reduce((sum, value, i) => sum + value * u[i], 0)),
      );
      const identity = vectors.map((_, i) => vectors.map((__, j) => (i === j ? 1 : 0)));
      assertClose(products, identity, 1e-14);
    }
  });

  it('of orthogonal keep the direction of the first vector, a column where the matrix is square', () => {
    const normal = createStream('numpy', 6).normal(16, 0, 1, 'float64');
    const own = layer(4, 'tanh', { kernel_initializer: { type: 'orthogonal' } });
    const [{ weights }] = draw(4, [own]);
    const column = [0, 4, 8, 12].map(i => normal[i]);
    const first = weights.map(row => row[0]);
    assertClose(
      first,
      column.map(value => value / Math.hypot(...column)),
      1e-15,
    );
  });

  it('stay orthonormal where the normal numbers are nearly dependent', () => {
    const q = orthonormalize(Float64Array.from([1, 1, 1, 1 + 1e-10]), 2, 2);
    assert.ok(Math.abs(q[0] * q[1] + q[2] * q[3]) < 1e-15);
  });

  it('have no biases where the layer has none, and draw none', () => {
    const layers = [layer(3, 'tanh', { ...both(NORMAL), use_bias: false })];
    const stream = createStream('numpy', 6);
    assert.equal(draw(2, layers, { stream })[0].biases, null);
    const six = createStream('numpy', 6);
    six.normal(6, 0, 1, 'float64');
    assert.deepEqual(stream.save(), six.save());
  });

  it('that do not fit are refused in one sentence', () => {
    const refuse = (
      own: Partial<LayerSpec>,
      message: string,
      layout?: ModelSpec['kernel_layout'],
    ) =>
      assert.throws(
        () => draw(2, [layer(4, 'tanh'), layer(3, 'tanh', { name: 'out', ...own })], { layout }),
        (error: unknown) => error instanceof ShapeError && error.message === message,
      );
    refuse(
      { kernel_initializer: values([[1, 2, 3]]) },
      'The weights of layer 2 ("out") must have the shape [4, 3] (inputs, units), got [1, 3].',
    );
    const rows = [
      [1, 2, 3],
      [1, 2],
      [1, 2, 3],
      [1, 2, 3],
    ];
    refuse(
      { kernel_initializer: values(rows) },
      'The weights of layer 2 ("out") must have the shape [4, 3] (inputs, units), got [4, 2].',
    );
    refuse(
      { kernel_initializer: values([]) },
      'The weights of layer 2 ("out") must have the shape [3, 4] (units, inputs), got [0, 0].',
      'out_in',
    );
    refuse(
      { bias_initializer: values([[1, 2]]) },
      'The biases of layer 2 ("out") must have the shape [1, 3], got [1, 2].',
    );
    refuse(
      { bias_initializer: values([[1], [2], [3]]) },
      'The biases of layer 2 ("out") must have the shape [1, 3], got [3, 1].',
    );
    refuse(
      { bias_initializer: values([[1, 2, 3], []]) },
      'The biases of layer 2 ("out") must have the shape [1, 3], got [2, 3].',
    );
    refuse(
      { bias_initializer: values([]) },
      'The biases of layer 2 ("out") must have the shape [1, 3], got [0, 0].',
    );
    refuse(
      { bias_initializer: { type: 'orthogonal' } },
      'The biases of layer 2 ("out") cannot use orthogonal, which needs a matrix with a fan-in ' +
        'and a fan-out; use zeros, constant, uniform, normal or torch_linear.',
    );
  });
});
