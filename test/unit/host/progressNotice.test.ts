/** The notification of what takes long: when it opens, and what it says. */
import './vscode/install';
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ProgressNotice } from '../../../src/host/sessions/progressNotice';
import { screen } from './vscode/window';

describe('the notification of what takes long', () => {
  beforeEach(() => {
    screen.forget();
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  afterEach(() => mock.timers.reset());

  it('adds up to what is done, and counts from the beginning of what begins again', () => {
    const notice = new ProgressNotice(
      () => 'Reading a.csv',
      () => undefined,
    );
    notice.show({ done: 1, total: 10 });
    mock.timers.tick(700);
    const [{ title, steps }] = screen.progress;
    assert.equal(title, 'Reading a.csv');
    for (const done of [2, 5, 5.55, 1, 3]) notice.show({ done, total: 10 });
    assert.deepEqual(
      steps.map(({ message }) => message),
      ['10 %', '20 %', '50 %', '55 %', '10 %', '30 %'],
    );
    assert.deepEqual(
      steps.map(({ increment }) => Math.round(2 * (increment ?? NaN)) / 2),
      [10, 10, 30, 5.5, 0, 20],
    );
    notice.end();
  });

  it('is not there for what is over before', () => {
    const notice = new ProgressNotice(
      () => 'Reading a.csv',
      () => undefined,
    );
    mock.timers.tick(699);
    notice.end();
    mock.timers.tick(1000);
    assert.deepEqual(screen.progress, []);
  });

  it('is cancelled by its button', () => {
    let cancelled = 0;
    const notice = new ProgressNotice(
      () => 'Reading a.csv',
      () => cancelled++,
    );
    mock.timers.tick(700);
    screen.progress[0].cancel();
    assert.equal(cancelled, 1);
    notice.end();
  });
});
