import assert from 'node:assert/strict';
import * as engine from '../../../src/engine/training/course';
import { epochsAt, measured, stepAfterEpoch } from '../../../webview/run/course';

describe('steps and epochs', () => {
  const plain = { origin: { step: 0, epoch: 0 }, batchesPerEpoch: 6 };
  /** A fork at step 60, which stood at the end of epoch 10, with one batch for each epoch. */
  const fork = { origin: { step: 60, epoch: 10 }, batchesPerEpoch: 1 };

  it('of a run from its beginning, and of a fork whose epochs have another length', () => {
    for (const [course, epoch, step] of [
      [plain, 25, 150],
      [plain, 0, 0],
      [fork, 25, 75],
      [fork, 10, 60],
    ] as const) {
      assert.equal(stepAfterEpoch(course, course, epoch), step);
      assert.equal(engine.stepAfterEpoch(course, epoch), step);
      assert.equal(engine.epochsAfterStep(course, step), epoch);
    }
    assert.equal(engine.epochsAfterStep(plain, 9), 1.5);
  });

  it('where a run stands', () => {
    assert.equal(epochsAt(fork, { step: 80, epoch: 30, batch: 0 }), 30);
    assert.equal(epochsAt(plain, { step: 9, epoch: 1, batch: 3 }), 1.5);
  });

  it('have nothing to show before an epoch has been measured', () => {
    assert.equal(measured(NaN, 0, 0), undefined);
    assert.equal(measured(0.5, 4, 0), 0.5);
    assert.equal(measured(NaN, 4, 0), NaN, 'it was measured, and is no number');
    assert.equal(measured(0.5, 10, 10), 0.5, 'carried over to the fork');
    assert.equal(measured(NaN, 10, 10), undefined, 'another loss');
  });
});
