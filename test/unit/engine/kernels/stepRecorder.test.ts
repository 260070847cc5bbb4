/** The norms of every update: what they should be, the same in every way, and for nothing. */
import assert from 'node:assert/strict';
import type { KernelChoice } from '../../../../src/engine/training/kernelChoice';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Recording, Run } from '../../../../src/engine/training/run';
import type { FloatArray, OptimizerSpec } from '../../../../src/engine/ground/spec';
import type { StepNorms } from '../../../../src/engine/training/recording/stepRecorder';
import { assertClose, OPTIMIZER } from '../support';
import { largeCase, randomCase, startRun, type Case } from './cases';

const CAPACITY = 5000;
const OTHERS: Partial<OptimizerSpec>[] = [
  { momentum: 0.9 },
  { weight_decay: 0.01 },
  { type: 'adam' },
  { type: 'adamw', weight_decay: 0.1, gradient_clipping: { norm: 0.1 } },
];

const randomCases = (dtype: 'float64' | 'float32', count: number): Case[] =>
  Array.from({ length: count }, (_, seed) => randomCase(createStream('numpy', seed), dtype));

const withOptimizer = (one: Case, changes: Partial<OptimizerSpec>): Case => ({
  ...one,
  spec: { ...one.spec, optimizer: { ...OPTIMIZER, learning_rate: 0.01, ...changes } },
});

/** A sample at a time, often enough for several sums of all weights. */
const LARGE_CASES = [
  largeCase('float64', 300, 9, 70, 1, 0),
  largeCase('float64', 80, 33, 90, 1, 0.8),
];

/** The same with dropout behind each hidden layer. */
const withDropout = (one: Case): Case => {
  const { model } = one.spec;
  const last = model.layers.length - 1;
  const layers = model.layers.map((layer, i) => {
    return i === last ? layer : { ...layer, mask: { type: 'dropout' as const, rate: 0.3 } };
  });
  return {
    ...one,
    title: `${one.title}, dropout`,
    spec: { ...one.spec, model: { ...model, layers } },
  };
};

describe('The norms of every update', () => {
  it('are those of its tensors', () => {
    const cases = [
      ...randomCases('float64', 12),
      ...LARGE_CASES,
      ...OTHERS.map((changes, i) => withOptimizer(randomCases('float64', 4)[i], changes)),
      ...[...randomCases('float64', 12), ...LARGE_CASES].map(withDropout),
      // 3 × 700 weights behind the dropout, whose norm is carried from update to update.
      withDropout(largeCase('float64', 2, 700, 70, 1, 0)),
    ];
    for (const one of cases) {
      for (const choice of ['plain', 'exact'] as const) {
        const run = startRun(one, choice);
        const expected = lookAtAll(startRun(one, choice));
        const recorder = run.startRecording(CAPACITY);
        train(run);
        const norms = recorder.since(1);
        assert.equal(norms.first, 1);
        assertClose(flat(norms), flat(expected), 1e-11, `${one.title}, ${choice}`);
      }
    }
  });

  it('have the same bits in float64 whatever the kernels and the way', () => {
    const optimised = OTHERS.map((o, i) => withOptimizer(randomCases('float64', 4)[i], o));
    for (const one of [...randomCases('float64', 12), ...LARGE_CASES, ...optimised]) {
      const expected = recorded(one, 'plain', stepAll);
      for (const choice of ['plain', 'exact', 'fastest'] as const) {
        for (const way of [train, stepAll, mixed]) {
          assert.deepEqual(recorded(one, choice, way), expected, `${one.title}, ${choice}`);
        }
      }
    }
  });

  it('move nothing where nothing is trained, whatever the gradient', () => {
    const [one] = randomCases('float64', 1);
    const layers = one.spec.model.layers.map(layer => ({
      ...layer,
      trainable: { kernel: false, bias: false },
    }));
    const spec: Case['spec'] = {
      ...one.spec,
      model: { ...one.spec.model, layers },
      loss: { ...one.spec.loss, scale: 1e250 },
    };
    const run = startRun({ ...one, spec }, 'plain');
    const recorder = run.startRecording(1);
    run.step();
    const [{ gradW, update }] = recorder.since(1).layers;
    assert.equal(gradW[0], Infinity);
    assert.equal(update[0], 0);
  });

  it('are good to float32 where the network is', () => {
    for (const one of [...randomCases('float32', 12), largeCase('float32', 300, 9, 70, 1, 0)]) {
      const expected = flat(lookAtAll(startRun(one, 'exact')));
      assertClose(recorded(one, 'exact', train), expected, 2e-6, one.title);
    }
  });

  it('do not vanish where their squares would', () => {
    const one = randomCases('float32', 1)[0];
    const small = { ...one, spec: { ...one.spec, loss: { ...one.spec.loss, scale: 1e-30 } } };
    const run = startRun(small, 'exact');
    const recorder = run.startRecording(1);
    run.train(1);
    const last = recorder.since(1).layers.at(-1);
    assert.ok(last && last.delta[0] > 0 && last.delta[0] < 1e-25);
    assert.ok(last.gradW[0] > 0 && last.gradW[0] < 1e-25);
  });

  it('change no bit of the parameters or of the log', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const large = largeCase(dtype, 300, 9, 70, 1, 0);
      for (const one of [...randomCases(dtype, 20), large]) {
        for (const choice of ['plain', 'fastest'] as const) {
          const [unseen, watched] = [startRun(one, choice), startRun(one, choice)];
          train(unseen);
          for (let turn = 0; !watched.done; turn++) {
            if (turn % 2 === 0) watched.startRecording(3);
            else watched.stopRecording();
            watched.train(1 + (turn % 5));
          }
          assert.deepEqual(watched.parameters, unseen.parameters, `${one.title}, ${choice}`);
          assert.deepEqual(watched.log, unseen.log, `${one.title}, ${choice}`);
        }
      }
    }
  });

  it('are kept for the last updates, and begin anew after a gap', () => {
    const run = startRun(largeCase('float64', 300, 9, 70, 1, 0), 'fastest');
    const recorder = run.startRecording(10);
    run.train(7);
    assert.deepEqual(shape(recorder.since(1)), [1, 7]);
    assert.deepEqual(shape(recorder.since(6)), [6, 2]);
    assert.deepEqual(shape(recorder.since(8)), [8, 0]);
    run.train(20);
    assert.deepEqual(shape(recorder.since(1)), [18, 10]);
    const before = recorder.since(27);
    run.step();
    assert.deepEqual(recorder.since(27).layers[0].delta[0], before.layers[0].delta[0]);
    run.stopRecording();
    run.train(5);
    const again = run.startRecording(10);
    run.step();
    assert.deepEqual(shape(again.since(1)), [34, 1]);
    assert.deepEqual(shape(recorder.since(1)), [19, 10]);
  });
});

