/** λ_max along a run: beside 2/rate, and what follows from it. */
import assert from 'node:assert/strict';
import { curvatureCourse } from '../../../../src/experiment/diagnosis/stability/curvatureCourse';
import type { Chart } from '../../../../src/experiment/evidence/picture';
import { prepare } from '../../../../src/experiment/prepare';
import { readExperiment } from '../../../../src/experiment/read';
import type { Json } from '../support';

/** One weight w on rows x: the loss is the mean of (w·x − y)², its curvature 2 · mean of x². */
function line(optimizer: Json, more: Json = {}): Json {
  return {
    version: 1,
    data: { train: { type: 'inline', x: [[1], [2], [3]], y: [2, 4, 6] } },
    model: {
      layers: [{ units: 1, activation: 'linear', use_bias: false, kernel_initializer: 'zeros' }],
    },
    loss: { type: 'mse' },
    optimizer,
    trainer: { epochs: 6, batch_size: 'full' },
    ...more,
  };
}

const CURVATURE = (2 * (1 + 4 + 9)) / 3;

function courseOf(file: Json): Chart | null {
  const { experiment, problems } = readExperiment(JSON.stringify(file));
  const { prepared } = experiment ? prepare(experiment, new Map()) : { prepared: null };
  assert.ok(prepared, JSON.stringify(problems));
  const steps = curvatureCourse(prepared);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

describe('the curvature along a run', () => {
  it('is λ_max at every update, and shaded where the rate is too large for it', () => {
    const rate = 2.1 / CURVATURE;
    const chart = courseOf(line({ type: 'sgd', learning_rate: rate })) ?? assert.fail();
    const [loss, curvature] = chart.panels;
    assert.deepEqual(curvature.lines[0].x, [0, 1, 2, 3, 4, 5]);
    for (const value of curvature.lines[0].y) assert.ok(Math.abs(value - CURVATURE) < 1e-9);
    assert.ok(Math.abs((curvature.limit?.value ?? NaN) - 2 / rate) < 1e-12);
    assert.deepEqual(chart.shaded, [[0, 6]]);
    for (let i = 1; i < 6; i++) assert.ok(loss.lines[0].y[i] > loss.lines[0].y[i - 1]);
    assert.match(chart.caption, /above in 6 of 6 steps \(shaded\); 5 of the 5 rises of the loss/);
  });

  it('is nowhere above at a rate that is small enough', () => {
    const chart = courseOf(line({ type: 'sgd', learning_rate: 1.9 / CURVATURE })) ?? assert.fail();
    assert.deepEqual(chart.shaded, []);
    assert.match(chart.caption, /above in 0 of 6 steps \(shaded\)\.$/);
  });

  it('counts the rows of a sum, the momentum and the weight decay', () => {
    const limitOf = (file: Json): [number, number] => {
      const [, { lines, limit }] = (courseOf(file) ?? assert.fail()).panels;
      return [lines[0].y[0], limit?.value ?? NaN];
    };
    const rate = { type: 'sgd', learning_rate: 0.1 };
    const [sum] = limitOf(line(rate, { loss: { type: 'mse', batch_reduction: 'sum' } }));
    assert.ok(Math.abs(sum - 3 * CURVATURE) < 1e-8);
    const [, heavy] = limitOf(line({ ...rate, momentum: 0.5 }));
    assert.ok(Math.abs(heavy - 30) < 1e-9);
    const [decayed] = limitOf(line({ ...rate, weight_decay: 0.25 }));
    assert.ok(Math.abs(decayed - CURVATURE - 0.25) < 1e-8);
  });

  it('stands beside a limit that follows the schedule of the rate', () => {
    const schedule = { type: 'step', step_size: 2, gamma: 0.5 };
    const chart = courseOf(line({ type: 'sgd', learning_rate: 0.1, schedule })) ?? assert.fail();
    const [, { lines, limit }] = chart.panels;
    assert.equal(limit, undefined);
    assert.deepEqual(lines[1].y, [20, 20, 40, 40, 80, 80]);
  });

  it('is none of an optimiser that scales its steps', () => {
    assert.equal(courseOf(line({ type: 'adam', learning_rate: 0.1 })), null);
  });
});
