/** A large file that is read: its notification, and the button that ends it. */
import './vscode/install';
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { registerReadingProgress } from '../../../src/host/sessions/readingProgress';
import { Emitter } from '../../../src/host/events/events';
import type { Reading } from '../../../src/protocol/worker';
import { screen } from './vscode/window';

describe('the notification of a file that is read', () => {
  beforeEach(() => {
    screen.forget();
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  it('names the file, and its button ends the reading', () => {
    const reads = new Emitter<Reading | null>();
    let cancelled = 0;
    const session = { onDidRead: reads.event, cancelReading: () => cancelled++ };
    const opened = { session };
    const never = new Emitter<typeof opened>().event;
    registerReadingProgress({ all: () => [opened], onDidOpen: never, onDidClose: never });
    reads.fire({ file: 'large.csv', done: 1, total: 4 });
    mock.timers.tick(700);
    const [notice] = screen.progress;
    assert.equal(notice.title, 'Reading large.csv');
    assert.equal(notice.steps.at(-1)?.message, '25 %');
    notice.cancel();
    assert.equal(cancelled, 1);
    reads.fire(null);
  });
});
