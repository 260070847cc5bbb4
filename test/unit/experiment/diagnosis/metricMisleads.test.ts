/** Metrics that tell of the data, or of when they are measured, in place of the network. */
import assert from 'node:assert/strict';
import type { Json } from '../support';
import { PLANTED } from './planted';
import { chance, diagnosed, foundIn, inline, isSilent, layers, moons, sound } from './support';

const MISLEADS = 'metric_misleads';
const METRICS = { kind: 'json', path: ['metrics'], part: 'value' };

/** The first `count` rows are of class 1, and the first `apart` of these lie apart from all others. */
const rare = (rows: number, count: number, apart = 0): Json =>
  inline(rows, i => [[chance(i) + (i < apart ? 4 : 0), chance(i, 1)], i < count ? 1 : 0]);

describe('metric_misleads by accuracy', () => {
  it('is said at the metrics where 97 % of the rows are of one class, below the cause', () => {
    const { after } = diagnosed(
      JSON.stringify(sound({ data: rare(100, 3), metrics: ['loss', 'accuracy'] })),
    );
    const ids = after.map(({ id }) => id);
    assert.ok(ids.indexOf('class_imbalance') < ids.indexOf(MISLEADS), ids.join(' '));
    const said = after.find(({ id }) => id === MISLEADS);
    assert.deepEqual([said?.place, said?.severity], [METRICS, 'warning']);
    assert.deepEqual(said?.evidence, { share: 0.97, last: 0.97 });
    assert.match(
      said?.message ?? '',
      /^`accuracy` tells hardly anything: 97 of 100 training rows are of one class, so that always naming it makes 0\.97, and the network has 0\.97\. /,
    );
  });

  it('is not said of a share of 96 %, nor of so few rows', () => {
    isSilent(MISLEADS, { data: rare(100, 4) });
    isSilent(MISLEADS, { data: rare(19, 0) });
  });

  it('goes away where most of the other rows are found', () => {
    const [one, two] = [1, 2].map(apart =>
      foundIn(MISLEADS, {
        data: rare(100, 3, apart),
        trainer: { epochs: 60, batch_size: 16, shuffle: 'every_epoch' },
      }),
    );
    assert.ok(one.before && two.before);
    assert.equal(one.after?.evidence?.last, 0.98);
    assert.equal(two.after, undefined);
  });

  it('is not said where accuracy is not measured, or no class can be told from another', () => {
    isSilent(MISLEADS, { data: rare(100, 3), metrics: ['loss'] });
    isSilent(MISLEADS, { data: rare(100, 0) });
  });

  it('is said of validation and test rows by themselves, as information of what has learned', () => {
    const upper = (right: number, rows: number): Json =>
      inline(rows, i => [[Math.cos(i / 13), Math.sin(i / 13)], i < right ? 0 : 1]).train as Json;
    for (const [part, name] of [
      ['validation', '`val_accuracy`'],
      ['test', '`test_accuracy`'],
    ]) {
      const of = (right: number, rows = 40): Json => ({
        data: { train: moons().train, [part]: upper(right, rows) },
      });
      const { before, after } = foundIn(MISLEADS, of(39));
      assert.deepEqual([before?.severity, after?.severity], ['warning', 'information']);
      assert.ok(before?.message.startsWith(`${name} tells hardly anything: 39 of 40 ${part} rows`));
      isSilent(MISLEADS, of(38));
      isSilent(MISLEADS, of(19, 19));
      assert.ok(foundIn(MISLEADS, of(20, 20)).after);
      assert.match(
        foundIn(MISLEADS, of(40)).before?.message ?? '',
        /: 40 of 40 .* makes 1\. Measure /,
      );
      assert.deepEqual(before?.place, { kind: 'json', path: ['data', part], part: 'key' });
    }
  });
});

