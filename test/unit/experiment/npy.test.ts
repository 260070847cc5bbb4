/** Sources of NumPy's arrays: files that NumPy wrote, and others built byte by byte. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { toRows } from '../../../src/engine/ground/matrix';
import { openNpy, openNpz } from '../../../src/experiment/data/files/npy';
import { readExperiment } from '../../../src/experiment/read';
import {
  complaints,
  dataComplaints,
  npy,
  prepared,
  prepareWith,
  sections,
  textOf,
} from './support';
import type { Files, Json } from './support';

const written = (name: string) => readFileSync(path.join(__dirname, '../../fixtures/numpy', name));
const floats = (shape: string, ...values: number[]) => npy('<f8', shape, Float64Array.from(values));

/** An experiment on these arrays; one output and targets as they stand unless said otherwise. */
const on = (source: Json, data: Json = {}): Json => ({
  data: { train: { type: 'npy', ...source }, ...data },
});
const complaint = (source: Json, files: Files) => dataComplaints(on(source), files)[0];

describe('arrays that NumPy wrote', () => {
  const known = JSON.parse(String(written('arrays.json'))) as {
    [name: string]: { shape: number[]; values: number[] };
  };
  const arrays = openNpz(written('arrays.npz'));
  if (typeof arrays === 'string') assert.fail(arrays);

  it('are all there', () =>
    assert.deepEqual(
      arrays.map(({ name }) => name),
      Object.keys(known),
    ));
  for (const { name, array } of arrays) {
    it(`${name}: shape and numbers`, () => {
      if (typeof array === 'string') assert.fail(array);
      const { shape, values } = known[name];
      assert.deepEqual(array.sizes, shape);
      assert.deepEqual([...array.slice(0, shape[0])], values);
      const row = values.length / shape[0];
      assert.deepEqual([...array.slice(1, 2)], values.slice(row, 2 * row));
    });
  }
});

