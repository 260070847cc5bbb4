import assert from 'node:assert/strict';
import type { Frame } from '../../../src/protocol/snapshot';
import {
  FrameSender,
  intervalAfter,
  type BuiltFrame,
} from '../../../src/worker/frames/frameSender';
import { FakeClock } from './support';

function senderWith(cost: BuiltFrame['cost']) {
  const clock = new FakeClock(0);
  const sent: number[] = [];
  const planes: number[] = [];
  let built = 0;
  let state = 0;
  const sender = new FrameSender(
    clock,
    withPlanes => {
      built++;
      if (withPlanes) planes.push(built);
      return { frame: { revision: state } as Frame, transfer: [], cost };
    },
    frame => sent.push(frame.revision),
  );
  /** Which of the frames, from 1, had their planes. */
  const withPlanes = (): number[] => planes;
  return { clock, sent, sender, withPlanes, setState: (next: number) => (state = next) };
}

describe('frames', () => {
  it('has one frame in flight, and sends the newest state next', () => {
    const { clock, sent, sender, setState } = senderWith({ recording: 0, planes: 0 });
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

  it('sends a few more frames than a screen shows, where they cost little', () => {
    const { clock, sent, sender } = senderWith({ recording: 0.1, planes: 0.1 });
    for (let i = 0; i < 1000; i++) {
      clock.time += 1;
      sender.offer();
      sender.taken();
    }
    assert.ok(sent.length >= 66 && sent.length <= 72, `${sent.length} frames in a second`);
  });

  it('keeps that pace where it is asked now and then', () => {
    for (const every of [7, 9, 11, 15]) {
      const { clock, sent, sender } = senderWith({ recording: 0.35, planes: 5 });
      while (clock.time < 1000) {
        clock.time += every;
        sender.offer();
        sender.taken();
      }
      assert.ok(sent.length >= 66, `asked every ${every} ms: ${sent.length} frames in a second`);
      assert.ok(sent.length <= 72, `asked every ${every} ms: ${sent.length} frames in a second`);
    }
  });

  it('does not make up for a pause', () => {
    const { clock, sent, sender } = senderWith({ recording: 0, planes: 0 });
    sender.offer();
    sender.taken();
    clock.time += 1000;
    for (let i = 0; i < 14; i++) {
      sender.offer();
      sender.taken();
      clock.time += 1;
    }
    assert.equal(sent.length, 2);
  });

  it('spends less than a twentieth of the time on recordings and planes', () => {
    for (const cost of [
      { recording: 0.2, planes: 3 },
      { recording: 5, planes: 0 },
      { recording: 1, planes: 20 },
    ]) {
      const { clock, sent, sender, withPlanes } = senderWith(cost);
      for (let i = 0; i < 10_000; i++) {
        clock.time += 1;
        sender.offer();
        sender.taken();
      }
      const spent = sent.length * cost.recording + withPlanes().length * cost.planes;
      assert.ok(spent > 0 && spent / 10_000 <= 0.046, `${spent / 10_000} of the time`);
      if (cost.planes === 3) assert.ok(sent.length > 550, `${sent.length} frames in ten seconds`);
    }
    assert.ok(3000 / intervalAfter(3000, 0.025) <= 0.125);
  });

  it('never leaves out the planes of a run at rest', async () => {
    const { clock, sender, withPlanes } = senderWith({ recording: 0.1, planes: 20 });
    sender.offer();
    sender.taken();
    clock.time += 20;
    sender.offer();
    sender.taken();
    assert.deepEqual(withPlanes(), [1]);
    await sender.flush();
    assert.deepEqual(withPlanes(), [1, 3]);
  });

  it('sends the last state once what is in flight was taken', async () => {
    const { sent, sender, setState } = senderWith({ recording: 0, planes: 0 });
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

  it('answers everybody who waits for a frame that cannot be built, and goes on', async () => {
    const clock = new FakeClock(0);
    let fails = false;
    const sent: Frame[] = [];
    const sender = new FrameSender(
      clock,
      () => {
        if (fails) throw new RangeError('no memory');
        return { frame: {} as Frame, transfer: [], cost: { recording: 0, planes: 0 } };
      },
      frame => sent.push(frame),
    );
    await sender.flush();
    const waiting = [sender.flush(), sender.flush()];
    fails = true;
    sender.taken();
    for (const flushed of waiting) await assert.rejects(flushed, /no memory/);
    await assert.rejects(sender.flush(), /no memory/);
    fails = false;
    await sender.flush();
    assert.equal(sent.length, 2);
  });
});
