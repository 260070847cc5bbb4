/** Cells of a CSV file that hold nothing: told, left out, or filled in. */
import assert from 'node:assert/strict';
import { toRows } from '../../../src/engine/ground/matrix';
import { finished } from '../../../src/experiment/data/csv/rows';
import { readCsv } from '../../../src/experiment/data/csv/csv';
import { isMissing, isMissingBeside } from '../../../src/experiment/data/csv/cells/missing';
import { Report } from '../../../src/experiment/format/core';
import { bytesOf, checked, dataComplaints, prepared, prepareWith, textOf } from './support';
import type { Files, Json } from './support';

const csv = (extra: Json = {}): Json => ({ type: 'csv', path: 'd.csv', ...extra });
const experiment = (source: Json, data: Json = {}): Json => ({
  data: { train: csv(source), ...data },
  model: { layers: [{ units: 1 }] },
});

/** Inputs of the training rows. */
function inputs(content: string, source: Json, data: Json = {}, files: Files = {}): number[][] {
  const ready = prepared(experiment(source, data), { 'd.csv': content, ...files });
  return toRows(ready.data.train.x);
}

function tableOf(content: string, source: Json) {
  const { train } = checked(experiment(source)).data;
  assert.equal(train.type, 'csv');
  const report = new Report();
  const at = ['data', 'train'];
  return train.type === 'csv' ? finished(readCsv(train, bytesOf(content), at, report)) : null;
}

const GAPS = 'a,b,y\n1,10,0\n?,20,1\n3,,0\n8,20,1\n';

it('a cell holds nothing where it is empty or a usual mark', () => {
  for (const cell of ['', '?', '-', 'NA', 'n/a', 'NaN', 'null', 'None', '--', '<NA>', '#N/A'])
    assert.ok(isMissing(cell));
  for (const cell of ['0', '---', '#', 'nano', 'inf', 'no']) assert.ok(!isMissing(cell));
});

it('"None" is a gap among numbers, and one of the classes among texts', () => {
  assert.ok(isMissingBeside(['1', 'None', '2'])('None'));
  assert.ok(isMissingBeside(['$5', 'none', '12 %'])('none'));
  assert.ok(!isMissingBeside(['Insomnia', 'None'])('None'));
  assert.ok(isMissingBeside(['Insomnia', 'None', 'NA'])('NA'));
});

