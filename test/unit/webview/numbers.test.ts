import assert from 'node:assert/strict';
import {
  alignSign,
  exactNumber,
  fitNumber,
  formatFixed,
  formatInteger,
  formatNumber,
  formatRate,
  plainNumber,
  plainText,
  shortNumber,
  subscript,
  superscript,
} from '../../../webview/words/numbers';
import { strings } from '../../../webview/words/strings';

describe('numbers', () => {
  it('writes four significant digits, also where they are zeros', () => {
    assert.equal(formatNumber(0.1234321), '0.1234');
    assert.equal(formatNumber(0.5), '0.5000');
    assert.equal(formatNumber(1), '1.000');
    assert.equal(formatNumber(-12.3456), '−12.35');
    assert.equal(formatNumber(1234.5), '1235');
  });

  it('turns what is selected on the page into what a program reads', () => {
    for (const value of [-1.5e-7, 0.25, -3, 1e21]) {
      assert.equal(Number(plainText(alignSign(exactNumber(value)))), value);
    }
  });

  it('writes exactly zero as 0, unlike something tiny', () => {
    assert.equal(formatNumber(0), '0');
    assert.equal(formatNumber(-0), '0');
    assert.equal(formatNumber(1e-300), '1.000e−300');
  });

  it('turns to exponents outside of the range it can show, after rounding', () => {
    assert.equal(formatNumber(9999.4), '9999');
    assert.equal(formatNumber(9999.6), '1.000e4');
    assert.equal(formatNumber(0.00099999), '0.001000');
    assert.equal(formatNumber(0.00012345), '1.234e−4');
    assert.equal(formatNumber(-2.5e10), '−2.500e10');
  });

  it('shows no float noise where the number itself has none', () => {
    assert.equal(exactNumber(0.1), '0.1');
    assert.equal(exactNumber(0.1 + 0.2), '0.30000000000000004');
    assert.equal(exactNumber(-1e-7), '−1e−7');
    assert.equal(exactNumber(1e21), '1e21');
    assert.equal(formatFixed(0.1 + 0.2, 1), '0.3');
    assert.equal(formatFixed(-0.0000001, 2), '0.00');
  });

  it('writes beside an axis no more than four digits, and no noise', () => {
    assert.equal(shortNumber(0.1 + 0.2), '0.3');
    assert.equal(shortNumber(-1234.56), '−1235');
    assert.equal(shortNumber(0.000123456), '1.235e−4');
    assert.deepEqual(
      [1234567, 12345678, 0.5, -2e-5].map(value => shortNumber(value, 6)),
      ['1234570', '1.23457e7', '0.5', '−2e−5'],
    );
  });

  it('names what is not finite', () => {
    assert.equal(formatNumber(NaN), 'NaN');
    assert.equal(exactNumber(-Infinity), '−∞');
    assert.equal(plainNumber(Infinity), 'inf');
    assert.equal(plainNumber(-0.5), '-0.5');
  });

  it('separates thousands', () => {
    assert.equal(formatInteger(714000), '714,000');
    assert.equal(formatInteger(999), '999');
    assert.equal(formatInteger(-1234567), '−1,234,567');
    assert.equal(formatInteger(1e15), '1,000,000,000,000,000');
  });

  it('are counted in words, one and many', () => {
    assert.deepEqual([1, 2].map(strings.rows), ['1 row', '2 rows']);
    assert.deepEqual([1, 1200].map(strings.parameters), ['1 parameter', '1,200 parameters']);
    assert.deepEqual([1, 7].map(strings.meanOfRows), ['its one row', 'mean of 7 rows']);
  });

  it('rounds rates to three digits', () => {
    assert.equal(formatRate(3412.7), '3,410');
    assert.equal(formatRate(99.96), '100');
    assert.equal(formatRate(12.34), '12.3');
    assert.equal(formatRate(0), '0');
    assert.equal(formatRate(NaN), '0');
  });

  it('fits into the characters there are, and says so where none fit', () => {
    assert.equal(fitNumber(-0.123456, 7), '−0.1235');
    assert.equal(fitNumber(-0.123456, 6), '−0.123');
    assert.equal(fitNumber(-0.0645, 5), '−0.06');
    assert.equal(fitNumber(-0.00412, 5), '−4e−3');
    assert.equal(fitNumber(-0.00412, 4), null);
  });

  it('gives positive numbers the width of a minus', () => {
    assert.equal(alignSign('1.5').length, '−1.5'.length);
    assert.equal(alignSign('−1.5'), '−1.5');
  });

  it('raises and lowers digits', () => {
    assert.equal(superscript(12), '¹²');
    assert.equal(subscript(30), '₃₀');
  });
});
