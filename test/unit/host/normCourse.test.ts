import assert from 'node:assert/strict';
import { NormCourse } from '../../../src/host/session/run/normCourse';
import type { TensorName } from '../../../src/protocol/snapshot';
import type { TensorStats } from '../../../src/protocol/tensors';

function stats(tensor: TensorName, norm: number): TensorStats {
  return { tensor, rows: 1, cols: 1, norm, meanAbs: norm, min: norm, max: norm, nonFinite: 0 };
}

describe('the course of a norm', () => {
  it('is that of the last frames, where the tensor was looked at', () => {
    const course = new NormCourse();
    const steps = Array.from({ length: 60 }, (_, step) => step);
    for (const step of steps)
      course.note(step, [[stats('z', step), ...(step % 2 ? [stats('slope', -step)] : [])]]);
    const kept = steps.slice(-48);
    assert.deepEqual(course.of(0, 'z'), kept);
    assert.deepEqual(
      course.of(0, 'slope'),
      kept.filter(step => step % 2).map(step => -step),
    );
    assert.deepEqual(course.of(1, 'z'), []);
  });

  it('forgets what lies ahead when the run goes back', () => {
    const course = new NormCourse();
    for (const step of [1, 2, 3]) course.note(step, [[stats('a', step)]]);
    course.note(2, [[stats('a', 20)]]);
    assert.deepEqual(course.of(0, 'a'), [1, 20]);
    course.clear();
    assert.deepEqual(course.of(0, 'a'), []);
  });
});
