/** Every number of every kind of net is what its own formula gives, to the last bit. */
import assert from 'node:assert/strict';
import type { Place } from '../../../../src/engine/derivation/terms/numbers';
import { isCrossEntropy } from '../../../../src/engine/functions/crossEntropy';
import { ACTIVATIONS, LOSSES } from '../../../../src/engine/ground/spec';
import type { Run } from '../../../../src/engine/training/run';
import { allPlaces, derivationOf, placesOf, randomNet } from './support';

function assertSame(run: Run, place: Place): void {
  const { value, formula } = derivationOf(run, place);
  const where = `${place.tensor} of layer ${place.layer} at ${place.row}, ${place.col}`;
  assert.ok(formula, where);
  // -0 and 0 are one number to a reader.
  assert.equal(formula.value + 0, value + 0, where);
}

describe('derivations', () => {
  for (const loss of LOSSES) {
    for (const activation of ACTIVATIONS) {
      it(`give every number of ${loss} on ${activation} to the last bit`, () => {
        for (const dtype of ['float64', 'float32'] as const) {
          for (const rows of [1, 5]) {
            const run = randomNet({ activation, loss, dtype, rows });
            for (const place of allPlaces(run)) assertSame(run, place);
          }
        }
      });

      it(`go on to the loss itself: ${loss} on ${activation}`, () => {
        // One softmax output is always 1: its binary cross-entropy with anything else is infinite.
        const mixed = loss === 'binary_cross_entropy' && activation === 'softmax';
        for (const outputs of mixed ? [3] : [1, 3]) {
          const run = randomNet({ activation, loss, outputs });
          const last = run.spec.model.layers.length - 1;
          for (const place of placesOf('rowLoss', last, 5, 1)) {
            const { value, formula } = derivationOf(run, place);
            assert.ok(Math.abs((formula?.value ?? NaN) - value) <= 1e-14 * Math.abs(value));
          }
          const { value, formula } = derivationOf(run, placesOf('loss', last, 1, 1)[0]);
          assert.equal(value, run.peek().loss);
          assert.ok(Math.abs((formula?.value ?? NaN) - value) <= 1e-14 * Math.abs(value));
          const outputSlopes = isCrossEntropy(loss) ? [] : placesOf('gradA', last, 5, outputs);
          for (const place of outputSlopes) assertSame(run, place);
          const own = activation === 'sigmoid' || activation === 'softmax';
          if (!isCrossEntropy(loss) || (own && !mixed)) continue;
          for (const place of placesOf('probability', last, 5, outputs)) assertSame(run, place);
        }
      });
    }
  }
});
