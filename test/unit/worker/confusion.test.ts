import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import type { ConfusionWish } from '../../../src/protocol/confusion';
import { CLASSES, DIVERGING, IMAGES, VALUES } from '../webview/transcripts/scenes';
import { XOR } from '../host/support';
import { FakeClock, workerOf } from './support';

const NOTHING = {};

/** The last frame after training, with the wish granted. */
async function trained(text: string, confusion: ConfusionWish | null) {
  const { ask, frames } = workerOf(new FakeClock());
  await ask.watch({ tensors: [], boundary: 0, confusion });
  const { experiment } = readExperiment(text);
  assert.ok(experiment);
  const { description } = await ask.load({ experiment, name: 'test', files: [], threads: 0 });
  assert.ok(description);
  await ask.train(NOTHING);
  const frame = frames.at(-1) ?? assert.fail();
  const column = (name: string): number => frame.lastEpoch[description.columns.indexOf(name)];
  return { confusion: frame.confusion, description, column };
}

describe('the confusion of a part', () => {
  it('counts every row once, as the accuracy does', async () => {
    for (const [part, metric] of [
      ['train', 'accuracy'],
      ['validation', 'val_accuracy'],
    ] as const) {
      const { confusion, description, column } = await trained(CLASSES, { part, most: 40 });
      assert.ok(confusion);
      const { counts, classes, misclassified } = confusion;
      assert.equal(classes, 3);
      const rows = counts.reduce((sum, count) => sum + count, 0);
      assert.equal(rows, description.data[part]?.rows);
      const right = [0, 1, 2].reduce((sum, at) => sum + counts[at * classes + at], 0);
      assert.equal(right / rows, column(metric));
      assert.equal(misclassified.rows.length, rows - right);
    }
  });

  it('names the misclassified rows, the most certain first, with their inputs in units of the file', async () => {
    const text = CLASSES.replace('"epochs": 6', '"epochs": 1');
    const { confusion, description } = await trained(text, { part: 'train', most: 3 });
    const { rows, truths, predicted, outputs, width, inputs } =
      confusion?.misclassified ?? assert.fail();
    assert.equal(rows.length, 3);
    assert.deepEqual(
      [...outputs],
      [...outputs].sort((a, b) => b - a),
    );
    truths.forEach((truth, at) => assert.notEqual(truth, predicted[at]));
    assert.equal(width, 2);
    const { xy, labels } = description.points[0];
    rows.forEach((row, at) => {
      const point = [...xy.subarray(2 * row, 2 * row + 2)];
      assert.deepEqual([...inputs.subarray(2 * at, 2 * at + 2)], point);
      assert.equal(labels[row], truths[at]);
    });
  });

  it('holds pictures whole, and two classes of a single output', async () => {
    const { confusion } = await trained(IMAGES, { part: 'train', most: 5 });
    assert.equal(confusion?.misclassified.width, 64);
    assert.equal(confusion.misclassified.inputs.length, 5 * 64);
    const xor = await trained(XOR, { part: 'train', most: 5 });
    assert.equal(xor.confusion?.classes, 2);
    const { counts } = xor.confusion;
    const right = (counts[0] + counts[3]) / counts.reduce((sum, count) => sum + count, 0);
    assert.equal(right, xor.column('accuracy'));
  });

  it('is none where nothing was asked for, the targets are values, or there is no such part', async () => {
    assert.equal((await trained(CLASSES, null)).confusion, null);
    assert.equal((await trained(VALUES, { part: 'train', most: 5 })).confusion, null);
    assert.equal((await trained(CLASSES, { part: 'test', most: 5 })).confusion, null);
    assert.equal((await trained(DIVERGING, { part: 'train', most: 5 })).confusion, null);
  });

  it('tells rows whose outputs are not numbers apart', async () => {
    const text = CLASSES.replace('"learning_rate": 0.05', '"learning_rate": 1e300');
    const { confusion } = await trained(text, { part: 'train', most: 5 });
    assert.ok((confusion?.unread ?? 0) > 0);
  });
});
