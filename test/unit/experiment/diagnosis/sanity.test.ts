/** Sanity experiments: what comes out is what was done, and the sentence says what it means. */
import assert from 'node:assert/strict';
import { sanity } from '../../../../src/experiment/diagnosis/sanity/sanity';
import { SANITY_NAMES, type SanityName } from '../../../../src/protocol/findings';
import type { Json } from '../support';
import { chance, inline, layers, sound } from './support';

function outcomeOf(name: SanityName, changes: Json = {}): string {
  const steps = sanity(name, sound(changes), new Map());
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value ?? assert.fail('cannot run');
  }
}

const NOISE = inline(80, i => [[chance(i), chance(i, 1)], chance(i, 2) > 0.5 ? 1 : 0]);

/** Two relus learn it from some starts, and from others they die. */
const XOR = {
  data: inline(4, i => [[i % 2, i >> 1], (i % 2) ^ (i >> 1)]),
  model: { layers: layers('relu', 2) },
  trainer: { epochs: 300, batch_size: 'full' },
};

/** All weights 0: nothing of the inputs arrives. */
const BLIND = {
  model: { layers: layers('tanh', 4).map(layer => ({ ...layer, kernel_initializer: 'zeros' })) },
};

describe('a sanity experiment', () => {
  it('overfits one batch of a network that learns, and says that its gradients work', () => {
    const said = outcomeOf('overfit_batch');
    assert.match(said, /^Trained on one batch of 16 rows for 500 updates: accuracy 1, loss /);
    assert.match(said, /can learn rows by heart: its gradients work/);
  });

  it('cannot overfit one batch where no gradient gets through', () => {
    assert.match(outcomeOf('overfit_batch', BLIND), /cannot even learn these by heart/);
  });

  it('tells a network that uses its inputs from one that does not', () => {
    assert.match(outcomeOf('zero_inputs'), /The network uses its inputs\.$/);
    assert.match(outcomeOf('zero_inputs', BLIND), /no better with its inputs than without/);
  });

  it('tells what targets have to do with the inputs from what can be learned by heart', () => {
    assert.match(outcomeOf('shuffle_labels'), /what inputs and targets have in common/);
    const large = {
      data: NOISE,
      model: { layers: layers('tanh', 40, 40) },
      trainer: { epochs: 2000, batch_size: 'full' },
    };
    assert.match(outcomeOf('shuffle_labels', large), /learns any targets by heart/);
    const small = { data: NOISE, model: { layers: layers('tanh', 1) } };
    assert.match(
      outcomeOf('shuffle_labels', small),
      /no better than with targets that have nothing/,
    );
  });

  it('doubles the batch, where there is more than one', () => {
    assert.match(outcomeOf('double_batch'), /^With batches of 32: .*; with batches of 16: /);
    const full = { trainer: { epochs: 5, batch_size: 'full' } };
    assert.match(outcomeOf('double_batch', full), /^A batch is all 96 rows already/);
  });

  it('runs ten seeds, from that of the file on', () => {
    assert.match(
      outcomeOf('ten_seeds'),
      /^From 10 seeds, 3 to 12: accuracy .*about the same wherever/,
    );
    assert.match(outcomeOf('ten_seeds', XOR), /depends on where it starts/);
  });

  it('leaves the file as it is, and can be ended between two breaths', () => {
    const file = sound();
    const text = JSON.stringify(file);
    for (const name of SANITY_NAMES) {
      const steps = sanity(name, file, new Map());
      assert.equal(steps.next().done, name === 'double_batch' ? steps.next().done : false);
      steps.return('');
    }
    assert.equal(JSON.stringify(file), text);
  });
});
