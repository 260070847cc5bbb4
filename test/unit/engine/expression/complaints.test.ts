/** Why a gate has no value or no slope, word by word. */
import assert from 'node:assert/strict';
import { gateComplaint } from '../../../../src/engine/expression/complaints';
import type { Operation } from '../../../../src/engine/expression/operations';

const CASES: [Operation, number[], 'value' | 'slope', string][] = [
  ['log', [0], 'value', 'log needs a number above 0, not 0'],
  ['log', [5e-324], 'slope', 'its slope at 5e-324 is too large for a float64 number'],
  ['sqrt', [-2], 'value', 'sqrt needs a number of at least 0, not -2'],
  ['sqrt', [0], 'slope', 'the slope of sqrt at 0 is infinite'],
  ['sqrt', [2], 'value', 'its value at 2 is too large for a float64 number'],
  ['divide', [3, 0], 'value', 'it divides by 0'],
  ['divide', [1, 1e-320], 'value', 'its value at 1 and 1e-320 is too large for a float64 number'],
  ['power', [0, -1], 'value', '0 has no power -1: that would divide by 0'],
  ['power', [0, 0.5], 'slope', 'the slope of 0^0.5 is infinite'],
  ['power', [-2, 0.5], 'value', 'a number below 0, here -2, has only whole powers, not 0.5'],
  ['power', [-2, 3], 'slope', 'the slope by the exponent needs a base above 0, not -2'],
  ['power', [-2, 0.5], 'slope', 'the slope by the exponent needs a base above 0, not -2'],
  ['power', [0, -1], 'slope', 'the slope of 0^-1 is infinite'],
  ['power', [1e200, 2], 'value', 'its value at 1e+200 and 2 is too large for a float64 number'],
  ['power', [1e-200, -2], 'value', 'its value at 1e-200 and -2 is too large for a float64 number'],
  ['power', [1e300, 1.5], 'value', 'its value at 1e+300 and 1.5 is too large for a float64 number'],
  ['power', [-1e200, 2], 'value', 'its value at -1e+200 and 2 is too large for a float64 number'],
  ['power', [1e200, 2], 'slope', 'its slope at 1e+200 and 2 is too large for a float64 number'],
  ['exp', [1000], 'value', 'its value at 1000 is too large for a float64 number'],
];

describe('The complaint about a gate', () => {
  for (const [operation, inputs, lacks, complaint] of CASES) {
    it(`${operation} of ${inputs.join(' and ')}, which lacks its ${lacks}`, () => {
      assert.equal(gateComplaint(operation, inputs, lacks), complaint);
    });
  }
});