describe('a source of NumPy arrays', () => {
  const columns = { 'table.npy': written('table.npy') };
  const table = (source: Json = {}, units = 1) =>
    prepared({ ...on({ path: 'table.npy', ...source }), model: { layers: [{ units }] } }, columns)
      .data.train;

  it('in one .npy file has the target in its last column', () => {
    const { x, y } = table();
    assert.deepEqual([x.rows, x.cols, y.cols], [6, 2, 1]);
    for (const [row, [a, b]] of toRows(x).entries()) assert.equal(y.data[row], a > b ? 1 : 0);
  });

  it('may choose its columns, and its rows', () => {
    const { x, y } = table({ features: [2, 0], label: [1, 2], rows: [1, 3] }, 2);
    const all = table({ features: [0, 1], label: 2 });
    assert.deepEqual(
      toRows(x),
      [1, 2].map(row => [all.y.data[row], toRows(all.x)[row][0]]),
    );
    assert.deepEqual(
      toRows(y),
      [1, 2].map(row => [toRows(all.x)[row][1], all.y.data[row]]),
    );
  });

  it('in two .npy files is the same: Fortran order, a column of bool', () => {
    const files = { 'X.npy': written('X.npy'), 'y.npy': written('y.npy') };
    const { data, summary } = prepared(on({ x: 'X.npy', y: 'y.npy' }), files);
    const { x, y } = table();
    assert.deepEqual(Array.from(data.train.x.data, Math.fround), [...x.data]);
    assert.deepEqual(data.train.y, y);
    assert.deepEqual(summary.classNames, ['0', '1']);
  });

  it('in an archive finds the arrays of np.savez without names', () => {
    const { x, y } = prepared(on({ path: 'a.npz' }), { 'a.npz': written('unnamed.npz') }).data
      .train;
    assert.deepEqual(Array.from(x.data, Math.fround), [...table().x.data]);
    assert.deepEqual(y, table().y);
  });

  it('in an archive finds those of each part: pictures and whole numbers as classes', () => {
    const source = { type: 'npy', path: 'digits.npz' };
    const { data, summary } = prepared(
      {
        data: { train: source, test: source, encoding: 'one_hot' },
        model: { layers: [{ units: 3, activation: 'softmax' }] },
        loss: { type: 'cross_entropy' },
      },
      { 'digits.npz': written('digits.npz') },
    );
    assert.deepEqual([data.train.x.rows, data.train.x.cols, data.test?.x.rows], [6, 6, 2]);
    assert.deepEqual(summary.image, { width: 2, height: 3 });
    assert.deepEqual(summary.classNames, ['0', '1', '2']);
    assert.deepEqual(toRows(data.train.y)[1], [0, 1, 0]);
    assert.ok(data.train.x.data.some(value => value > 127));
  });

  const one = floats('2, 1', 1, 2);
  const two = floats('2, 1', 3, 4);
  const firsts = (source: Json, files: { [name: string]: Uint8Array }) => {
    const archive = zipSync(
      Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${name}.npy`, bytes])),
    );
    const { x, y } = prepared(on({ path: 'a.npz', ...source }), { 'a.npz': archive }).data.train;
    return [x.data[0], y.data[0]];
  };

  it('takes the arrays that are named, and beside one that is named the usual other', () => {
    assert.deepEqual(firsts({ x: 'u', y: 'v' }, { v: two, u: one }), [1, 3]);
    assert.deepEqual(firsts({ x: 'u' }, { u: one, x: two, target: two }), [1, 3]);
    assert.deepEqual(firsts({ y: 'x' }, { x: two, X_train: one }), [1, 3]);
    assert.deepEqual(firsts({ x: 'x', y: 'x' }, { x: one, y: two }), [1, 1]);
  });

  it('takes usual names whatever their case, those of the part before others', () => {
    for (const [x, y] of [
      ['X', 'Y'],
      ['data', 'target'],
      ['Xtrain', 'ytrain'],
      ['train_images', 'train_labels'],
      ['features', 'labels'],
    ])
      assert.deepEqual(firsts({}, { [y]: two, [x]: one }), [1, 3], x);
    const others = { x: two, y: one, x_test: two, y_test: one };
    assert.deepEqual(firsts({}, { ...others, x_train: one, y_train: two }), [1, 3]);
  });

  it('in an archive of one array has the target in its last column', () => {
    assert.deepEqual(firsts({}, { anything: floats('2, 2', 1, 3, 2, 4) }), [1, 3]);
    assert.deepEqual(firsts({ label: 0 }, { anything: floats('2, 2', 1, 3, 2, 4) }), [3, 1]);
  });

  it('has one input column where x is a list, and as many targets as y has columns', () => {
    const files = { x: floats('2,', 5, 6), y: floats('2, 2', 1, 2, 3, 4) };
    const { data } = prepared(
      { ...on({ x: 'x', y: 'y' }), model: { layers: [{ units: 2 }] } },
      files,
    );
    assert.deepEqual(toRows(data.train.x), [[5], [6]]);
    assert.deepEqual(toRows(data.train.y), [
      [1, 2],
      [3, 4],
    ]);
  });
});

describe('NumPy arrays that cannot be read', () => {
  const x = floats('2, 2', 1, 2, 3, 4);
  const y = floats('2,', 0, 1);
  const archive = (arrays: { [name: string]: Uint8Array }) => ({
    'a.npz': zipSync(
      Object.fromEntries(Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes])),
    ),
  });
  const both = { x: 'x', y: 'y' };
  const inArchive = { path: 'a.npz' };
  const inFile = { path: 'x' };
  const cases: { [name: string]: [source: Json, files: Files, words: string | RegExp] } = {
    'a missing file': [both, { x }, /The file "y" is missing/],
    'an archive without usual names': [
      inArchive,
      archive({ u: x, v: y }),
      'a.npz holds u [2, 2] and v [2]: say in `x` and `y` which of them are inputs and targets.',
    ],
    'an archive without the array': [
      { ...inArchive, x: 'Z' },
      archive({ X: x, y }),
      'a.npz has no array "Z": it holds X [2, 2] and y [2].',
    ],
    'an archive of many arrays': [
      inArchive,
      archive(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`n${index}`, y]))),
      /n9 \[2\], and … \(30 in all\): say/,
    ],
    'an empty archive': [inArchive, archive({}), 'a.npz is empty.'],
    'an archive with another file': [
      inArchive,
      { 'a.npz': zipSync({ 'x.txt': Uint8Array.of(1), 'y.npy': y }) },
      'a.npz holds x.txt (no numbers) and y [2]: say in `x` and `y` which of them are inputs and targets.',
    ],
    'an array of objects': [
      inArchive,
      archive({ X: x, y: npy('|O', '2,', Uint8Array.of(0)) }),
      '"y" of a.npz holds data of type |O, not numbers.',
    ],
    'another format': [both, { x: 'hello world!', y }, 'x is not a .npy file.'],
    'an array without dimensions': [
      both,
      { x, y: floats('', 1) },
      'y holds a single number, not rows.',
    ],
    'no rows': [both, { x: floats('0, 2'), y: floats('0,') }, 'x holds no numbers.'],
    'a header that claims more than there is': [
      both,
      { x: floats('300000000, 300000000', 1), y },
      'x breaks off within its data.',
    ],
    'a header that claims more than all': [
      both,
      { x: floats(`${'9'.repeat(400)}, 2`, 1), y },
      'x breaks off within its data.',
    ],
    'rows without their targets': [
      both,
      { x: floats('3, 1', 1, 2, 3), y },
      'x has 3 rows, y has 2: each row needs its target.',
    ],
    NaN: [both, { x: floats('2, 2', 1, 2, 3, NaN), y }, /^x, row 1 \(counted from 0\) holds NaN/],
    'an infinite target': [
      both,
      { x, y: floats('2,', 0, Infinity) },
      /^y, row 1 \(counted from 0\) holds Infinity/,
    ],
    'rows beyond the end': [
      { ...both, rows: [1, 3] },
      { x, y },
      '`rows` goes up to 3, but x has 2 rows.',
    ],
    'an array name for a .npy file': [
      { path: 'x', y: 'y' },
      { x },
      /^`y` names an array of a .npz archive, which x is not/,
    ],
    'columns of an archive with two arrays': [
      { ...inArchive, label: 0 },
      archive({ x, y }),
      /^`label` chooses columns of a single array/,
    ],
    'a list as a single array': [inFile, { x: y }, /^x is \[2\]: a single array needs rows/],
    'a single column': [inFile, { x: floats('2, 1', 1, 2) }, /^x is \[2, 1\]: a single array/],
    'a column beyond the last': [
      { ...inFile, features: [2] },
      { x },
      'x has 2 columns, numbered from 0 to 1: there is no column 2.',
    ],
  };
  for (const [name, [source, files, words]] of Object.entries(cases)) {
    it(name, () => {
      const message = complaint(source, files);
      if (typeof words === 'string') assert.equal(message, words);
      else assert.match(message, words);
    });
  }

  it('a damaged archive', () => {
    const bytes = Uint8Array.from(written('unnamed.npz'));
    bytes[200] ^= 1;
    assert.match(
      complaint(inArchive, { 'a.npz': bytes }),
      /^a.npz is a damaged archive: .* checksum/,
    );
    assert.match(
      complaint(inArchive, { 'a.npz': bytes.slice(0, -9) }),
      /^a.npz is not a .npz file/,
    );
  });

  it('a name that is nearly right, which a fix writes', () => {
    const { problems } = prepareWith(
      on({ ...inArchive, x: 'inptus', y: 'y' }),
      archive({ inputs: x, y }),
    );
    assert.equal(textOf(problems[0].fixes[0]), '"inputs"');
  });

  it('neither an archive nor two files, or columns of two files', () => {
    const needs = 'NumPy arrays need `path`, or `x` and `y` with a .npy file each.';
    assert.deepEqual(complaints(on({})), [needs]);
    assert.deepEqual(complaints(on({ x: 'x.npy' })), [needs]);
    assert.match(complaints(on({ x: 'x', y: 'y', label: 0 }))[0], /^`label` chooses columns/);
    assert.match(complaints(on({ path: '/x.npy' }))[0], /is an absolute path/);
    assert.match(complaints(on({ x: 'x', y: '../\\y' }))[0], /backslashes/);
  });

  it('a bare path, which a fix writes as a source', () => {
    const { fixes } = readExperiment(JSON.stringify(sections({ data: { train: 'data/all.npz' } })))
      .problems[0];
    assert.equal(textOf(fixes[0]), '{"type":"npy","path":"data/all.npz"}');
  });
});

it('bytes of a .npy file stay bytes', () => {
  const array = openNpy(npy('|u1', '2, 2', Uint8Array.of(1, 2, 3, 4)));
  assert.ok(typeof array !== 'string' && array.slice(0, 2) instanceof Uint8Array);
});
