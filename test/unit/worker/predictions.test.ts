import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import type { PredictionsWish } from '../../../src/protocol/confusion';
import { CLASSES, IMAGES, VALUES } from '../webview/transcripts/scenes';
import { XOR } from '../host/support';
import { FakeClock, workerOf } from './support';

/** The last frame after training, with the wish granted, and the outputs at the points beside it. */
async function trained(text: string, predictions: PredictionsWish | null) {
  const { ask, frames } = workerOf(new FakeClock());
  await ask.watch({ tensors: [], boundary: 2, predictions });
  const { experiment } = readExperiment(text);
  assert.ok(experiment);
  const { description } = await ask.load({ experiment, name: 'test', files: [], threads: 0 });
  assert.ok(description);
  await ask.train({});
  const { predictions: told, boundary } = frames.at(-1) ?? assert.fail();
  return { told, description, boundary };
}

describe('the predictions for the rows of a part', () => {
  it('are the outputs with all their digits, their targets, and the inputs in units of the file', async () => {
    for (const [place, part] of (['train', 'validation'] as const).entries()) {
      const { told, description, boundary } = await trained(CLASSES, { part, most: 100 });
      assert.ok(told && boundary);
      const { xy, labels } = description.points[place];
      assert.deepEqual([told.part, told.rows, told.of], [part, labels.length, labels.length]);
      assert.equal(told.cols, 3);
      assert.deepEqual(told.outputs, boundary.atPoints[place]);
      assert.deepEqual(told.inputs, xy);
      labels.forEach((label, row) => {
        const target = [...told.targets.subarray(3 * row, 3 * row + 3)];
        assert.deepEqual(
          target,
          [0, 1, 2].map(col => Number(col === label)),
        );
      });
    }
  });

  it('are in units of the file where the inputs are scaled', async () => {
    const scaled = CLASSES.replace('"encoding"', '"normalization": "zscore", "encoding"');
    const { told, description } = await trained(scaled, { part: 'train', most: 100 });
    assert.ok(told && description.data.scaling);
    told.inputs.forEach((value, at) =>
      assert.ok(Math.abs(value - description.points[0].xy[at]) < 1e-12),
    );
  });

  it('are of the first rows alone where no more are asked for', async () => {
    const all = await trained(XOR, { part: 'train', most: 100 });
    const some = await trained(XOR, { part: 'train', most: 4 });
    assert.deepEqual([some.told?.rows, some.told?.of], [4, 21]);
    assert.deepEqual(some.told?.outputs, all.told?.outputs.slice(0, 4));
    assert.deepEqual(some.told?.targets, all.told?.targets.slice(0, 4));
  });

  it('are of values too, and of pictures without their pixels', async () => {
    const { told } = await trained(VALUES, { part: 'train', most: 10 });
    assert.deepEqual([...(told?.targets ?? [])], [0.5, 1.5, -1, 2]);
    assert.equal((await trained(IMAGES, { part: 'train', most: 10 })).told?.width, 0);
  });

  it('are none where nothing was asked for, or there is no such part', async () => {
    assert.equal((await trained(CLASSES, null)).told, null);
    assert.equal((await trained(CLASSES, { part: 'test', most: 5 })).told, null);
  });
});
