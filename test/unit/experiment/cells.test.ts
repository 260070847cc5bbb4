/** Cells as numbers: the quick way says what the slow one would. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { numberIn } from '../../../src/experiment/data/csv/cells/cells';

const DECIMAL = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

describe('a cell', () => {
  it('is a number where it is written in decimal, and finite', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789.+-eExXbBoO_, \u00a0\t'), maxLength: 8 }),
      fc.double().map(String),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(cell, text => {
        const expected = DECIMAL.test(text) && Number.isFinite(Number(text)) ? Number(text) : NaN;
        assert.ok(Object.is(numberIn(text), expected), `${text}: ${numberIn(text)}`);
      }),
      { numRuns: 5000 },
    );
  });

  const others = [
    '0x10',
    '0b1',
    '0o7',
    ' 0x10',
    '\u00a00x10',
    'Infinity',
    '1e999',
    '',
    ' ',
    '1_000',
    '1n',
    '--1',
  ];
  for (const text of others)
    it(`is none: "${text}"`, () => assert.ok(Number.isNaN(numberIn(text))));
});