const RUNNING_ACCURACY = [
  { name: 'loss', evaluate: 'end_of_epoch' },
  { name: 'accuracy', evaluate: 'running' },
];
const metricsAtEnd = {
  metrics: [
    { name: 'loss', evaluate: 'end_of_epoch' },
    { name: 'accuracy', evaluate: 'end_of_epoch' },
  ],
};
/** Units that are dropped out make the rows of training look worse than others. */
const dropped = (units: number, rate: number): Json => ({
  data: moons({ n_samples: 300, noise: 0.1, seed: 8 }),
  model: {
    layers: layers('relu', units, units).flatMap((layer, i) =>
      i < 2 ? [layer, { type: 'dropout', rate }] : [layer],
    ),
  },
});
const worse = dropped(30, 0.5);

describe('metric_misleads by the time of measuring', () => {
  it('is said with the three numbers, once the run is done, as information', () => {
    const { before, after } = foundIn(MISLEADS, worse);
    assert.equal(before, undefined);
    assert.deepEqual([after?.place.kind, after?.severity], ['json', 'information']);
    assert.deepEqual(after?.place, { kind: 'json', path: ['loss'], part: 'key' });
    const { running, own, other } = after?.evidence as Record<string, number>;
    assert.ok(running >= 1.5 * other && own <= other, `${running} ${own} ${other}`);
    assert.match(
      after?.message ?? '',
      /^`loss` of 0\.\d+ cannot be held against `val_loss` of 0\.\d+: it is measured while the epoch goes on, with units dropped out, and the other once it is done, when the training rows have 0\.\d+\. To compare the two, measure both then: `"evaluate": "end_of_epoch"` in `metrics`\.$/,
    );
    assert.ok(after?.picture?.kind === 'bars');
    assert.deepEqual(
      after.picture.bars.map(({ value }) => value),
      [running, own, other],
    );
  });

  it('of accuracy, too, where the file has it measured in the running epoch', () => {
    const { after } = foundIn(MISLEADS, { ...dropped(12, 0.7), metrics: RUNNING_ACCURACY });
    assert.deepEqual(after?.place, METRICS);
    assert.match(after.message, /^`accuracy` of 0\.\d+ cannot be held against `val_accuracy` of /);
  });

  it('is not said where both are measured once the epoch is done, or there is nothing to compare', () => {
    isSilent(MISLEADS, { ...worse, ...metricsAtEnd });
    isSilent(MISLEADS, { ...worse, data: { train: (worse.data as Json).train } });
  });

  it('is not said where other rows are answered better by the same measure, too', () => {
    const changes = { ...worse, data: moons({ n_samples: 300, noise: 0.1, seed: 5 }) };
    const { subject } = diagnosed(JSON.stringify(sound(changes)));
    const other = subject.end?.columns.get('val_loss')?.at(-1) ?? NaN;
    assert.ok((subject.end?.columns.get('loss')?.at(-1) ?? NaN) > 1.5 * other);
    assert.ok((subject.end?.snapshot.loss ?? NaN) > other);
    isSilent(MISLEADS, changes);
  });

  it('is not said of a difference that is small, nor of a loss that is', () => {
    const train = (noise: number): unknown => moons({ noise }).train;
    const repeated = (noise: number, rate: number): Json => ({
      ...dropped(12, rate),
      data: { train: train(noise), validation: train(noise) },
    });
    // The same rows, so that only the time of measuring makes a difference.
    const lossesOf = (changes: Json): number[] => {
      const { end } = diagnosed(JSON.stringify(sound(changes))).subject;
      return ['loss', 'val_loss'].map(name => end?.columns.get(name)?.at(-1) ?? NaN);
    };
    const [near, far] = [repeated(0.3, 0.05), repeated(0.2, 0.05)];
    const ratios = [near, far].map(lossesOf).map(([running, other]) => running / other);
    assert.ok(ratios[0] > 1.15 && ratios[0] < 1.5 && ratios[1] > 1.5, ratios.join(' '));
    isSilent(MISLEADS, near);
    assert.ok(foundIn(MISLEADS, far).after);
    const small = {
      ...PLANTED.validation_repeats_train,
      trainer: { epochs: 50, batch_size: 1, shuffle: 'every_epoch' },
    };
    const [running, other] = lossesOf(small);
    assert.ok(running > 1.5 * other && running < 0.014, `${running} ${other}`);
    isSilent(MISLEADS, small);
    isSilent(MISLEADS, { ...small, metrics: RUNNING_ACCURACY });
  });
});
