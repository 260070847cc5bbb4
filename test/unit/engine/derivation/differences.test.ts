/** What stands beside a derivative: the finite difference at its own place. */
import assert from 'node:assert/strict';
import { ACTIVATIONS, LOSSES } from '../../../../src/engine/ground/spec';
import { allPlaces, derivationOf, randomNet } from './support';

describe('derivations', () => {
  for (const loss of LOSSES) {
    for (const activation of ACTIVATIONS) {
      it(`agree with finite differences: ${loss} on ${activation}`, () => {
        for (const dtype of ['float64', 'float32'] as const) {
          const run = randomNet({ activation, loss, dtype, rows: 4 });
          const derivatives = allPlaces(run).filter(({ tensor }) =>
            ['gradW', 'gradB', 'delta'].includes(tensor),
          );
          let computed = 0;
          for (const place of derivatives) {
            const { difference, value } = derivationOf(run, place, { difference: true });
            assert.ok(difference);
            if (difference.kind !== 'computed') continue;
            computed++;
            const apart = Math.abs(difference.numeric - value);
            const allowed = dtype === 'float64' ? 1e-8 : 2e-5;
            assert.ok(apart < allowed * (1 + Math.abs(value)), `${place.tensor}: ${apart}`);
            if (dtype === 'float64') assert.ok(difference.relativeError < 1e-5);
          }
          assert.ok(computed > 0.8 * derivatives.length, `${computed} of ${derivatives.length}`);
        }
      });
    }
  }
});
