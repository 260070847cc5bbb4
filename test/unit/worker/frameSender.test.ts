import assert from 'node:assert/strict';
import type { Frame } from '../../../src/protocol/snapshot';
import { FrameSender, intervalAfter, type BuiltFrame } from '../../../src/worker/frameSender';
import { FakeClock } from './support';

function senderWith(cost: BuiltFrame['cost']) {
  const clock = new FakeClock(0);
  const sent: number[] = [];
  let state = 0;
  const sender = new FrameSender(
    clock,
    () => ({ frame: { revision: state } as Frame, transfer: [], cost }),
    frame => sent.push(frame.revision),
  );
  return { clock, sent, sender, setState: (next: number) => (state = next) };
}

describe('frames', () => {
  it('has one frame in flight, and sends the newest state next', () => {
    const { clock, sent, sender, setState } = senderWith({ recording: 0, boundary: 0 });
    for (let i = 1; i <= 5; i++) {
      setState(i);
      clock.time += 1000;
      sender.offer();
    }
    assert.deepEqual(sent, [1]);
    sender.taken();
    assert.deepEqual(sent, [1], 'nothing is sent unasked');
    sender.offer();
    assert.deepEqual(sent, [1, 5]);
  });

  it('sends about thirty frames a second at most', () => {
    const { clock, sent, sender } = senderWith({ recording: 0.1, boundary: 0.1 });
    for (let i = 0; i < 1000; i++) {
      clock.time += 1;
      sender.offer();
      sender.taken();
    }
    assert.ok(sent.length >= 28 && sent.length <= 31, `${sent.length} frames in a second`);
  });

  it('spends little of the time on recordings and pictures', () => {
    for (const cost of [
      { recording: 5, boundary: 0 },
      { recording: 1, boundary: 20 },
    ]) {
      const share = (cost.recording + cost.boundary) / intervalAfter(cost);
      assert.ok(share <= 0.15, `${share} of the time`);
    }
    const slow = { recording: 3000, boundary: 0 };
    assert.ok(slow.recording / intervalAfter(slow) <= 0.25);
  });

  it('sends the last state once what is in flight was taken', async () => {
    const { sent, sender, setState } = senderWith({ recording: 0, boundary: 0 });
    setState(1);
    sender.offer();
    setState(2);
    let flushed = false;
    const flush = sender.flush().then(() => (flushed = true));
    await Promise.resolve();
    assert.equal(flushed, false);
    setState(3);
    sender.taken();
    await flush;
    assert.deepEqual(sent, [1, 3]);
  });
});
