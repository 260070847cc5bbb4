import assert from 'node:assert/strict';
import { RequestChannel, serve } from '../../../src/protocol/channel';
import { pairOfEndpoints } from '../worker/support';

interface Requests {
  double: { params: number; result: number };
  wait: { params: null; result: null };
}
type Heard = { type: 'heard'; what: string };

function connect() {
  const [near, far] = pairOfEndpoints();
  const events: Heard[] = [];
  const channel = new RequestChannel<Requests, Heard, Heard>(near, event => events.push(event));
  const told: Heard[] = [];
  const emit = serve<Requests, Heard, Heard>(
    far,
    {
      double: n => {
        if (Number.isNaN(n)) throw new Error('That is no number.');
        return 2 * n;
      },
      wait: () => new Promise<null>(() => undefined),
    },
    event => told.push(event),
  );
  return { channel, emit, events, told };
}

describe('the channel', () => {
  it('answers every request, each with its own answer', async () => {
    const { channel } = connect();
    const answers = await Promise.all([1, 2, 3].map(n => channel.request('double', n)));
    assert.deepEqual(answers, [2, 4, 6]);
  });

  it('answers an error with its sentence', async () => {
    const { channel } = connect();
    await assert.rejects(channel.request('double', NaN), { message: 'That is no number.' });
  });

  it('rejects what is pending when it is closed, and everything after', async () => {
    const { channel } = connect();
    const pending = channel.request('wait', null);
    channel.close('The worker ended.');
    await assert.rejects(pending, { message: 'The worker ended.' });
    await assert.rejects(channel.request('double', 1), { message: 'The worker ended.' });
  });

  it('carries events both ways, in order', async () => {
    const { channel, emit, events, told } = connect();
    channel.notify({ type: 'heard', what: 'a' });
    channel.notify({ type: 'heard', what: 'b' });
    emit({ type: 'heard', what: 'c' });
    await channel.request('double', 0);
    assert.deepEqual(
      told.map(event => event.what),
      ['a', 'b'],
    );
    assert.deepEqual(
      events.map(event => event.what),
      ['c'],
    );
  });

  it('hands buffers over instead of copying them', async () => {
    const { channel } = connect();
    const bytes = new Uint8Array(16);
    await channel.request('double', 1, [bytes.buffer]);
    assert.equal(bytes.byteLength, 0);
  });
});
