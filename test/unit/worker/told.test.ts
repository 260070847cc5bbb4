/** Numbers of a run that people are told: sizes, rates, kinks, and what its checks came to. */
import assert from 'node:assert/strict';
import { gradientReport } from '../../../src/worker/run/gradientReport';
import { extentOf } from '../../../src/worker/run/loadedRun';
import { experimentOf, FakeClock, SMALL, workerOf } from './support';

const NOTHING = {};

async function loaded(experiment = SMALL, clock = new FakeClock()) {
  const worker = workerOf(clock);
  const request = { experiment, name: 'x', files: [], threads: 1, skip: [] };
  const { description } = await worker.ask.load(request);
  assert.ok(description);
  return { ...worker, description };
}

describe('of a run is told', () => {
  it('how many rows a batch has, where all of them are fewer', async () => {
    const rows = async (batch_size: number | 'full') => {
      const trainer = { ...SMALL.trainer, batch_size };
      return (await loaded({ ...SMALL, trainer })).description.rowsPerBatch;
    };
    const all = await rows('full');
    assert.deepEqual([await rows(4), await rows(all + 7)], [4, all]);
  });

  it('the threshold of its accuracy', async () => {
    const { metrics } = experimentOf(accuracyAt(0.7));
    const { description } = await loaded({ ...SMALL, metrics });
    assert.equal(description.threshold, 0.7);
  });

  it('how many epochs and rows it does in a second', async () => {
    const { ask, frames, description } = await loaded(SMALL, new FakeClock(20));
    await ask.train(NOTHING);
    const { epochsPerSecond, samplesPerSecond } = frames[frames.length - 1];
    const { rows } = description.data.train;
    assert.ok(epochsPerSecond > 0);
    assert.ok(Math.abs(samplesPerSecond / epochsPerSecond - rows) < 1e-9);
    // Each update takes at least one look at a clock that goes on by 20 ms with each.
    assert.ok(epochsPerSecond <= 50 / description.batchesPerEpoch, `${epochsPerSecond}`);
  });

  it('what its checks came to, when it has come to its end', async () => {
    const { checks } = experimentOf(accuracyAt(0.5, '"checks": {"gradient_check": true},'));
    const { ask } = await loaded({ ...SMALL, checks });
    assert.match((await ask.train(NOTHING)).message, /^1 of 1 check passed\./);
  });

  it('what its checks of steps on the way came to, each at its very step', async () => {
    const plain = await loaded(SMALL);
    await plain.ask.step({ updates: 45 });
    const { batchLoss } = await plain.ask.snapshot(NOTHING);
    const expected = `{"path": "loss", "step": 45, "value": ${batchLoss}, "tolerance": 0}`;
    const { checks } = experimentOf(accuracyAt(0.5, `"checks": {"expect": [${expected}]},`));
    const { ask } = await loaded({ ...SMALL, checks });
    assert.match((await ask.train(NOTHING)).message, /^1 of 1 check passed\./);
  });
});

describe('of a plane is shown', () => {
  it('12 % more than its points, on each side', () => {
    const xy = Float64Array.from([0, 10, 100, 30]);
    assert.deepEqual(extentOf([{ xy, classes: null } as never]), [-12, 112, 7.6, 32.4]);
  });
});

describe('of a gradient check is told', () => {
  it('where the first kinks are, and how many there are', () => {
    const kinks = [1, 2, 3, 4].map(row => ({
      index: [row, 0],
      of: 'relu',
      layer: 7,
      row,
      unit: 5,
    }));
    const tensor = { name: 'layers.0.weights', layer: 0, tensor: 'weights', size: 9, checked: 5 };
    const parameters = [{ ...tensor, maxRelativeError: 0, worst: [], kinks }];
    const check = { of: 'loss', maxRelativeError: 0, parameters };
    const { parameters: shown } = gradientReport(check as never, { step: 0, rows: 4 });
    assert.equal(shown[0].kinks, 4);
    assert.deepEqual(
      shown[0].firstKinks.map(({ index, at }) => [index, at]),
      [1, 2, 3].map(row => [[row, 0], { layer: 7, row, unit: 5 }]),
    );
  });
});

/** As SMALL, with accuracy at this threshold. */
function accuracyAt(threshold: number, more = ''): string {
  return `{
  "version": 1, ${more}
  "data": {"train": {"type": "generator", "name": "xor_easy"}},
  "model": {"layers": [{"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "binary_cross_entropy"},
  "metrics": ["loss", {"name": "accuracy", "threshold": ${threshold}}]
}`;
}
