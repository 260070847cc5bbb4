/** Sources of NumPy's arrays: files that NumPy wrote, and others built byte by byte. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { toRows } from '../../../src/engine/ground/matrix';
import { openNpy, openNpz } from '../../../src/experiment/data/files/npy';
import { readExperiment } from '../../../src/experiment/read';
import { npy } from './npyFile';
import { complaints, dataComplaints, prepared, prepareWith, sections, textOf } from './support';
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

describe('targets that are texts', () => {
  const texts = written('texts.npz');
  const classes = (files: Files, source: Json) => {
    const { data, summary } = prepared(
      {
        data: { train: { type: 'npy', ...source }, encoding: 'one_hot' },
        model: { layers: [{ units: 3, activation: 'softmax' }] },
        loss: { type: 'cross_entropy' },
      },
      files,
    );
    return { names: summary.classNames, first: toRows(data.train.y).slice(0, 2) };
  };
  const inArchive = (source: Json) =>
    classes({ 'texts.npz': texts }, { path: 'texts.npz', ...source });

  it('are names of classes: of either order of bytes, as bytes, as a column', () => {
    for (const y of ['y', 'y_big', 'y_bytes', 'y_column']) {
      const { names, first } = inArchive({ x: 'X', y });
      assert.deepEqual(names, ['apple', y === 'y_bytes' ? 'fig ?' : 'fig 😀', 'pear'], y);
      assert.deepEqual(first.flat(), [0, 0, 1, 1, 0, 0], y);
    }
  });

  it('are found by their usual name, and stand in a file of their own', () => {
    assert.deepEqual(inArchive({}).names, ['apple', 'fig 😀', 'pear']);
    const files = { X: floats('3, 1', 1, 2, 3), y: npy('<U1', '3,', Uint32Array.of(98, 97, 99)) };
    assert.deepEqual(classes(files, { x: 'X', y: 'y' }), {
      names: ['a', 'b', 'c'],
      first: [
        [0, 1, 0],
        [1, 0, 0],
      ],
    });
  });

  it('are taken from the rows that are asked for', () => {
    const source = { path: 'texts.npz', rows: [1, 4] };
    const { data, summary } = prepared(on(source), { 'texts.npz': texts });
    assert.deepEqual(summary.classNames, ['apple', 'fig 😀']);
    assert.deepEqual([...data.train.y.data], [0, 1, 0]);
  });

  const x = floats('2, 1', 1, 2);
  const refused: { [name: string]: [y: Uint8Array, words: string] } = {
    'an empty one': [
      npy('<U1', '2,', Uint32Array.of(97, 0)),
      'y, row 1 (counted from 0) is empty; a label is needed.',
    ],
    'several for each row': [
      npy('<U1', '2, 2', Uint32Array.of(97, 98, 97, 98)),
      'y holds 2 texts for each row; a row has one label.',
    ],
    'fewer than the header says': [
      npy('<U9', '2,', Uint32Array.of(97)),
      'y breaks off within its data.',
    ],
    'none at all': [npy('<U1', '0,', Uint32Array.of()), 'y holds no texts.'],
    'a single one': [npy('<U1', '', Uint32Array.of(97)), 'y holds a single text, not rows.'],
    'fewer than rows': [
      npy('<U1', '1,', Uint32Array.of(97)),
      'x has 2 rows, y has 1: each row needs its target.',
    ],
  };
  for (const [name, [y, words]] of Object.entries(refused)) {
    it(`are refused: ${name}`, () => assert.equal(complaint({ x: 'x', y: 'y' }, { x, y }), words));
  }

  it('are no inputs, and a strange character stays one', () => {
    const labels = npy('<U1', '2,', Uint32Array.of(0xffffffff, 97));
    assert.equal(
      complaint({ x: 'y', y: 'x' }, { x, y: labels }),
      'y holds data of type <U1, not numbers.',
    );
    assert.deepEqual(prepared(on({ x: 'x', y: 'y' }), { x, y: labels }).summary.classNames, [
      'a',
      '\ufffd',
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
      '"y" of a.npz holds data of type |O, not numbers: save what the objects hold, with .astype(float) or .astype(str).',
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
