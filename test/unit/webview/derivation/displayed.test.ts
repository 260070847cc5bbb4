/** Whoever computes with the displayed numbers gets the displayed number, to its last digit. */
import assert from 'node:assert/strict';
import type { Place } from '../../../../src/engine/derivation/terms/numbers';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Run } from '../../../../src/engine/training/run';
import { ACTIVATIONS, LOSSES } from '../../../../src/engine/ground/spec';
import type { Naming } from '../../../../webview/derivation/formula/places';
import { displayed, writeNumber } from '../../../../webview/derivation/formula/shown';
import { allPlaces, randomNet } from '../../engine/derivation/support';
import { derived, namingOfNet, readLines } from './support';

const WEIGHTS = 504;

function assertReads(run: Run, naming: Naming, place: Place, digits: number): void {
  const derivation = derived(run, place, false);
  const { lines, calculated } = readLines(derivation, naming, digits);
  const where = `${lines.left} = ${lines.numbers.join(' ')}`;
  assert.equal(lines.result, writeNumber(derivation.value, digits), where);
  assert.equal(lines.shown?.agrees, 'exact', where);
  assert.equal(
    writeNumber(calculated + 0, digits),
    writeNumber(derivation.value + 0, digits),
    where,
  );
}

describe('the displayed factors', () => {
  it('make the displayed gradient: 504 random weights over every activation and loss', () => {
    const stream = createStream('numpy', 20);
    const pairs = LOSSES.flatMap(loss => ACTIVATIONS.map(activation => ({ loss, activation })));
    for (let i = 0; i < WEIGHTS; i++) {
      const run = randomNet({ ...pairs[i % pairs.length], rows: 1 + (i % 9), seed: i });
      const index = stream.randint(0, 3, 1)[0];
      const { weights } = run.peek().layers[index];
      const row = stream.randint(0, weights.rows, 1)[0];
      const col = stream.randint(0, weights.cols, 1)[0];
      assertReads(run, namingOfNet(run), { tensor: 'gradW', layer: index, row, col }, 4);
    }
  }).timeout(60_000);

  for (const loss of LOSSES) {
    it(`make every other number too, with 4 digits and with 7: ${loss}`, () => {
      for (const activation of ACTIVATIONS) {
        const run = randomNet({ activation, loss, rows: 2 });
        const naming = namingOfNet(run);
        for (const place of allPlaces(run)) {
          if (place.col !== 1 || place.row > 1) continue;
          for (const digits of [4, 7]) assertReads(run, naming, place, digits);
        }
      }
    });
  }

  it('are all there are where all digits are wanted', () => {
    const run = randomNet({ activation: 'tanh', loss: 'mse', rows: 3 });
    const derivation = derived(run, { tensor: 'gradW', layer: 1, row: 0, col: 0 });
    const { lines, calculated } = readLines(derivation, namingOfNet(run), null);
    assert.equal(calculated, derivation.value);
    assert.equal(lines.result, String(derivation.value).replace('-', '−'));
  });
});

it('a number keeps the zeros of its exponent', () => {
  for (const value of [1.5e-10, -2.5e20, 1e-100, 1500, 0.25]) {
    assert.equal(displayed(value, 2), value, writeNumber(value, 2));
  }
});
