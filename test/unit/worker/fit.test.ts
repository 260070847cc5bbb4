/** The curve of a network with one input: now, and where the run began. */
import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import type { Watch } from '../../../src/protocol/snapshot';
import { XOR } from '../host/support';
import { LINE } from '../webview/transcripts/scenes';
import { FakeClock, workerOf } from './support';

async function loaded(text: string, watch: Partial<Watch>) {
  const { ask, frames } = workerOf(new FakeClock());
  await ask.watch({ tensors: [], boundary: 0, ...watch });
  const { experiment } = readExperiment(text);
  assert.ok(experiment);
  const { description } = await ask.load({ experiment, name: 'test', files: [], threads: 0 });
  assert.ok(description);
  const last = () => frames.at(-1) ?? assert.fail();
  return { ask, last, description, fit: () => last().fit ?? assert.fail('no fit') };
}

describe('the fit of a network with one input', () => {
  it('spans all rows with some room, in units of the file, though the inputs are scaled', async () => {
    const { ask, fit, description } = await loaded(LINE, { fit: 5 });
    await ask.step({ updates: 1 });
    assert.ok(description.data.scaling);
    const { from, to, places, outputs } = fit();
    // The rows lie from −20 to 40.
    assert.deepEqual([from, to], [-20 - 60 * 0.12, 40 + 60 * 0.12]);
    assert.deepEqual([places, outputs], [5, 1]);
    assert.deepEqual(
      description.pairs.map(({ part, x, y }) => [part, [...x], [...y]]),
      [
        ['train', [-20, 0, 10, 40], [0.5, 1.5, -1, 2]],
        ['validation', [5], [0.25]],
        ['test', [-10, 30], [1, -0.5]],
      ],
    );
  });

  it('passes through the outputs that the rows have', async () => {
    // Seven places, ten apart: -20, -10, … 40.
    const { ask, fit, last } = await loaded(LINE, {
      ...{ fit: 7, range: [-20, 40, 0, 1] },
      predictions: { part: 'train', most: 10 },
    });
    await ask.step({ updates: 30 });
    const { now, start } = fit();
    const [train, validation, test] = now.atRows;
    assert.deepEqual(train, last().predictions?.outputs);
    assert.deepEqual(
      [...train],
      [0, 2, 3, 6].map(place => now.values[place]),
    );
    assert.deepEqual(
      [...test],
      [1, 5].map(place => now.values[place]),
    );
    assert.equal(validation.length, 1);
    assert.notDeepEqual(start.values, now.values);
  });

  it('begins where the run began, and looking back changes nothing', async () => {
    const untrained = (await loaded(LINE, { fit: 9 })).fit();
    assert.deepEqual(untrained.now, untrained.start);
    const { ask, fit, last } = await loaded(LINE, { fit: 9 });
    await ask.step({ updates: 50 });
    assert.deepEqual(fit().start, untrained.now);
    const plain = await loaded(LINE, {});
    await plain.ask.step({ updates: 50 });
    assert.equal(plain.last().batchLoss, last().batchLoss);
    assert.equal(plain.last().fit, null);
  });

  it('is none where there are two inputs, nor from a single place', async () => {
    const plane = await loaded(XOR, { fit: 9, boundary: 2 });
    assert.ok(plane.last().boundary);
    assert.equal(plane.last().fit, null);
    assert.deepEqual(plane.description.pairs, []);
    assert.equal((await loaded(LINE, { fit: 1 })).last().fit, null);
  });
});
