/** One experiment, many ways to compute it: every way has the same numbers, to the last bit. */
import assert from 'node:assert/strict';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Run } from '../../../../src/engine/training/run';
import { largeCase, randomCase, startRun, type Case } from './cases';

describe('The kernels agree', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    it(`on 40 random networks in ${dtype}, whatever way they are trained`, () => {
      for (let seed = 0; seed < 40; seed++) agree(randomCase(createStream('numpy', seed), dtype));
    });
  }

  for (const dtype of ['float64', 'float32'] as const) {
    for (const zeros of [0, 0.1, 0.5, 0.9]) {
      it(`one sample at a time through a large layer, ${100 * zeros} % zeros, ${dtype}`, () => {
        for (const units of [9, 33]) agree(largeCase(dtype, 300, units, 12, 1, zeros));
      });
    }

    it(`on products of more than one block in every direction, in ${dtype}`, () => {
      agree(largeCase(dtype, 530, 20, 16, 'full', 0.5));
      agree(largeCase(dtype, 70, 1060, 13, 'full', 0));
      agree(largeCase(dtype, 70, 35, 300, 290, 0));
    });
  }

  it('with themselves where products and sums are fused', () => {
    for (let seed = 0; seed < 30; seed++) {
      const { title, spec, train, validation } = randomCase(createStream('numpy', seed), 'float32');
      const start = (): Run => startRun({ title, spec, train, validation }, 'fastest');
      assertSame(trainAll(start()), numbersOf(stepAll(start())), title);
      assertSame(trainMixed(start()), numbersOf(stepAll(start())), title);
    }
  });
});

function agree(one: Case): void {
  const expected = numbersOf(stepAll(startRun(one, 'plain')));
  const ways: [string, Run][] = [
    ['trained', trainAll(startRun(one, 'exact'))],
    ['step by step', stepAll(startRun(one, 'exact'))],
    ['looked at in between', trainMixed(startRun(one, 'exact'))],
    ['plain, trained', trainAll(startRun(one, 'plain'))],
  ];
  for (const [way, run] of ways) assertSame(run, expected, `${one.title}, ${way}`);
}

function stepAll(run: Run): Run {
  while (!run.done) run.step();
  return run;
}

function trainAll(run: Run): Run {
  while (!run.done) run.train(1e9);
  return run;
}

/** Some updates unseen, then a look, then a step of what was looked at. */
function trainMixed(run: Run): Run {
  for (let turn = 0; !run.done; turn++) {
    run.train(1 + (turn % 5));
    if (run.done) break;
    if (turn % 3 === 0) run.peek();
    if (turn % 2 === 0) run.step();
  }
  return run;
}

/** All that a run has to say. */
function numbersOf(run: Run): number[] {
  const { weights: first } = run.parameters[0];
  const { numbers: epochs, values } = run.log.slice(0);
  return [
    ...run.parameters.flatMap(({ weights, biases }) => [...weights.data, ...(biases ?? [])]),
    ...epochs,
    ...values.flatMap(column => [...column]),
    ...run.predict({ rows: 1, cols: first.rows, data: new Float64Array(first.rows).fill(0.5) })
      .data,
  ];
}

function assertSame(run: Run, expected: number[], title: string): void {
  const actual = numbersOf(run);
  assert.equal(actual.length, expected.length, title);
  // −0 and 0 are one number here: a zero input is passed over by some and multiplied by others.
  const at = actual.findIndex(
    (x, i) => x !== expected[i] && !(x !== x && Number.isNaN(expected[i])),
  );
  assert.equal(actual[at], expected[at], `${title}: number ${at}`);
}
