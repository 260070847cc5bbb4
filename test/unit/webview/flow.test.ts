import assert from 'node:assert/strict';
import { histogramBoxes, histogramsHeight } from '../../../webview/flow/histogramPaint';
import { FlowFrames } from '../../../webview/flow/flowFrame';
import { nearestStep } from '../../../webview/run/stepNorms';
import { apart } from '../../../webview/flow/flowPaint';
import { pageAfter } from './support';

describe('the gradient flow', () => {
  it('has a point for each layer and step, between round limits', async () => {
    const model = await pageAfter(30);
    const depth = model.description?.layers.length ?? 0;
    for (const kind of ['delta', 'gradW', 'ratio'] as const) {
      const { lines, values, valueTicks } = new FlowFrames().build(model, kind, 600);
      assert.equal(lines.length, depth);
      assert.ok(valueTicks.values.length >= 2, kind);
      for (const { points } of lines) {
        assert.deepEqual(
          points.map(({ x }) => x),
          Array.from({ length: 30 }, (_, i) => i + 1),
        );
        assert.ok(points.every(({ y }) => y >= values.min && y <= values.max));
      }
    }
  });

  it('ends where the epochs of a fork do', async () => {
    const model = await pageAfter(21);
    const { frame, description } = model;
    assert.ok(frame && description);
    const { epochs, batchesPerEpoch } = description;
    assert.ok(new FlowFrames().build(model, 'delta', 600).steps.max > 22);
    frame.timeline.origin = { step: 22 - batchesPerEpoch, epoch: epochs - 1 };
    assert.equal(new FlowFrames().build(model, 'delta', 600).steps.max, 22);
  });

  it('compares an update with the weights that it changes', async () => {
    const model = await pageAfter(3);
    const frames = new FlowFrames();
    const at = (column: number) => model.steps.columns[column].at(2);
    // The loss, then δ, ∂W, W and ΔW of each layer.
    assert.equal(frames.value(model, 'ratio', 0, 2), at(4) / at(3));
    assert.equal(frames.value(model, 'ratio', 1, 2), at(8) / at(7));
    assert.equal(frames.value(model, 'delta', 1, 2), at(5));
  });

  it('finds the nearest step that is kept', async () => {
    const model = await pageAfter(10);
    assert.deepEqual(
      [-5, 1.4, 1.6, 99].map(step => nearestStep(model, step)),
      [0, 0, 1, 9],
    );
    assert.equal(nearestStep(await pageAfter(0), 3), null);
  });

  it('writes the numbers of layers apart, inside the picture', () => {
    assert.deepEqual(apart([50, 51, 20], 0, 100), [50, 63, 20]);
    assert.deepEqual(apart([99, 98, 100], 0, 100), [87, 74, 100]);
    const many = apart(new Array<number>(21).fill(40), 0, 100);
    assert.ok(Math.min(...many) >= 0 && Math.max(...many) <= 100);
    assert.equal(new Set(many.map(Math.round)).size, 21);
  });
});

describe('histograms side by side', () => {
  it('take another row where the width is used up', () => {
    const boxes = histogramBoxes(6, 568);
    assert.deepEqual([boxes[0].left, boxes[3].top === boxes[0].top], [0, true]);
    assert.ok(boxes[4].top > boxes[0].top && boxes[4].left === 0);
    for (const { left, width } of boxes) assert.ok(left + width <= 568 + 1e-9);
    assert.ok(histogramsHeight(boxes) > boxes[5].top + boxes[5].height);
    assert.equal(histogramsHeight([]), 0);
  });
});
