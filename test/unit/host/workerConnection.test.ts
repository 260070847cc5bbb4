/** The host's end of a worker: what it does to the thread that it is on. */
import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { Emitter } from '../../../src/host/events/events';
import { WorkerConnection } from '../../../src/host/session/workerConnection';

describe('a connection to a worker', () => {
  /** A worker that has its next frame ready whenever the last one is taken. */
  function eagerWorker(frames: number) {
    const { port1: host, port2: worker } = new MessageChannel();
    let sent = 0;
    const send = (): void => {
      if (sent++ < frames)
        worker.postMessage({ tag: 'event', event: { type: 'frame', frame: {} } });
      else worker.close();
    };
    worker.on('message', send);
    return {
      start: send,
      endpoint: {
        post: (message: unknown) => host.postMessage(message),
        listen: (receive: (message: unknown) => void) => host.on('message', receive),
        onEnd: (ended: (reason: string) => void) => host.on('close', () => ended('no more frames')),
        dispose: () => host.close(),
      },
    };
  }

  it('lets everything else on the thread have its turn between two frames', async () => {
    const { start, endpoint } = eagerWorker(20);
    const order: string[] = [];
    await new Promise<void>(resolve => {
      new WorkerConnection(endpoint, {
        frame: () => {
          order.push('frame');
          setTimeout(() => order.push('other'));
        },
        reading: () => undefined,
        swept: () => undefined,
        ended: () => resolve(),
      });
      start();
    });
    assert.deepEqual(order, Array(20).fill(['frame', 'other']).flat());
  });

  it('takes a frame that its listener cannot show, so that the worker goes on', async () => {
    const received: ((message: unknown) => void)[] = [];
    const posted: unknown[] = [];
    const taken = new Promise<void>(resolve => {
      new WorkerConnection(
        {
          post: message => {
            posted.push(message);
            resolve();
          },
          listen: receive => received.push(receive),
          onEnd: () => undefined,
          dispose: () => undefined,
        },
        {
          frame: () => {
            throw new Error('not this one');
          },
          reading: () => undefined,
          swept: () => undefined,
          ended: () => undefined,
        },
      );
    });
    const [receive] = received;
    const frame = { tag: 'event', event: { type: 'frame', frame: {} } };
    assert.throws(() => receive(frame), /not this one/);
    await taken;
    assert.deepEqual(posted, [{ tag: 'event', event: { type: 'taken' } }]);
  });
});

describe('an event', () => {
  it('reaches every listener, though one of them fails', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    emitter.event(() => {
      throw new Error('first');
    });
    emitter.event(value => heard.push(value));
    assert.throws(() => emitter.fire(7), /first/);
    assert.deepEqual(heard, [7]);
  });
});
