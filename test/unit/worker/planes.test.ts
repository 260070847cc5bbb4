/** The outputs over a plane: in a range of one's own, and of the network with which the run began. */
import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import type { Watch } from '../../../src/protocol/snapshot';
import { XOR } from '../host/support';
import { FakeClock, workerOf } from './support';

async function loaded(watch: Partial<Watch>) {
  const { ask, frames } = workerOf(new FakeClock());
  await ask.watch({ tensors: [], boundary: 0, ...watch });
  const { experiment } = readExperiment(XOR);
  assert.ok(experiment);
  await ask.load({ experiment, name: 'test', files: [], threads: 0 });
  const last = () => frames.at(-1) ?? assert.fail();
  return { ask, last };
}

describe('the outputs over a plane', () => {
  it('are of the range that is asked for', async () => {
    const { ask, last } = await loaded({ boundary: 3, range: [-2, 2, -1, 3] });
    await ask.step({ updates: 1 });
    const wide = last().boundary ?? assert.fail();
    assert.deepEqual(wide.extent, [-2, 2, -1, 3]);
    await ask.watch({ tensors: [], boundary: 5, range: [-2, 0, -1, 1] });
    const { values, extent } = last().boundary ?? assert.fail();
    assert.deepEqual(extent, [-2, 0, -1, 1]);
    // The lower left quarter: its corners are samples of the whole.
    for (const [row, col] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
      assert.equal(values[4 * row * 5 + 4 * col], wide.values[row * 3 + col]);
    await ask.watch({ tensors: [], boundary: 3, range: null });
    assert.ok((last().boundary?.extent[0] ?? -2) > -1);
  });

  it('of single units are of the same range', async () => {
    const maps = { resolution: 3, units: [{ layer: 0, unit: 0 }] };
    const { ask, last } = await loaded({ maps, range: [-2, 2, -1, 3] });
    await ask.step({ updates: 1 });
    const wide = last().maps?.values ?? assert.fail();
    await ask.watch({ ...{ tensors: [], boundary: 0 }, maps, range: [-2, 0, -1, 1] });
    const quarter = last().maps?.values ?? assert.fail();
    assert.deepEqual([quarter[0], quarter[2], quarter[8]], [wide[0], wide[1], wide[4]]);
  });

  it('before are those of the untrained network, and looking back changes nothing', async () => {
    const { ask, last } = await loaded({ boundary: 4, before: 4 });
    await ask.step({ updates: 1 });
    const first = (await loaded({ boundary: 4 })).last().boundary ?? assert.fail();
    await ask.step({ updates: 50 });
    const { boundary, before, batchLoss } = last();
    assert.deepEqual(before?.values, first.values);
    assert.deepEqual(before?.atPoints, first.atPoints);
    assert.notDeepEqual(boundary?.values, first.values);
    const plain = await loaded({ boundary: 4 });
    await plain.ask.step({ updates: 51 });
    assert.equal(plain.last().batchLoss, batchLoss);
    assert.deepEqual(plain.last().boundary?.values, boundary?.values);
  });

  it('before are none where they are not asked for', async () => {
    const { last } = await loaded({ boundary: 4 });
    assert.equal(last().before, null);
  });
});
