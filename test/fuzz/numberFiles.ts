/**
 * Files of numbers: whole ones are read back, number for number; of damaged ones IDX, gzip, .npy,
 * .npz and JSON are read, or told in a sentence.
 */
import assert from 'node:assert/strict';
import { gzipSync, zipSync } from 'fflate';
import { parseIdx } from '../../src/experiment/data/files/idx';
import { parseWeights } from '../../src/experiment/data/weights';
import { npzArrays, type NumberMatrix } from '../../src/experiment/data/files/npy';
import { npy } from '../unit/experiment/npyFile';
import { prepareWith } from '../unit/experiment/support';
import type { Files, Json } from '../unit/experiment/support';
import type { Dice } from './library/dice';
import { mangled } from './library/mangle';
import {
  IDX_TYPES as IDX,
  idxOf,
  npyOf,
  randomArray,
  TYPES as NUMBERS,
  type KnownArray,
} from './library/numberArrays';
import type { Failure } from './library/programs';
import { tryEach } from './library/tries';

export const SHORT = 2000;

const TYPES = ['f8', 'f4', 'f2', 'i8', 'i4', 'i2', 'i1', 'u8', 'u4', 'u2', 'u1', 'b1', 'c8', 'U4'];
const SIZES = ['0', '1', '2', '3', '5', '65536', '300000000', '4294967296', '9'.repeat(30)];
const IDX_TYPES = [7, 8, 8, 9, 0x0b, 0x0c, 0x0d, 0x0e];

export function fuzz(count: number, seed: number): Failure[] {
  return tryEach(count, seed, dice => {
    switch (dice.below(7)) {
      case 0:
        return tryIdx(dice);
      case 1:
        return tryJson(dice);
      case 2:
        return readBackIdx(dice);
      case 3:
        return readBackNumPy(dice);
      case 4:
        return readBackText(dice);
      case 5:
        return trySource(dice);
      default:
        return tryNpy(dice);
    }
  });
}

function readBackIdx(dice: Dice): void {
  const code = Number(dice.pick(Object.keys(IDX)));
  // The first size, that of the rows, may take more than a byte.
  const others = Array.from({ length: dice.below(3) }, () => 1 + dice.below(4));
  const sizes = [1 + dice.below(dice.once(4) ? 600 : 4), ...others];
  const known = randomArray(sizes, IDX[code], dice);
  const array = parseIdx(idxOf(known, code, dice));
  if (typeof array === 'string') assert.fail(array);
  assert.deepEqual(array.sizes, sizes);
  const { length } = known.values;
  const [from, to] = [dice.below(length), dice.below(length + 1)].sort((a, b) => a - b);
  assert.deepEqual(Array.from(array.slice(from, to)), known.values.slice(from, to));
  assert.equal(array.at(from), known.values[from]);
}

function randomSizes(dice: Dice): number[] {
  return Array.from({ length: dice.below(3) }, () => 1 + dice.below(5));
}

function readBackNumPy(dice: Dice): void {
  const names = ['a', 'b', 'dW1', 'é'].slice(0, 1 + dice.below(4));
  const arrays = names.map(name => {
    const type = dice.pick(Object.keys(NUMBERS));
    const known = randomArray(randomSizes(dice), type, dice);
    return { name, known, bytes: npyOf(known, type, dice) };
  });
  for (const { known, bytes } of arrays) same(parseWeights('w.npy', bytes, null), known);
  const files = arrays.map(({ name, bytes }) => [`${name}.npy`, bytes] as const);
  const archive = zipSync(Object.fromEntries(files), { level: dice.pick([0, 6]) });
  for (const { name, known } of arrays) same(parseWeights('w.npz', archive, name), known);
  if (arrays.length === 1) same(parseWeights('w.npz', archive, null), arrays[0].known);
  const all = npzArrays(archive);
  if (typeof all === 'string') assert.fail(all);
  assert.deepEqual(
    all.map(({ name }) => name),
    names,
  );
  all.forEach(({ values }, index) => same(values, arrays[index].known));
}

/** Arrays as data: rows, or a sentence, whatever headers claim and wherever bytes are others. */
function trySource(dice: Dice): void {
  const file = (rows: number) => {
    const sizes = [dice.once(8) ? dice.below(3) : rows, ...randomSizes(dice)];
    const type = dice.pick(Object.keys(NUMBERS));
    return npyOf(randomArray(sizes, type, dice), type, dice);
  };
  const [x, y] = [file(4), file(4)].map(bytes => (dice.once(3) ? mangled(bytes, dice) : bytes));
  const archive = zipSync({ 'X.npy': x, 'y.npy': y });
  const { source, files } = dice.pick<{ source: Json; files: Files }>([
    { source: { x: 'x', y: 'y' }, files: { x, y } },
    { source: { path: 'x' }, files: { x } },
    { source: { path: 'a' }, files: { a: dice.once(3) ? mangled(archive, dice) : archive } },
  ]);
  const { prepared: ready, problems } = prepareWith(
    { data: { train: { type: 'npy', ...source } } },
    files,
  );
  if (!ready) sentence(problems[0].message);
}

