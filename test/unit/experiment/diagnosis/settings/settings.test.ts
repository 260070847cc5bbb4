/** Faults in settings that the findings were not made from, and sound networks among them. */
import assert from 'node:assert/strict';
import { diagnosed, idsOf } from '../support';
import { BASES, type Base, normal } from './bases';
import { FAULTS } from './faults';
import { SOUND } from './sound';

/** What is said of a network that asks for something to be done. */
function saidOf(base: Base, changes: Record<string, unknown> = {}): string[] {
  const text = JSON.stringify({ version: 1, ...BASES[base], ...changes });
  return idsOf(diagnosed(text).after.filter(({ severity }) => severity !== 'information'));
}

describe('the findings, in settings of many kinds', () => {
  for (const base of Object.keys(BASES) as Base[])
    it(`say nothing of ${base}`, () => {
      assert.deepEqual(saidOf(base), []);
    });

  for (const [name, [base, changes, id]] of Object.entries({ ...FAULTS, ...SOUND }))
    it(`${id ? `name ${id} first of` : 'say nothing of'} ${name}`, () => {
      const said = saidOf(base, changes);
      assert.equal(said.at(0) ?? null, id, said.join(' '));
    });

  it('say once that the label is among the features', () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${normal(i, 0)},${normal(i, 1)},${i % 2}`);
    const files = new Map([['table.csv', new TextEncoder().encode(`a,b,y\n${rows.join('\n')}\n`)]]);
    const train = { type: 'csv', path: 'table.csv', features: ['a', 'b', 'y'], label: 'y' };
    const text = JSON.stringify({ version: 1, ...BASES.moons, data: { train } });
    assert.deepEqual(idsOf(diagnosed(text, files).after), ['label-is-feature']);
  });

  it('offer a way out of what stands still: a larger rate, or more epochs', () => {
    const [base, changes] = FAULTS['an exclusive or that stands still'];
    const [first] = diagnosed(JSON.stringify({ version: 1, ...BASES[base], ...changes })).after;
    assert.deepEqual(
      first.candidates?.map(({ path }) => path.join('.')),
      ['optimizer.learning_rate', 'trainer.epochs', 'trainer.epochs'],
    );
  });
});
