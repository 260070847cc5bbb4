/** A count with its noun. */
import assert from 'node:assert/strict';
import { plural } from '../../../webview/words/say';

describe('a count', () => {
  it('has its noun in the form that goes with it, and digits in groups', () => {
    const rows = (count: number): string => plural(count, '{0} row', '{0} rows');
    assert.deepEqual([0, 1, 2, 1200].map(rows), ['0 rows', '1 row', '2 rows', '1,200 rows']);
  });
});
