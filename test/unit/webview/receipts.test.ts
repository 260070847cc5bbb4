import assert from 'node:assert/strict';
import { Receipts } from '../../../webview/page/receipts';

function receipts() {
  const sent: [revision: number, cost: number][] = [];
  const kept = new Receipts(
    () => undefined,
    (revision, cost) => sent.push([revision, cost]),
  );
  return { kept, sent };
}

describe('what the host is told of the drawings', () => {
  it('is the first at once, then ten times a second the newest and the cost of one', () => {
    const { kept, sent } = receipts();
    for (let frame = 0; frame < 60; frame++) {
      kept.note(frame + 1, frame % 2 === 0 ? 1 : 3);
      kept.update((frame * 1000) / 60, true);
    }
    assert.deepEqual(sent[0], [1, 1]);
    assert.ok(sent.length >= 8 && sent.length <= 10, `${sent.length} times in a second`);
    assert.deepEqual(sent[1], [7, 2]);
  });

  it('is everything at once where nothing runs, and nothing where nothing was drawn', () => {
    const { kept, sent } = receipts();
    for (const revision of [1, 2, 3]) {
      kept.note(revision, revision);
      kept.update(revision, false);
      kept.update(revision, false);
    }
    assert.deepEqual(sent, [
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('comes late rather than never', async () => {
    const sent: number[] = [];
    await new Promise<void>(resolve => {
      const kept: Receipts = new Receipts(
        () => {
          kept.update(120, true);
          resolve();
        },
        revision => sent.push(revision),
      );
      for (const revision of [1, 2]) {
        kept.note(revision, 1);
        kept.update(revision, true);
      }
    });
    assert.deepEqual(sent, [1, 2]);
  });
});
