/** Paths of data files. */
import assert from 'node:assert/strict';
import { pathComplaint, resolveInside } from '../../../src/experiment/data/paths';

describe('paths', () => {
  const inside: [folder: string[], path: string, expected: string[]][] = [
    [[], 'a.csv', ['a.csv']],
    [[], './a.csv', ['a.csv']],
    [['lab'], 'data/a.csv', ['lab', 'data', 'a.csv']],
    [['lab', 'one'], '../two/a.csv', ['lab', 'two', 'a.csv']],
    [['lab'], 'a//b/./c.csv', ['lab', 'a', 'b', 'c.csv']],
    [['lab'], '../a.csv', ['a.csv']],
    [[], 'a b/ü.csv', ['a b', 'ü.csv']],
    [[], '..a.csv', ['..a.csv']],
  ];
  for (const [folder, path, expected] of inside) {
    it(`${path} from ${folder.join('/') || 'the root'}`, () => {
      assert.deepEqual(resolveInside(folder, path), expected);
    });
  }

  for (const path of [
    '../a.csv',
    'a/../../b.csv',
    '/etc/passwd',
    'C:/a',
    'c:a',
    '\\\\host\\a',
    '~/a',
  ]) {
    it(`${path} leads outside the root`, () => assert.equal(resolveInside([], path), null));
  }

  const refused: { [path: string]: RegExp } = {
    '/etc/passwd': /absolute/,
    'C:\\a.csv': /absolute/,
    'a\\b.csv': /as in "a\/b.csv"/,
    'file:///a': /address/,
    'https://a/b.csv': /address/,
    ' ': /empty/,
    'a\0b': /null character/,
  };
  for (const [path, words] of Object.entries(refused)) {
    it(`${JSON.stringify(path)} is refused as it is written`, () => {
      assert.match(pathComplaint(path) ?? '', words);
    });
  }
});
