/** What it costs a window that the extension is there. */
import assert from 'node:assert/strict';
import { openSample, useHost } from './support';

describe('activation', () => {
  const host = useHost();

  it('opens no session and starts no worker before anything is asked for', async () => {
    assert.deepEqual([host().internal.sessions.all().length, host().workersStarted], [0, 0]);
    await openSample(host(), 'xor.backprop.json');
    await host().run('step');
    assert.deepEqual([host().internal.sessions.all().length, host().workersStarted], [1, 1]);
  });
});
