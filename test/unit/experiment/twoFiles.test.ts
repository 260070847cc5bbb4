/** A CSV source with its inputs in one file and its targets in another. */
import assert from 'node:assert/strict';
import { toRows } from '../../../src/engine/ground/matrix';
import { requiredFiles } from '../../../src/experiment/prepare';
import { checked, prepared, prepareWith } from './support';
import type { Json } from './support';

const experiment = (source: Json = {}, data: Json = {}, units = 1): Json => ({
  data: { train: { type: 'csv', path: 'X.csv', targets: 'y.csv', ...source }, ...data },
  model: { layers: [{ units }] },
});

/** Inputs and targets side by side. */
function rows(x: string, y: string, ...args: Parameters<typeof experiment>): number[][] {
  const { train } = prepared(experiment(...args), { 'X.csv': x, 'y.csv': y }).data;
  const targets = toRows(train.y);
  return toRows(train.x).map((row, index) => [...row, ...targets[index]]);
}

function problem(x: string, y: string, ...args: Parameters<typeof experiment>) {
  const [{ message, place }] = prepareWith(experiment(...args), {
    'X.csv': x,
    'y.csv': y,
  }).problems;
  return { message, place };
}

const X = 'a,b\n1,2\n3,4\n5,6\n';

describe('inputs and targets in two CSV files', () => {
  it('stand side by side', () => {
    assert.deepEqual(rows(X, 'y\n0\n1\n0\n'), [
      [1, 2, 0],
      [3, 4, 1],
      [5, 6, 0],
    ]);
    assert.deepEqual(requiredFiles(checked(experiment())), ['X.csv', 'y.csv']);
  });

  it('have names, classes and columns as a single file has', () => {
    const files = { 'X.csv': X, 'y.csv': 'id,kind\n1,pear\n2,fig\n3,pear\n' };
    const { summary } = prepared(experiment({ label: 'kind', features: ['b'] }), files);
    assert.deepEqual(summary.featureNames, ['b']);
    assert.deepEqual(summary.classNames, ['fig', 'pear']);
    assert.deepEqual(summary.train.perClass, [1, 2]);
  });

  it('have a single input column, and all columns of the other file as targets', () => {
    const x = 'a\n1\n2\n';
    assert.deepEqual(rows(x, 'u;v\n3;4\n5;6\n', {}, {}, 2), [
      [1, 3, 4],
      [2, 5, 6],
    ]);
    assert.deepEqual(rows('1,2\n3,4\n', '7\n8\n', { header: false }), [
      [1, 2, 7],
      [3, 4, 8],
    ]);
  });

  it('are read up to the limit', () => {
    assert.equal(rows(X, 'y\n0\n1\noops\n', { limit: 2 }).length, 2);
  });

  it('leave out rows in which either misses a value', () => {
    const x = 'a,b\n1,2\n?,4\n5,6\n7,\n9,10\n11,12\n';
    const y = 'y\n20\n21\n22\n23\nNA\n25\n';
    const files = { 'X.csv': x, 'y.csv': y };
    assert.deepEqual(rows(x, y, { missing: 'skip_row' }), [
      [1, 2, 20],
      [5, 6, 22],
      [11, 12, 25],
    ]);
    const { summary } = prepared(experiment({ missing: 'skip_row' }), files);
    assert.equal(summary.train.skipped, 3);
    assert.deepEqual(rows(x, y, { missing: 'skip_row', limit: 2 }), [
      [1, 2, 20],
      [5, 6, 22],
    ]);
    const none = problem('a\n1\n?\n', 'y\n?\n1\n', { missing: 'skip_row' });
    assert.equal(
      none.message,
      'Every row of X.csv and y.csv is left out: a value is missing in each.',
    );
  });

  it('fill in inputs, and read categories', () => {
    const features = ['a', { column: 'b', as: 'one_hot' }];
    assert.deepEqual(rows('a,b\n1,u\n,v\n3,u\n', 'y\n0\n1\n0\n', { features, missing: 'mean' }), [
      [1, 1, 0, 0],
      [2, 0, 1, 1],
      [3, 1, 0, 0],
    ]);
  });
});

describe('mistakes in two CSV files', () => {
  it('are a row without its target', () => {
    const { message, place } = problem(X, 'y\n0\n1\n');
    assert.equal(message, 'X.csv has 3 rows of data, y.csv has 2: each row needs its target.');
    assert.deepEqual(place, { kind: 'json', path: ['data', 'train', 'targets'], part: 'value' });
  });

  it('stand in the file that has them', () => {
    const input = problem('a,b\n1,2\n3,x4\n5,6\n', 'y\n0\n1\n0\n');
    assert.match(input.message, /^X\.csv, row 3, column 2 \("b"\) is "x4"/);
    const target = problem(X, 'u,v\n0,1\n1,x4\n0,0\n', {}, {}, 2);
    assert.match(target.message, /^y\.csv, row 3, column 2 \("v"\) is "x4"/);
    assert.deepEqual(target.place, { kind: 'file', file: 'y.csv', line: 3, column: 3 });
    const label = problem(X, 'y\n0\n1.5\n0\n', {}, { encoding: 'one_hot' });
    assert.deepEqual(label.place, { kind: 'file', file: 'y.csv', line: 3, column: 1 });
  });

  it('are a file that is missing, and a column that it does not have', () => {
    const [missing] = prepareWith(experiment(), { 'X.csv': X }).problems;
    assert.match(missing.message, /The file "y\.csv" is missing/);
    assert.deepEqual(missing.place, {
      kind: 'json',
      path: ['data', 'train', 'targets'],
      part: 'value',
    });
    const column = problem(X, 'y\n0\n1\n0\n', { label: 'a' });
    assert.match(column.message, /^y\.csv has no column "a"; its columns are "y"/);
  });
});
