/** The chain rule of each derivative of the loss, as it is written. */
import assert from 'node:assert/strict';
import type { DerivedTensor, Place } from '../../../../src/engine/derivation/terms/numbers';
import type { Run } from '../../../../src/engine/training/run';
import { derivationOf, randomNet } from './support';
import { writtenChain } from './written';

function chain(run: Run, tensor: DerivedTensor, layer: number, row = 0, col = 0): string | null {
  const place: Place = { tensor, layer, row, col };
  const rule = derivationOf(run, place).chain;
  return rule && writtenChain(rule);
}

describe('the chain rule', () => {
  const run = randomNet({ activation: 'tanh', loss: 'mse' });

  it('of a weight and of a bias runs over the rows of the batch', () => {
    const toWeight = 'Σr<5 ∂z1[r,1]/∂weights1[2,1] · ∂L/∂z1[r,1]';
    const toBias = 'Σr<5 ∂z1[r,1]/∂biases1[0,1] · ∂L/∂z1[r,1]';
    for (const tensor of ['weights', 'gradW'] as const)
      assert.equal(chain(run, tensor, 1, 2, 1), toWeight);
    for (const tensor of ['biases', 'gradB'] as const)
      assert.equal(chain(run, tensor, 1, 0, 1), toBias);
  });

  it('of a single row needs no sum', () => {
    const single = randomNet({ activation: 'tanh', loss: 'mse', rows: 1 });
    assert.equal(chain(single, 'gradW', 1, 2, 1), '∂z1[0,1]/∂weights1[2,1] · ∂L/∂z1[0,1]');
    assert.equal(chain(single, 'gradB', 1, 0, 1), '∂z1[0,1]/∂biases1[0,1] · ∂L/∂z1[0,1]');
  });

  it('of a hidden unit runs over the units above, up to the activation or through it', () => {
    assert.equal(chain(run, 'gradA', 1, 3, 1), 'Σk<3 ∂L/∂z2[3,k] · ∂z2[3,k]/∂a1[3,1]');
    assert.equal(
      chain(run, 'delta', 1, 3, 1),
      'Σk<3 ∂L/∂z2[3,k] · ∂z2[3,k]/∂a1[3,1] · ∂a1[3,1]/∂z1[3,1]',
    );
  });

  it('below a single unit needs no sum', () => {
    const narrow = randomNet({ activation: 'tanh', loss: 'mse', outputs: 1 });
    assert.equal(
      chain(narrow, 'delta', 1, 3, 1),
      '∂L/∂z2[3,0] · ∂z2[3,0]/∂a1[3,1] · ∂a1[3,1]/∂z1[3,1]',
    );
  });

  it('of an output goes through its own activation, with softmax through all of them', () => {
    assert.equal(chain(run, 'delta', 2, 3, 1), '∂L/∂a2[3,1] · ∂a2[3,1]/∂z2[3,1]');
    const softmax = randomNet({ activation: 'softmax', loss: 'mse' });
    assert.equal(chain(softmax, 'delta', 2, 3, 1), 'Σk<3 ∂L/∂a2[3,k] · ∂a2[3,k]/∂z2[3,1]');
    const alone = randomNet({ activation: 'softmax', loss: 'mse', outputs: 1 });
    assert.equal(chain(alone, 'delta', 2, 3, 0), '∂L/∂a2[3,0] · ∂a2[3,0]/∂z2[3,0]');
  });

  it('is not written of what is no derivative of the loss, nor of ∂L/∂a of an output itself', () => {
    for (const tensor of ['z', 'a', 'slope', 'rowLoss', 'loss'] as const)
      assert.equal(chain(run, tensor, 2), null);
    assert.equal(chain(run, 'gradA', 2, 3, 1), null);
  });
});
