/** What the lens above a file's checks says of them. */
import './vscode/install';
import assert from 'node:assert/strict';
import { failed, passed, stillOpen } from '../../../src/experiment/verify/result';
import { checksText } from '../../../src/host/editor/checksText';

const right = passed('a');
const open = stillOpen('b');
const wrong = failed('c', ['checks'], 'It differs.');

describe('the words for checks', () => {
  it('count an open one neither as passed nor as failed', () => {
    assert.deepEqual(checksText({ total: 2, results: [right, open] }), {
      icon: 'pass',
      title: '1 of 2 checks passed · 1 open',
    });
    assert.deepEqual(checksText({ total: 4, results: [right, open, wrong] }), {
      icon: 'error',
      title: '1 of 3 checks failed · 1 open · 1 to come',
    });
  });

  it('leave out what there is none of', () => {
    assert.equal(checksText({ total: 1, results: [right] }).title, '1 of 1 check passed');
    assert.equal(
      checksText({ total: 2, results: [wrong] }).title,
      '1 of 1 check failed · 1 to come',
    );
  });
});
