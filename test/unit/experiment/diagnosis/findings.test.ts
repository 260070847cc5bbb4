/** Each finding: where it is made, and that nothing is said of networks that learn. */
import assert from 'node:assert/strict';
import { percent } from '../../../../src/engine/ground/numbers';
import { FINDING_IDS } from '../../../../src/experiment/diagnosis/findingIds';
import { diagnose, PRODUCERS } from '../../../../src/experiment/diagnosis/producers';
import { quiet, RARE_BUT_FOUND } from './quiet';
import { PLANTED } from './planted';
import { diagnosed, idsOf, sound } from './support';

/** It stands below its cause. */
const BELOW: readonly string[] = ['not_finite'];

describe('the findings', () => {
  it('all have a planted fault here', () => {
    assert.deepEqual(Object.keys(PLANTED).sort(), [...FINDING_IDS].sort());
  });

  it('have the names that their producers give them', () => {
    const produced = [...new Set(PRODUCERS.map(({ id }) => id))];
    assert.deepEqual(FINDING_IDS.slice(FINDING_IDS.length - produced.length), produced);
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

  it('name the largest rate that follows the slope: 2/λ_max', () => {
    const x = [32, 53, 61, 47, 59];
    const y = [31, 68, 62, 71, 87];
    const { after } = diagnosed(
      JSON.stringify({
        version: 1,
        data: { train: { type: 'inline', x: x.map(value => [value]), y } },
        model: { layers: [{ units: 1, activation: 'linear', kernel_initializer: 'zeros' }] },
        loss: { type: 'mse' },
        optimizer: { type: 'sgd', learning_rate: 0.0005 },
        trainer: { epochs: 30, batch_size: 'full' },
      }),
    );
    // The Hessian is 2/n · [[Σx², Σx], [Σx, n]].
    const [squares, sum] = [
      x.reduce((all, each) => all + each ** 2, 0) / 5,
      x.reduce((a, b) => a + b) / 5,
    ];
    const largest = squares + 1 + Math.hypot(squares - 1, 2 * sum);
    const safe = Number(after[0].evidence?.largest_safe_rate);
    assert.ok(Math.abs(safe * largest - 2) < 1e-4, `${safe}`);
    assert.match(after[0].message, /followed up to 3\.77e−4, which is 2\/λ_max/);
  });

  it('tell a run of a few updates from one whose loss still falls', () => {
    const few = { trainer: { epochs: 1, batch_size: 8 } };
    const still = { optimizer: { type: 'sgd', learning_rate: 0.01 } };
    const messages = [few, { ...few, ...still }].map(changes => {
      const [first] = diagnosed(JSON.stringify(sound(changes))).after;
      assert.equal(first.id, 'stopped_too_early');
      return first.message;
    });
    for (const message of messages) assert.match(message, /^The run ends after 1 epoch[ ,]/);
  });

  it('say of each cause that is ruled out what was looked at', () => {
    for (const changes of [{}, ...Object.values(quiet())]) {
      const { subject } = diagnosed(JSON.stringify(sound(changes)));
      const { findings, ruledOut } = diagnose(subject);
      assert.deepEqual(findings, []);
      assert.ok(ruledOut.length > FINDING_IDS.length - 4, `only ${ruledOut.length} are ruled out`);
      for (const { id, words } of ruledOut) {
        assert.match(words, /^[^A-Z.][^\n]*[^.]$/u, id);
        assert.doesNotMatch(words, /NaN|undefined|Infinity|null/, id);
      }
    }
  });

  it('rule out with numbers of the run, and nothing that follows from a cause that is found', () => {
    const { subject } = diagnosed(JSON.stringify(sound()));
    const said = new Map(diagnose(subject).ruledOut.map(({ id, words }) => [id, words]));
    const { loss } = subject.end?.snapshot ?? { loss: NaN };
    assert.equal(
      said.get('predicts_constant'),
      `the loss is ${percent(loss / subject.constant)} of that of the best constant answer`,
    );
    assert.equal(said.get('momentum_too_high'), 'there is no momentum');
    assert.match(said.get('dead_units') ?? '', /^no layer has relus$/);
    subject.follow(null);
    const before = diagnose(subject).ruledOut.map(({ id }) => id);
    assert.ok(!before.includes('plateau') && before.includes('inputs_unscaled'));
    const planted = diagnosed(JSON.stringify(sound(PLANTED.inputs_unscaled)));
    const left = diagnose(planted.subject).ruledOut.map(({ id }) => id);
    assert.ok(!left.includes('inputs_unscaled') && !left.includes('plateau'));
  });

  it('look once at what no run changes', () => {
    const { subject } = diagnosed(JSON.stringify(sound()));
    // A second look would find the first of the two columns constant.
    const { x } = subject.train;
    for (let row = 0; row < x.rows; row++) x.data[row * x.cols] = 1;
    assert.deepEqual(idsOf(diagnose(subject).findings), []);
  });

  it('go away where a run shows that they were no fault', () => {
    const { before, after } = diagnosed(JSON.stringify(sound(RARE_BUT_FOUND)));
    assert.deepEqual([idsOf(before), idsOf(after)], [['class_imbalance'], []]);
  });
});