describe('a missing value', () => {
  it('is an error at its place, with what can be done about it', () => {
    const { problems } = prepareWith(experiment({}), { 'd.csv': GAPS });
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        'd.csv, row 3, column 1 ("a") is "?", which is not a number. `missing` can leave such rows out, or fill them in.',
        'd.csv, row 4, column 2 ("b") is empty; a number is needed. `missing` can leave such rows out, or fill them in.',
      ],
    );
    assert.deepEqual(problems[1].place, { kind: 'file', file: 'd.csv', line: 4, column: 3 });
    assert.deepEqual(
      problems[0].fixes.map(fix => [fix.path.join('.'), textOf(fix)]),
      [
        ['data.train.missing', '"skip_row"'],
        ['data.train.missing', '"mean"'],
      ],
    );
  });

  it('leaves its row out with skip_row, and the rows left out are counted', () => {
    const table = tableOf(GAPS, { missing: 'skip_row' });
    assert.deepEqual([table?.rows, table?.skipped], [2, 2]);
    assert.deepEqual(inputs(GAPS, { missing: 'skip_row' }), [
      [1, 10],
      [8, 20],
    ]);
  });

  it('in a column that is not used leaves its row in', () => {
    assert.deepEqual(inputs(GAPS, { missing: 'skip_row', features: ['b'] }), [[10], [20], [20]]);
    const label = { missing: 'skip_row', features: ['b'], label: 'a' };
    assert.deepEqual(inputs(GAPS, label), [[10], [20]]);
    const labels = { missing: 'skip_row', features: ['b'], label: ['a', 'y'] };
    assert.equal(tableOf(GAPS, labels)?.rows, 2);
  });

  it('counts the rows that are used up to the limit', () => {
    assert.deepEqual(inputs(GAPS, { missing: 'skip_row', limit: 2 }), [
      [1, 10],
      [8, 20],
    ]);
  });

  it('in every row leaves nothing to train on', () => {
    const [message] = dataComplaints(experiment({ missing: 'skip_row' }), {
      'd.csv': 'a,y\n?,1\n,0\n',
    });
    assert.equal(message, 'Every row of d.csv is left out: a value is missing in each.');
  });

  it('becomes the mean, the median or the most frequent value of its column', () => {
    const content = 'a,b,y\n1,5,0\n?,2,1\n3,na,0\n8,2,1\n4,5,0\n';
    const gapsWith = (missing: string) => {
      const x = inputs(content, { missing });
      return [x[1][0], x[2][1]];
    };
    assert.deepEqual(gapsWith('mean'), [(1 + 3 + 8 + 4) / 4, (5 + 2 + 2 + 5) / 4]);
    assert.deepEqual(gapsWith('median'), [(3 + 4) / 2, (2 + 5) / 2]);
    // Of several values that are there as often, the least.
    assert.deepEqual(gapsWith('most_frequent'), [1, 2]);
    assert.deepEqual(inputs('a,y\n5,0\n,1\n2,0\n9,1\n', { missing: 'median' })[1], [5]);
  });

  it('is never a label: those that are missing are errors', () => {
    const texts = 'a,kind\n1,cat\n2,?\n3,dog\n';
    assert.deepEqual(dataComplaints(experiment({ missing: 'mean' }), { 'd.csv': texts }), [
      'd.csv, row 3, column 2 ("kind") is "?"; a label is never filled in. With `missing` "skip_row" its row is left out.',
    ]);
    assert.equal(tableOf(texts, { missing: 'skip_row' })?.rows, 2);
    const [message] = dataComplaints(experiment({}), { 'd.csv': 'a,kind\n1,cat\n2,\n3,dog\n' });
    assert.equal(
      message,
      'd.csv, row 3, column 2 ("kind") is empty; a label is needed. With `missing` "skip_row" its row is left out.',
    );
    const several = { missing: 'mean', features: ['a'], label: ['b', 'y'] };
    assert.match(
      dataComplaints(experiment(several), { 'd.csv': 'a,b,y\n1,2,\n3,4,1\n' })[0],
      /row 2, column 3 \("y"\) is empty; a number is needed/,
    );
  });

  it('has nothing to be filled with where no training row has a value', () => {
    const { problems } = prepareWith(experiment({ missing: 'median' }), {
      'd.csv': 'a,b,y\n1,,0\n2,,1\n',
    });
    assert.match(problems[0].message, /missing in the column "b": no training row has a value/);
    const at = { kind: 'json', path: ['data', 'train', 'missing'], part: 'value' };
    assert.deepEqual(problems[0].place, at);
  });
});

describe('what a missing value is filled with', () => {
  it('is taken from the rows that a split leaves to train on', () => {
    const data = { split: { train: 0.5, validation: 0.5, shuffle: false } };
    const content = (last: number) => `a,y\n1,0\n,1\n3,0\n,0\n100,1\n${last},1\n`;
    const read = (last: number) => {
      const { train, validation } = prepared(experiment({ missing: 'mean' }, data), {
        'd.csv': content(last),
      }).data;
      return [train.x, validation?.x].map(x => Array.from(x?.data ?? []));
    };
    assert.deepEqual(read(7), [
      [1, 2, 3],
      [2, 100, 7],
    ]);
    assert.deepEqual(read(5000), [
      [1, 2, 3],
      [2, 100, 5000],
    ]);
  });

  it('is the same number in a source of its own', () => {
    const validation = csv({ path: 'v.csv', missing: 'mean' });
    const { data } = prepared(experiment({}, { validation }), {
      'd.csv': 'a,b,y\n1,10,0\n3,20,1\n',
      'v.csv': 'b,a,y\n,7,0\n50,,1\n',
    });
    assert.deepEqual(toRows(data.validation?.x ?? data.train.x), [
      [7, 15],
      [2, 50],
    ]);
  });

  it('stands before the inputs are scaled, so that a mean becomes 0', () => {
    const x = inputs('a,y\n1,0\n,1\n5,0\n', { missing: 'mean' }, { normalization: 'zscore' });
    const deviation = Math.sqrt(8 / 3);
    assert.deepEqual(
      x.map(([value]) => value),
      [-2 / deviation, 0, 2 / deviation],
    );
  });
});
