import assert from 'node:assert/strict';
import { Pace } from '../../../webview/page/pace';

/** A pace whose waiting the test ends itself, and how often it has asked again. */
function paced() {
  const waits: { ended: () => void; milliseconds: number }[] = [];
  const result = { asked: 0, waits, pace: new Pace(50, () => result.asked++, wait) };
  function wait(ended: () => void, milliseconds: number): void {
    waits.push({ ended, milliseconds });
  }
  return result;
}

describe('the pace of what is read', () => {
  it('lets through what comes slowly, and holds back what comes with every frame', () => {
    const { pace } = paced();
    const shown = Array.from({ length: 60 }, (_, frame) => pace.allows((frame * 1000) / 60, true));
    const times = shown.filter(Boolean).length;
    assert.ok(times >= 14 && times <= 20, `${times} times in a second`);
    assert.ok([2000, 2060, 2120].every(now => pace.allows(now, true)));
  });

  it('asks once for what was held back, as soon as that can be shown', () => {
    const held = paced();
    held.pace.allows(0, true);
    for (const now of [10, 20, 30]) assert.equal(held.pace.allows(now, true), false);
    assert.deepEqual(
      held.waits.map(({ milliseconds }) => milliseconds),
      [40],
    );
    held.waits[0].ended();
    assert.equal(held.asked, 1);
    assert.equal(held.pace.allows(50, true), true);
    assert.equal(held.pace.allows(60, true), false);
    assert.equal(held.waits.length, 2, 'the next one waits anew');
  });

  it('holds nothing back where nothing runs, and asks for nothing after that', () => {
    const { pace, waits } = paced();
    const held = paced();
    held.pace.allows(0, true);
    assert.equal(held.pace.allows(5, true), false);
    assert.equal(held.pace.allows(10, false), true);
    held.waits[0].ended();
    assert.equal(held.asked, 0);
    assert.ok([0, 1, 2].every(now => pace.allows(now, false)));
    assert.equal(waits.length, 0);
  });
});
