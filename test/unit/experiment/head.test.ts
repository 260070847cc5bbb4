/** What is told of a table from its beginning. */
import assert from 'node:assert/strict';
import { NOTHING_GIVEN } from '../../../src/experiment/data/csv/dialect/dialect';
import type { Dialect, GivenDialect } from '../../../src/experiment/data/csv/dialect/dialect';
import { headOf } from '../../../src/experiment/data/csv/dialect/head';
import { bytesOf } from './support';

function head(text: string | Uint8Array, given: Partial<GivenDialect> = {}) {
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  return headOf(bytes, { ...NOTHING_GIVEN, ...given });
}

const data = '1.5,2,0\n3.5,4,1\n5.5,6,0\n';

describe('the dialect of a table', () => {
  const cases: { [name: string]: [text: string | Uint8Array, Partial<Dialect>, first: string[]] } =
    {
      commas: [data, { delimiter: ',', width: 3, skip: 0, comment: null }, ['1.5', '2', '0']],
      bars: [data.replaceAll(',', '|'), { delimiter: '|', width: 3 }, ['1.5', '2', '0']],
      'bars at both ends': ['|a|b|\n|1|2|\n|3|4|\n', { delimiter: '|', width: 3 }, ['', 'a', 'b']],
      tabs: [data.replaceAll(',', '\t'), { delimiter: '\t', width: 3 }, ['1.5', '2', '0']],
      'runs of blanks': [
        '  1.5   2 0\n 3.5 14 1\n',
        { delimiter: ' ', width: 3 },
        ['1.5', '2', '0'],
      ],
      'blanks and tabs': [
        '18.0   8\t"a car"\n17.0   6\t"b car"\n',
        { delimiter: ' ', width: 3 },
        ['18.0', '8', 'a car'],
      ],
      'blanks after commas': ['1.5, 2, 0\n3.5, 4, 1\n', { delimiter: ',' }, ['1.5', '2', '0']],
      'decimal commas between semicolons': [
        '1,5;2,5;0\n3,5;4,5;1\n',
        { delimiter: ';', width: 3 },
        ['1,5', '2,5', '0'],
      ],
      'commas in quotes': ['"a,b,c";1\n"d,e,f";2\n', { delimiter: ';' }, ['a,b,c', '1']],
      'line ends and other marks in quotes': [
        '"a\n|b","c|"\n"d|\n",1\n"|",2\n',
        { delimiter: ',', width: 2 },
        ['a\n|b', 'c|'],
      ],
      'a line that says it': ['sep=|\na|b\n1|2\n', { delimiter: '|', skip: 1 }, ['a', 'b']],
      'single quotes': ["'a,b',1\n'c',2\n'd',3\n", { quote: "'", delimiter: ',' }, ['a,b', '1']],
      'an apostrophe': ["it's,1\nthat's,2\n", { quote: '"' }, ["it's", '1']],
      'a title above': [
        `Report\n\nmade, today\na,b,c\n${data}`,
        { skip: 3, width: 3 },
        ['a', 'b', 'c'],
      ],
      'comments above and inside': [
        `# made by hand\na,b,c\n${data}# end\n`,
        { comment: '#', namesInComment: false },
        ['a', 'b', 'c'],
      ],
      'names in a comment': [
        `# of today\n# a,b,c\n${data}`,
        { comment: '#', namesInComment: true, skip: 1 },
        ['a', 'b', 'c'],
      ],
      'per cent before a comment': [`% x\n${data}`, { comment: '%' }, ['1.5', '2', '0']],
      'a header that begins like a comment': [
        '#,b,c\n1,2,3\n4,5,6\n',
        { comment: '#', namesInComment: true },
        ['', 'b', 'c'],
      ],
      'a delimiter at the end of every row': ['a,b,\n1,2,\n3,4,\n', { width: 2 }, ['a', 'b']],
      'a delimiter at the end of the header': ['a,b,\n1,2\n3,4\n', { width: 2 }, ['a', 'b']],
      'a delimiter at the end of all rows but the header': [
        'a,b\n1,2,\n3,4,\n',
        { width: 2 },
        ['a', 'b'],
      ],
      'an empty column with a name': ['a,b,c\n1,2,\n3,4,\n', { width: 3 }, ['a', 'b', 'c']],
      'a header without a name for the row numbers': [
        'a,b\n1,2,3\n2,4,5\n',
        { width: 3, skip: 0 },
        ['a', 'b'],
      ],
      'Windows-1252': [
        Uint8Array.from([
          ...bytesOf('gr'),
          0xfc,
          0xdf,
          ...bytesOf('e'),
          0x80,
          ...bytesOf(';b\n1;2\n'),
        ]),
        { encoding: 'windows-1252' },
        ['grüße€', 'b'],
      ],
      'UTF-16 without a mark': [
        Uint8Array.from(Buffer.from('a;b\n1;2\n', 'utf16le')),
        { encoding: 'utf-16le' },
        ['a', 'b'],
      ],
      'UTF-16 of the other order': [
        Uint8Array.from(Buffer.from('a;b\n1;2\n', 'utf16le').swap16()),
        { encoding: 'utf-16be' },
        ['a', 'b'],
      ],
    };
  for (const [name, [text, expected, first]] of Object.entries(cases)) {
    it(name, () => {
      const { dialect, rows } = head(text);
      for (const [key, value] of Object.entries(expected)) {
        assert.deepEqual(dialect[key as keyof Dialect], value, key);
      }
      assert.deepEqual(rows[0], first);
    });
  }

  it('is UTF-8 where one character of several bytes is good: what is not is a fault', () => {
    const bytes = Uint8Array.from([...bytesOf('é,b\n1,'), 0xe9, 10]);
    assert.equal(head(bytes).dialect.encoding, 'utf-8');
  });

  it('is never told against numbers: a short row of them stays', () => {
    const { dialect, rows } = head('1,2\n3,4,5\n6,7,8\n');
    assert.equal(dialect.skip, 0);
    assert.deepEqual(rows[0], ['1', '2']);
  });

  it('is what the file says', () => {
    const given: GivenDialect = {
      delimiter: ';',
      quote: "'",
      comment: '//',
      skip: 2,
      encoding: 'windows-1252',
    };
    const { dialect, detected, rows } = head("x,x\ny,y\n// z,z\n'a;b';1,2\n", given);
    assert.deepEqual(dialect, { ...given, namesInComment: false, width: 2 });
    assert.equal(detected, ',');
    assert.deepEqual(rows, [['a;b', '1,2']]);
  });

  it('is told from the first 1,000 rows and the first megabyte', () => {
    assert.equal(head('1,2\n'.repeat(5000)).rows.length, 1000);
    const wide = `${Array.from({ length: 2000 }, (_, i) => i).join(',')}\n`;
    const rows = head(wide.repeat(1000)).rows.length;
    assert.ok(rows > 50 && rows * wide.length <= 1 << 20, `${rows} rows`);
  });
});
