/** What is derived of a batch when somebody looks: f′(z), ΔW and Δb; looking changes nothing. */
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Optimizer } from '../../../src/engine/optimizers/optimizers';
import { createStream } from '../../../src/engine/rng/createStream';
import type { Run } from '../../../src/engine/training/run';
import type { RunState } from '../../../src/engine/training/runState';
import { arraysOf } from '../../../src/engine/ground/shapes';
import { OPTIMIZERS } from '../../../src/engine/ground/optimizers';
import { ACTIVATIONS, type OptimizerSpec } from '../../../src/engine/ground/spec';
import { randomCase, startRun as start, type Case } from './kernels/cases';
import { assertClose, layer, OPTIMIZER, runSpec, startRun, dataset } from './support';

const KERNELS = ['plain', 'exact', 'fastest'] as const;
const RULES: Partial<OptimizerSpec>[] = [
  ...OPTIMIZERS.map(type => ({ type })),
  { momentum: 0.9, nesterov: true },
  { type: 'rmsprop', momentum: 0.5 },
  { weight_decay: 0.01, l1: 0.001, gradient_clipping: { value: 0.05 } },
  { type: 'adamw', weight_decay: 0.1, gradient_clipping: { norm: 0.1 } },
];

function caseOf(seed: number, dtype: 'float64' | 'float32', rule: Partial<OptimizerSpec>): Case {
  const made = randomCase(createStream('numpy', seed), dtype);
  const optimizer = { ...OPTIMIZER, learning_rate: 0.02, ...rule };
  return { ...made, spec: { ...made.spec, optimizer } };
}

const copies = (run: Run): Float64Array[] =>
  arraysOf(run.parameters).map(array => Float64Array.from(array));

/** ΔW and Δb of every layer, in the order of the parameters. */
function proposed(run: Run): Float64Array[] {
  const parts = run
    .peek()
    .layers.map(({ updateW, updateB }) => ({ weights: updateW, biases: updateB }));
  return arraysOf(parts).map(array => Float64Array.from(array));
}

/** The state without what only says how far somebody has looked. */
const state = (run: Run): Omit<RunState, 'progress'> => {
  const { parameters, optimizer, sums, ending } = run.save();
  return { parameters, optimizer, sums, ending };
};

describe('The next update', () => {
  for (const dtype of ['float64', 'float32'] as const)
    for (const kernels of KERNELS)
      it(`is known to its bits before it is made (${dtype}, ${kernels})`, () => {
        RULES.forEach((rule, seed) => {
          const one = caseOf(seed, dtype, rule);
          const run = start(one, kernels);
          for (let step = 0; step < 4 && !run.done; step++) {
            const expected = proposed(run);
            const before = copies(run);
            run.step();
            const made = copies(run).map((after, i) =>
              after.map((value, j) => value - before[i][j]),
            );
            assert.deepEqual(made, expected, `${one.title}, ${JSON.stringify(rule)}`);
          }
        });
      });

  it('changes nothing by being looked at', () => {
    RULES.forEach((rule, seed) => {
      const one = caseOf(seed, 'float64', rule);
      const [looked, left] = [start(one, 'fastest'), start(one, 'fastest')];
      for (let step = 0; step < 6 && !looked.done; step++) {
        proposed(looked);
        proposed(looked);
        assert.deepEqual(state(looked), state(left), one.title);
        looked.step();
        left.train(1);
      }
    });
  });

  it('is computed once in a step, however often it is looked at, and only then', () => {
    const run = start(caseOf(3, 'float64', { type: 'adam' }), 'fastest');
    const steps = mock.method(Optimizer.prototype, 'step');
    for (let step = 0; step < 3; step++) {
      run.peek();
      proposed(run);
      run.peek();
      proposed(run);
      run.train(1);
    }
    run.peek();
    steps.mock.restore();
    assert.equal(steps.mock.callCount() - run.position.step, 3);
    const here = run.save();
    const once = proposed(run);
    run.train(1);
    run.restore(here);
    assert.deepEqual(proposed(run), once, 'and anew where it has gone back');
  });

  it('is nothing where the loss is not finite', () => {
    const spec = runSpec(1, [layer(1, 'linear')], {});
    const run = startRun(spec, dataset([[1e300]], [[-1e300]]));
    assert.ok(!Number.isFinite(run.peek().loss));
    assert.deepEqual(proposed(run), [new Float64Array(1), new Float64Array(1)]);
  });
});

describe('The slope', () => {
  const x = Array.from({ length: 25 }, (_, i) => [(i - 12) / 3]);
  const y = x.map(() => [0]);

  for (const activation of ACTIVATIONS)
    it(`of ${activation} is the derivative of a by z`, () => {
      const spec = runSpec(1, [layer(3, activation), layer(1, 'linear')], {});
      const run = startRun(spec, dataset(x, y));
      const [{ slope, z, a }] = run.peek().layers;
      if (activation === 'softmax') return assert.equal(slope, null);
      assert.ok(slope);
      assert.deepEqual([slope.rows, slope.cols], [z.rows, z.cols]);
      // δ of the layer below a linear one is ∂L/∂a times the slope.
      const { layers } = run.peek();
      const [{ delta }, { delta: above, weights }] = layers;
      const ofA = Float64Array.from(a.data, (_, i) => {
        const [row, unit] = [Math.floor(i / a.cols), i % a.cols];
        return above.data[row] * weights.data[unit];
      });
      const product = Float64Array.from(slope.data, (value, i) => value * ofA[i]);
      assertClose(Array.from(product), Array.from(delta.data), 1e-15, activation);
      return undefined;
    });
});
