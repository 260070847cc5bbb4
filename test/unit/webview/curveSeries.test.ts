import assert from 'node:assert/strict';
import {
  columnTitle,
  curveStrips,
  epochLimits,
  valueLimits,
} from '../../../webview/chart/curveSeries';
import { Column } from '../../../webview/drawing/decimate';

function column(...values: number[]): Column {
  const result = new Column();
  result.append(values);
  return result;
}

/** Rows [from, to) of a column of these values. */
function drawn(values: number[], from = 0, to = values.length) {
  return { column: column(...values), from, to };
}

describe('curves', () => {
  it('puts the parts of one metric onto one strip', () => {
    const strips = curveStrips(['loss', 'accuracy', 'val_loss', 'val_accuracy', 'test_loss']);
    assert.deepEqual(strips, [
      {
        metric: 'loss',
        series: [
          { column: 0, part: 'train' },
          { column: 2, part: 'validation' },
          { column: 4, part: 'test' },
        ],
      },
      {
        metric: 'accuracy',
        series: [
          { column: 1, part: 'train' },
          { column: 3, part: 'validation' },
        ],
      },
    ]);
  });

  it('names columns in words', () => {
    assert.equal(columnTitle('val_loss'), 'validation loss');
    assert.equal(columnTitle('test_my_error'), 'test my error');
    assert.equal(columnTitle('accuracy'), 'accuracy');
  });

  it('starts losses at 0, and ends them at a round number', () => {
    assert.deepEqual(valueLimits('loss', [drawn([0.41, 0.2])], false), { min: 0, max: 0.5 });
    assert.deepEqual(valueLimits('loss', [drawn([-3.2, 2])], false), { min: -4, max: 2 });
  });

  it('looks at the visible rows alone', () => {
    assert.deepEqual(valueLimits('loss', [drawn([90, 0.3, 0.2], 1, 3)], false), {
      min: 0,
      max: 0.3,
    });
  });

  it('shows accuracies from 0 to 1', () => {
    for (const values of [
      [0.97, 0.98],
      [0.2, 0.31],
    ])
      assert.deepEqual(valueLimits('accuracy', [drawn(values)], false), { min: 0, max: 1 });
  });

  it('has limits for nothing and for zeros', () => {
    assert.deepEqual(valueLimits('loss', [drawn([NaN])], false), { min: 0, max: 1 });
    assert.deepEqual(valueLimits('loss', [drawn([0, 0])], false), { min: 0, max: 1 });
    assert.deepEqual(valueLimits('loss', [drawn([0, 0])], true), { min: 0, max: 1 });
  });

  it('keeps a logarithmic axis above 0', () => {
    assert.deepEqual(valueLimits('loss', [drawn([0.41, 0.0021])], true), {
      min: 0.002,
      max: 0.5,
    });
    assert.deepEqual(valueLimits('loss', [drawn([1, 0])], true), { min: 1e-6, max: 1 });
    const { min, max } = valueLimits('loss', [drawn([1, 1])], true);
    assert.ok(min < 1 && max > 1);
  });

  it('lets the epochs grow in steps up to all of them', () => {
    assert.deepEqual(epochLimits(0, 400, false), { min: 0, max: 10 });
    assert.deepEqual(epochLimits(101, 400, false), { min: 0, max: 150 });
    assert.deepEqual(epochLimits(390, 400, false), { min: 0, max: 400 });
    assert.deepEqual(epochLimits(3, 5, false), { min: 0, max: 5 });
  });

  it('ends where the run ended', () => {
    assert.deepEqual(epochLimits(69, 10_000, true), { min: 0, max: 69 });
  });
});
