/** Where the numbers of a network with dropout come from: through the mask of its batch. */
import assert from 'node:assert/strict';
import { ACTIVATIONS } from '../../../../src/engine/ground/spec';
import { allPlaces, derivationOf, randomNet } from './support';
import { written, writtenPath } from './written';

describe('derivations with dropout', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    for (const activation of ACTIVATIONS) {
      it(`are made of the numbers of the pass: ${activation}, ${dtype}`, () => {
        const run = randomNet({ activation, loss: 'mse', dtype, dropout: 0.4 });
        for (const place of allPlaces(run)) {
          const { formula, value } = derivationOf(run, place);
          const what = `${place.tensor} of layer ${place.layer + 1}`;
          // -0 and 0 are one number to a reader.
          assert.equal((formula?.value ?? NaN) + 0, value + 0, what);
        }
      });

      it(`agree with finite differences and with their paths: ${activation}, ${dtype}`, () => {
        const run = randomNet({ activation, loss: 'mse', dtype, dropout: 0.4, rows: 1 });
        const derivatives = allPlaces(run).filter(({ tensor }) =>
          ['gradW', 'gradB', 'delta', 'gradA'].includes(tensor),
        );
        let computed = 0;
        for (const place of derivatives) {
          const { difference, value, paths } = derivationOf(run, place, { difference: true });
          const allowed = (dtype === 'float64' ? 1e-8 : 2e-5) * (1 + Math.abs(value));
          const what = `${place.tensor} of layer ${place.layer + 1}`;
          if (paths && paths.list.length > 0) {
            assert.ok(Math.abs(paths.value - value) < allowed, `paths of ${what}`);
          }
          if (difference?.kind !== 'computed') continue;
          computed++;
          assert.ok(Math.abs(difference.numeric - value) < allowed, what);
        }
        assert.ok(computed > 0.5 * derivatives.length, `${computed} of ${derivatives.length}`);
      });
    }
  }

  const run = randomNet({ activation: 'tanh', loss: 'mse', dropout: 0.4, rows: 1, depth: 2 });
  const { mask } = run.peek().layers[0];
  const kept = mask?.data.findIndex(factor => factor > 0) ?? -1;
  const dropped = mask?.data.findIndex(factor => factor === 0) ?? -1;

  it('name the mask: forward, backward and along each path', () => {
    const formulaOf = (tensor: 'z' | 'gradW' | 'delta', layer: number, row: number): string => {
      const col = tensor === 'delta' ? row : 0;
      const place = { tensor, layer, row: tensor === 'gradW' ? row : 0, col };
      const { formula } = derivationOf(run, place);
      assert.ok(formula);
      return written(formula);
    };
    assert.equal(
      formulaOf('z', 1, 0),
      '(+ Σi<4(a0[0,i] · mask0[0,i] · weights1[i,0]) + biases1[0,0])',
    );
    const unit = `[0,${kept}]`;
    const product = `a0${unit} · mask0${unit} · delta1[0,0]`;
    assert.equal(formulaOf('gradW', 1, kept), product);
    const sum = `Σk<3(delta1[0,k] · weights1[${kept},k])`;
    assert.equal(formulaOf('delta', 0, kept), `${sum} · mask0${unit} · slope0${unit}`);
    const { paths } = derivationOf(run, { tensor: 'delta', layer: 0, row: 0, col: kept });
    assert.match(
      writtenPath(paths?.list[0] ?? assert.fail())[2],
      /^∂z.*\/∂a.* is mask.* · weights/,
    );
  });

  it('say of a dropped unit that its mask is 0, and of a mask that it is given', () => {
    const { value, zero } = derivationOf(run, { tensor: 'delta', layer: 0, row: 0, col: dropped });
    assert.equal(value, 0);
    const place = { tensor: 'mask', layer: 0, row: 0, col: dropped } as const;
    assert.deepEqual(zero, { kind: 'factor', place });
    const given = derivationOf(run, place);
    assert.deepEqual([given.value, given.formula, given.chain], [0, null, null]);
  });
});
