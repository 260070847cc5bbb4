import assert from 'node:assert/strict';
import { assignColumns, columnCount } from '../../../webview/sections/layout';

describe('layout', () => {
  it('has one column in the usual width, two from 900 px, three from 1,400', () => {
    assert.deepEqual([480, 899, 900, 1399, 1400].map(columnCount), [1, 1, 2, 2, 3]);
  });

  it('fills the emptiest column, and only as many as there are sections', () => {
    assert.deepEqual(assignColumns([280, 360, 420, 300], 1), [0, 0, 0, 0]);
    assert.deepEqual(assignColumns([280, 360, 420, 300], 2), [0, 1, 0, 1]);
    assert.deepEqual(assignColumns([280, 360, 420, 300], 3), [0, 1, 2, 0]);
    assert.deepEqual(assignColumns([100, 500, 100, 100], 2), [0, 1, 0, 0]);
    assert.deepEqual(assignColumns([280, 420], 3), [0, 1]);
    assert.deepEqual(assignColumns([], 3), []);
  });
});
