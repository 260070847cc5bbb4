import assert from 'node:assert/strict';
import { numpyFormat } from '../../../webview/words/numpyTexts';

/** With the minus and without the spaces of the page. */
function printed(...values: number[]): string[] {
  return values.map(numpyFormat(values)).map(text => text.replace('\u2212', '-').trim());
}

describe('numbers as NumPy prints an array', () => {
  it('have 8 decimals at most, and no more than any of them needs', () => {
    // print(np.array([1 / 3, -2 / 3])): [ 0.33333333 -0.66666667]
    assert.deepEqual(printed(1 / 3, -2 / 3), ['0.33333333', '-0.66666667']);
    assert.deepEqual(printed(0.5, 0.25), ['0.50', '0.25']);
    assert.deepEqual(printed(0, 1), ['0', '1']);
    assert.deepEqual(printed(0.1 + 0.2, 1), ['0.3', '1.0']);
  });

  it('have an exponent, all of them, where one is very small or large, or their sizes differ much', () => {
    // print(np.array([0.00001, 1 / 3])): [1.00000000e-05 3.33333333e-01]
    assert.deepEqual(printed(0.00001, 1 / 3), ['1.00000000e-05', '3.33333333e-01']);
    assert.deepEqual(printed(-2e8), ['-2e+08']);
    assert.deepEqual(printed(0.01, 10.5), ['1.00e-02', '1.05e+01']);
    // print(np.array([0.01, 10.])): [ 0.01 10.  ]
    assert.deepEqual(printed(0.01, 10), ['0.01', '10.00']);
    assert.deepEqual(printed(0.0001, 0.05), ['0.0001', '0.0500']);
  });

  it('are named where they are none', () => {
    assert.deepEqual(printed(NaN, Infinity, -Infinity, 0.5), ['nan', 'inf', '-inf', '0.5']);
  });
});
