/** What is offered against faults in settings that it was not made from helps again, from other seeds. */
import assert from 'node:assert/strict';
import { edited, type Json } from '../../../../../src/experiment/diagnosis/fixes/candidates';
import { type Measure, trial } from '../../../../../src/experiment/diagnosis/fixes/trial';
import { offered, tryFixes } from '../../../../../src/experiment/diagnosis/fixes/tryFixes';
import { diagnosed, drained } from '../support';
import { BASES } from './bases';
import { FAULTS } from './faults';

const OTHER_SEEDS = [1000, 1017, 1034, 1051, 1068];

const meanOf = (file: Json, measure: Measure): number => {
  const scores = OTHER_SEEDS.map(seed => {
    const outcome = drained(trial({ ...file, seed }, new Map()));
    return outcome?.scores[measure] ?? assert.fail();
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
};

describe('fixes in settings of many kinds', () => {
  let tried = 0;
  let withFix = 0;

  for (const [name, [base, changes]] of Object.entries(FAULTS))
    it(`help again against ${name}, from five other seeds`, () => {
      const file: Json = { version: 1, ...BASES[base], ...changes };
      const [finding] = diagnosed(JSON.stringify(file)).after;
      const fixes = offered(drained(tryFixes(finding, file, new Map())));
      tried++;
      if (fixes.length > 0) withFix++;
      for (const fix of fixes) {
        const before = meanOf(file, fix.measure);
        const after = meanOf(edited(file, fix), fix.measure);
        const helps = fix.measure === 'accuracy' ? after > before : after < before;
        assert.ok(helps, `${fix.title}: ${fix.measure} from ${before} to ${after}`);
      }
    });

  it('are offered for four of five', () => {
    assert.ok(withFix >= 0.8 * tried, `${withFix} of ${tried}`);
  });
});
