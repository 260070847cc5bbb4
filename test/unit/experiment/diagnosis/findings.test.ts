/** Each finding: where it is made, and that nothing is said of networks that learn. */
import assert from 'node:assert/strict';
import { FINDING_IDS } from '../../../../src/experiment/diagnosis/producers';
import { quiet, RARE_BUT_FOUND } from './quiet';
import { PLANTED } from './planted';
import { diagnosed, idsOf, sound } from './support';

/** It stands below its cause. */
const BELOW: readonly string[] = ['not_finite'];

describe('the findings', () => {
  it('all have a planted fault here', () => {
    assert.deepEqual(Object.keys(PLANTED).sort(), [...FINDING_IDS].sort());
  });

  for (const [id, changes] of Object.entries(PLANTED))
    it(`${id} is found first where it was planted, with its number and its place`, () => {
      const { after } = diagnosed(JSON.stringify(sound(changes)));
      const found = BELOW.includes(id) ? after.find(each => each.id === id) : after.at(0);
      assert.equal(found?.id, id, idsOf(after).join(' '));
      const { evidence, place, message } = found;
      assert.ok(Object.keys(evidence ?? {}).length > 0);
      assert.equal(place.kind, 'json');
      assert.match(message, /^[^\n]*[.?]$/);
      assert.doesNotMatch(message, /NaN|undefined|Infinity/);
    });

  for (const [name, changes] of Object.entries(quiet()))
    it(`are none of ${name}`, () => {
      const { before, after, subject } = diagnosed(JSON.stringify(sound(changes)));
      assert.deepEqual(idsOf(before), []);
      assert.deepEqual(idsOf(after), []);
      assert.ok(subject.end?.learned);
    });

  it('go away where a run shows that they were no fault', () => {
    const { before, after } = diagnosed(JSON.stringify(sound(RARE_BUT_FOUND)));
    assert.deepEqual([idsOf(before), idsOf(after)], [['class_imbalance'], []]);
  });
});
