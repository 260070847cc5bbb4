/** The evidence of findings as pictures: what they show is what the network has. */
import assert from 'node:assert/strict';
import { thinned, type Picture } from '../../../../src/experiment/evidence/picture';
import { PLANTED } from './planted';
import { diagnosed, inline, layers, sound } from './support';

/** What is told in words alone. */
const WITHOUT = [
  'not_finite',
  'validation_repeats_train',
  'target_outside_output_range',
  'weight_decay_too_strong',
];

function pictureOf(id: string): Picture {
  const { after } = diagnosed(JSON.stringify(sound(PLANTED[id])));
  return after.find(each => each.id === id)?.picture ?? assert.fail(`${id} has no picture`);
}

function of<K extends Picture['kind']>(kind: K, id: string): Extract<Picture, { kind: K }> {
  const picture = pictureOf(id);
  assert.equal(picture.kind, kind);
  return picture as Extract<Picture, { kind: K }>;
}

describe('the pictures of findings', () => {
  for (const id of Object.keys(PLANTED).filter(each => !WITHOUT.includes(each)))
    it(`${id} shows its evidence, in a size that can be sent`, () => {
      const picture = pictureOf(id);
      assert.match(picture.caption, /^[^\n]+\.$/);
      assert.doesNotMatch(picture.caption, /NaN|undefined|Infinity/);
      assert.ok(JSON.stringify(picture).length < 60_000);
    });

  it('show the loss over all epochs, and where overfitting begins', () => {
    const { panels, shaded, caption } = of('chart', 'overfitting');
    const [loss, validation] = panels[0].lines;
    assert.deepEqual([loss.name, validation.name], ['loss', 'validation']);
    const least = Math.min(...validation.y);
    assert.equal(shaded[0][0], validation.x[validation.y.indexOf(least)]);
    assert.equal(shaded[0][1], loss.x.at(-1));
    assert.match(caption, new RegExp(`shaded from epoch ${shaded[0][0]} on`));
  });

  it('mark the units that are off for every row, and no other', () => {
    const { bars } = of('bars', 'dead_units');
    assert.ok(bars.some(({ marked }) => marked));
    for (const { value, marked } of bars) assert.equal(marked, value === 0);
  });

  it('mark the largest input, and give its root mean square', () => {
    const rows = 40;
    const data = inline(rows, i => [[500 + (i % 3), i % 5], i % 2]);
    const { after } = diagnosed(JSON.stringify(sound({ data })));
    const picture = after[0].picture;
    assert.ok(picture?.kind === 'bars');
    const squares = Array.from({ length: rows }, (_, i) => (500 + (i % 3)) ** 2);
    const size = Math.sqrt(squares.reduce((a, b) => a + b) / rows);
    assert.ok(Math.abs(picture.bars[0].value - size) < 1e-9 * size);
    assert.deepEqual(
      picture.bars.map(({ marked }) => marked),
      [true, false],
    );
  });

  it('count every z under its activation', () => {
    const { counts, activation, from, to, flat } = of('spread', 'initial_weights_saturate');
    const { prepared } = diagnosed(JSON.stringify(sound(PLANTED.initial_weights_saturate))).subject;
    const { layers: all } = prepared.spec.model;
    const rows = prepared.data.train.x.rows;
    const counted = counts.reduce((a, b) => a + b, 0);
    assert.ok(
      all.some(({ units }) => counted === units * rows),
      `${counted}`,
    );
    assert.ok(from === -to && flat < to);
    assert.ok(all.some(each => each.activation === activation));
  });

  it('show that units are the same: every column of the weights', () => {
    const { columns, names } = of('columns', 'units_identical');
    assert.equal(names[0], 'unit 1');
    for (const column of columns) assert.deepEqual(column, columns[0]);
  });

  it('show the rows as the file has them, whatever they are scaled to', () => {
    const { columns, names } = of('columns', 'row_counter_as_input');
    assert.deepEqual(
      columns[0]
        .map(value => Math.round(1e6 * value) / 1e6)
        .sort((a, b) => a - b)
        .slice(0, 2),
      [...columns[0]]
        .sort((a, b) => a - b)
        .slice(0, 2)
        .map(Math.round),
    );
    assert.equal(names.at(-1), 'target');
  });

  it('of ‖δ‖ mark the layer that the finding is about', () => {
    const changes = { model: { layers: layers('sigmoid', 6, 6, 6, 6, 6) } };
    const { after } = diagnosed(
      JSON.stringify(sound({ ...changes, ...PLANTED.vanishing_gradient })),
    );
    const found = after.find(({ id }) => id === 'vanishing_gradient');
    assert.ok(found?.picture?.kind === 'bars');
    const { bars } = found.picture;
    assert.deepEqual(
      bars.flatMap(({ marked }, i) => (marked ? [i] : [])),
      [found.layer],
    );
    assert.ok(bars[0].value < bars[bars.length - 1].value);
  });

  it('keep the first and the last of what they thin out', () => {
    const all = Array.from({ length: 1000 }, (_, i) => i);
    const some = thinned(all, 11);
    assert.deepEqual([some[0], some[10], some.length], [0, 999, 11]);
    assert.deepEqual(thinned([4], 3), [4]);
    assert.deepEqual(thinned([], 3), []);
  });
});