function readBackText(dice: Dice): void {
  const known = randomArray([1 + dice.below(4), 1 + dice.below(4)], 'f8', dice);
  const [rows, cols] = known.sizes;
  const table = Array.from({ length: rows }, (_, row) =>
    known.values.slice(row * cols, (row + 1) * cols),
  );
  const list = rows === 1 && dice.once(2) ? table[0] : table;
  const key = dice.pick([null, 'a', '__proto__']);
  const json = JSON.stringify(list, null, dice.pick([0, 2]));
  const whole = key === null ? json : `{"b": [1], ${JSON.stringify(key)}: ${json}}`;
  same(parseWeights('w.json', new TextEncoder().encode(whole), key), known);
  const delimiter = dice.pick([',', ';', '\t']);
  const lines = table.map(row => row.join(delimiter)).join(dice.pick(['\n', '\r\n', '\r']));
  same(parseWeights('w.csv', new TextEncoder().encode(lines), null), known);
}

/** A list is a row. */
function same(got: NumberMatrix | string, { sizes, values }: KnownArray): void {
  if (typeof got === 'string') assert.fail(got);
  const [rows, cols] = sizes.length === 2 ? sizes : [1, values.length];
  assert.deepEqual([got.rows, got.cols], [rows, cols]);
  assert.deepEqual(Array.from(got.data), values);
}

function randomBytes(dice: Dice, most: number): Uint8Array {
  return Uint8Array.from({ length: dice.below(most + 1) }, () => dice.below(256));
}

function tryIdx(dice: Dice): void {
  const sizes = Array.from({ length: dice.once(20) ? 255 : dice.below(4) }, () => dice.below(4));
  const type = dice.pick(IDX_TYPES);
  const bytes = { 8: 1, 9: 1, 0x0b: 2, 0x0c: 4, 0x0d: 4, 0x0e: 8 }[type] ?? 1;
  const length = sizes.reduce((product, size) => product * size, bytes);
  const numbers = Uint8Array.from({ length: Math.min(length, 1000) }, () => dice.below(256));
  const header = sizes.flatMap(size => [dice.once(40) ? 0x7f : 0, 0, 0, size]);
  const plain = Uint8Array.from([0, 0, type, sizes.length, ...header, ...numbers]);
  const packed = dice.once(2) ? gzipSync(plain) : plain;
  const array = parseIdx(dice.once(3) ? packed : mangled(packed, dice));
  if (typeof array === 'string') return sentence(array);
  const count = array.sizes.reduce((product, size) => product * size, 1);
  assert.equal(array.slice(0, count).length, count);
}

function tryNpy(dice: Dice): void {
  const shape = Array.from({ length: dice.below(4) }, () => dice.pick(SIZES)).join(', ');
  const type = dice.pick(['<', '>', '|', '']) + dice.pick(TYPES);
  const one = () => npy(type, shape, randomBytes(dice, 64), dice.pick(['True', 'False', '']));
  const whole = dice.once(2) ? one() : mangled(one(), dice);
  read('w.npy', whole, null);
  const names = ['a', 'b', 'dW1', ''].slice(0, dice.below(5));
  const files = names.map(name => [`${name}.npy`, name === 'a' ? whole : one()] as const);
  const archive = zipSync(Object.fromEntries(files), { level: dice.pick([0, 6]) });
  const key = dice.pick([null, 'a', 'c']);
  read('w.npz', dice.once(3) ? archive : mangled(archive, dice), key);
}

const JSON_PIECES = [
  '[',
  ']',
  '[[',
  ']]',
  ',',
  '1',
  '-2.5',
  '1e999',
  '"a"',
  ':',
  '{',
  '}',
  'null',
  ' ',
];

function tryJson(dice: Dice): void {
  const rows = JSON.stringify(
    Array.from({ length: dice.below(4) }, () => Array.from({ length: dice.below(4) }, () => 1.5)),
  );
  const text = dice.pick([dice.text(JSON_PIECES, 12), rows, `{"a": ${rows}}`]);
  const bytes = new TextEncoder().encode(text);
  read('w.json', dice.once(2) ? bytes : mangled(bytes, dice), dice.pick([null, 'a', '__proto__']));
}

function read(file: string, bytes: Uint8Array, key: string | null): void {
  const matrix = parseWeights(file, bytes, key);
  if (typeof matrix === 'string') return sentence(matrix);
  assert.equal(matrix.rows * matrix.cols, matrix.data.length);
  assert.ok(matrix.data.every(Number.isFinite));
}

function sentence(words: string): void {
  assert.ok(words.length > 0 && words.length < 400, words);
}
