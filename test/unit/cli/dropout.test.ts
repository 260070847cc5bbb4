/** Dropout against a script of NumPy alone: test/fixtures/reference/makeDropout.py. */
import assert from 'node:assert/strict';
import { assertClose, FIXTURES, readJson } from '../engine/support';
import { parse, run } from './support';
import type { Inspected } from './support';

interface Case {
  title: string;
  experiment: { dtype: 'float64' | 'float32' };
  epochs: { loss: number; end: number; val_loss: number }[];
  /** W and b of layer after layer. */
  parameters: (number[] | number[][])[];
  /** Of the first batch, behind the first two layers; null where there is no dropout. */
  masks: (number[][] | null)[];
}

interface Trained {
  epochs: Case['epochs'];
  layers: { weights: number[][]; biases: number[] }[];
}

describe('training with dropout', () => {
  const cases = readJson<Case[]>(FIXTURES, 'dropout.json');
  for (const { title, experiment, epochs, parameters, masks } of cases) {
    it(`has the numbers of NumPy: ${title}`, () => {
      const files = { 'x.json': JSON.stringify(experiment) };
      const seen = parse<Inspected>(run(['inspect', 'x.json', '--json'], files).out);
      // Divisions in NumPy's float64 and a rounding: the mask is the same to its bits.
      assert.deepEqual(
        seen.layers.map(({ mask = null }) => mask),
        [...masks, null],
      );
      const trained = parse<Trained>(run(['train', 'x.json', '--json'], files).out);
      const tolerance = experiment.dtype === 'float64' ? 1e-12 : 2e-5;
      for (const name of ['loss', 'end', 'val_loss'] as const) {
        const [got, expected] = [trained.epochs, epochs].map(log => log.map(row => row[name]));
        assertClose(got, expected, tolerance, name);
      }
      const got = trained.layers.flatMap(({ weights, biases }) => [weights, biases]);
      assertClose(got, parameters, tolerance, 'parameters');
    });
  }
});
