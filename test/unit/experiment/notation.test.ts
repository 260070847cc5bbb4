/** Numbers as people write them, column by column. */
import assert from 'node:assert/strict';
import { notationsOf, numberAs } from '../../../src/experiment/data/csv/cells/notation';
import type { DecimalMark } from '../../../src/experiment/data/csv/cells/notation';

/** The numbers of each column, NaN where a cell holds none; null: they are written plainly. */
function read(columns: string[][], delimiter = ';', given: DecimalMark | null = null) {
  const notations = notationsOf(columns, given, delimiter);
  return columns.map((cells, column) => {
    const notation = notations[column];
    return notation && cells.map(cell => numberAs(cell, notation));
  });
}

describe('numbers of a column', () => {
  const cases: { [name: string]: [cells: string[], numbers: number[] | null] } = {
    plain: [['1', '-2.5', '1e3'], null],
    'with missing values': [['1', '?', '', '2.5'], null],
    'with decimal commas': [
      ['1,5', '-2,25', '3'],
      [1.5, -2.25, 3],
    ],
    'with points between thousands': [
      ['1.234,5', '12.345.678,25', '7'],
      [1234.5, 12345678.25, 7],
    ],
    'with commas between thousands': [
      ['1,234.5', '12,345,678'],
      [1234.5, 12345678],
    ],
    'with apostrophes and blanks between thousands': [
      ["1'234.5", '12 345', '1\u202f000'],
      [1234.5, 12345, 1000],
    ],
    'with a currency': [
      ['$53,000', '-$1,250.50', '$7'],
      [53000, -1250.5, 7],
    ],
    'with a currency in letters': [
      ['CHF 5', 'CHF 6.5'],
      [5, 6.5],
    ],
    'with a unit': [
      ['65,2 m²', '117,0 m²', '80'],
      [65.2, 117, 80],
    ],
    'with percent': [
      ['5%', '12.5 %'],
      [5, 12.5],
    ],
    'with a minus sign of typesetters': [
      ['−1,5', '2,5'],
      [-1.5, 2.5],
    ],
    'with a power of ten': [
      ['1,5e3', '2,5E-1'],
      [1500, 0.25],
    ],
    'of different units': [['5 kg', '3 m', '7 s'], null],
    'of dates': [['2020-01-02', '2020-01-03'], null],
    'of times': [['10:30', '11:45'], null],
    'of codes': [['C85', 'C123', 'E46'], null],
    'of ranges': [['10-20', '20-30'], null],
    'of texts': [['red', 'green'], null],
    'of nothing': [['', '?', 'NA'], null],
  };
  for (const [name, [cells, expected]] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(read([cells]), [expected]));
  }

  it('keep a cell that is written in another way for a complaint', () => {
    const cells = [...Array.from({ length: 19 }, (_, i) => `${i},5`), '3.5'];
    const [numbers] = read([cells]);
    assert.equal(numbers?.[1], 1.5);
    assert.ok(Number.isNaN(numbers?.[19]));
  });

  it('are plain where most cells are', () => {
    assert.deepEqual(read([['2,5', '3.5', '4.5', '5.5']]), [null]);
  });
});

describe('a mark with three digits behind it', () => {
  it('is a decimal comma between semicolons, and stands between thousands elsewhere', () => {
    assert.deepEqual(read([['1,234', '5']], ';'), [[1.234, 5]]);
    assert.deepEqual(read([['1,234', '5']], ','), [[1234, 5]]);
    assert.deepEqual(read([['1,234'], ['1.5']], ';'), [[1234], null]);
  });

  it('is a decimal point, but beside decimal commas', () => {
    assert.deepEqual(read([['1.234', '5.678']], ';'), [null]);
    assert.deepEqual(
      read(
        [
          ['1.234', '5.678'],
          ['2,5', '3,5'],
        ],
        ';',
      ),
      [
        [1234, 5678],
        [2.5, 3.5],
      ],
    );
  });

  it('is what the file says', () => {
    assert.deepEqual(read([['1,234', '2,5']], ',', ','), [[1.234, 2.5]]);
    assert.deepEqual(read([['1,234', '2,500']], ';', '.'), [[1234, 2500]]);
    assert.deepEqual(read([['1.234', '2']], ';', ','), [[1234, 2]]);
  });
});