const shape = ({ first, loss }: StepNorms): number[] => [first, loss.length];

function train(run: Run): void {
  while (!run.done) run.train(1e9);
}

function stepAll(run: Run): void {
  while (!run.done) run.step();
}

function mixed(run: Run): void {
  for (let turn = 0; !run.done; turn++) {
    run.train(1 + ((turn * 7) % 23));
    if (run.done) return;
    if (turn % 3 === 0) run.peek();
    if (turn % 2 === 0) run.step();
  }
}

function recorded(one: Case, choice: KernelChoice, way: (run: Run) => void): number[] {
  const run = startRun(one, choice);
  const recorder = run.startRecording(CAPACITY);
  way(run);
  return flat(recorder.since(1));
}

function flat({ loss, layers }: StepNorms): number[] {
  return [
    ...loss,
    ...layers.flatMap(({ delta, gradW, weights, update }) => [
      ...delta,
      ...gradW,
      ...weights,
      ...update,
    ]),
  ];
}

/** The same by looking at every tensor before and after every update. */
function lookAtAll(run: Run): StepNorms {
  const looks: { loss: number; layers: number[][] }[] = [];
  while (!run.done) {
    const { loss, layers } = run.peek();
    const before = run.parameters.map(({ weights }) => Float64Array.from(weights.data));
    const seen = layers.map(({ delta, gradW, weights }: Recording['layers'][number]) =>
      [delta, gradW, weights].map(({ data }) => norm(data)),
    );
    run.step();
    seen.forEach((numbers, l) => {
      const { data } = run.parameters[l].weights;
      numbers.push(norm(before[l].map((w, i) => data[i] - w)));
    });
    looks.push({ loss, layers: seen });
  }
  const column = (l: number, which: number): Float64Array =>
    Float64Array.from(looks, ({ layers }) => layers[l][which]);
  return {
    first: 1,
    loss: Float64Array.from(looks, ({ loss }) => loss),
    layers: run.parameters.map((_, l) => ({
      delta: column(l, 0),
      gradW: column(l, 1),
      weights: column(l, 2),
      update: column(l, 3),
    })),
  };
}

function norm(values: FloatArray): number {
  return Math.hypot(...values);
}
