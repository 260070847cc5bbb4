import assert from 'node:assert/strict';
import { Memo, sameItems } from '../../../webview/drawing/memo';

describe('memo', () => {
  it('makes a value again only for other keys', () => {
    const memo = new Memo<number>();
    let made = 0;
    const data = new Float64Array(1);
    const get = (...keys: unknown[]) => memo.get(keys, () => ++made);
    assert.deepEqual(
      [get(data, 1), get(data, 1), get(data, 2), get(data, 2), get(data, 1)],
      [1, 1, 2, 2, 3],
    );
  });

  it('tells arrays apart by what they are, not by what they hold', () => {
    assert.equal(sameItems([NaN, 'a'], [NaN, 'a']), true);
    assert.equal(sameItems([[1]], [[1]]), false);
    assert.equal(sameItems([1], [1, 2]), false);
  });
});
