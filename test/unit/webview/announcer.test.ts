import assert from 'node:assert/strict';
import { useDom } from './dom';

describe('A screen reader', () => {
  const { screen } = useDom();

  it('is told at once where the state changes, and seldom while a run goes on', async () => {
    const { Announcer } = await import('../../../webview/page/announcer');
    const announcer = new Announcer();
    const told: number[] = [];
    /** One picture after the other, for this number of seconds. */
    const progress = (state: string, seconds: number): number[] => {
      told.length = 0;
      for (let frame = 0; frame < seconds * 60; frame++) {
        announcer.progress(state, () => `${state} ${told.push(frame)}`);
        screen().frame();
      }
      return told.map(frame => Math.round(frame / 60));
    };
    assert.deepEqual(progress('running', 20), [0, 8, 16]);
    assert.equal(announcer.element.textContent, 'running 3');
    assert.deepEqual(progress('paused', 20), [0]);
    assert.deepEqual(progress('running', 2), [0]);
    announcer.say('W¹[1, 2]');
    assert.equal(announcer.element.textContent, 'W¹[1, 2]');
  });
});
