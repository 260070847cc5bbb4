import assert from 'node:assert/strict';
import type { ToPanel } from '../../../src/protocol/panel';
import { Inbox } from '../../../webview/run/inbox';

function filled(messages: number): Inbox {
  const inbox = new Inbox();
  for (let revision = 1; revision <= messages; revision++) {
    inbox.add({ revision } as ToPanel);
  }
  return inbox;
}

const revisions = (messages: ToPanel[]): number[] => messages.map(({ revision }) => revision);

describe('the inbox of the page', () => {
  it('gives a run that goes on one picture for each message, in their order', () => {
    const inbox = filled(3);
    assert.deepEqual(revisions(inbox.take(true)), [1]);
    assert.equal(inbox.empty, false);
    assert.deepEqual(revisions(inbox.take(true)), [2]);
    assert.deepEqual(revisions(inbox.take(true)), [3]);
    assert.equal(inbox.empty, true);
    assert.deepEqual(inbox.take(true), []);
  });

  it('leaves pictures out where the page cannot follow', () => {
    const inbox = filled(7);
    assert.deepEqual(revisions(inbox.take(true)), [1, 2, 3], 'the picture is the third one’s');
  });

  it('keeps messages for the frames that follow, however many have gathered', () => {
    const inbox = filled(7);
    inbox.take(true);
    for (const revision of [4, 5, 6, 7]) assert.deepEqual(revisions(inbox.take(true)), [revision]);
    assert.equal(inbox.empty, true);
  });

  it('holds nothing back where nothing runs', () => {
    const inbox = filled(2);
    assert.deepEqual(revisions(inbox.take(false)), [1, 2]);
    assert.equal(inbox.empty, true);
  });
});
