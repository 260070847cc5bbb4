/** IDX files, built byte by byte, and the real digits where they are at hand. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'fflate';
import { toRows } from '../../../src/engine/ground/matrix';
import { parseIdx } from '../../../src/experiment/data/files/idx';
import { dataComplaints, prepared } from './support';
import type { Files, Json } from './support';

function idx(type: number, sizes: number[], data: number[]): Uint8Array {
  const header = sizes.flatMap(size => [0, 0, size >> 8, size & 255]);
  return Uint8Array.from([0, 0, type, sizes.length, ...header, ...data]);
}

const images = idx(8, [3, 1, 2], [1, 2, 3, 4, 5, 255]);
const labels = idx(8, [3], [0, 1, 1]);

function idxData(source: Json = {}): Json {
  const train = { type: 'idx', images: 'i', labels: 'l', ...source };
  return { data: { train, normalization: { divide_by: 255 } } };
}

const complaint = (files: Files, source: Json = {}) => dataComplaints(idxData(source), files)[0];

describe('IDX files', () => {
  it('hold rows of pixels and their labels', () => {
    const { data, summary } = prepared(idxData(), { i: images, l: labels });
    assert.deepEqual(toRows(data.train.x)[2], [5 / 255, 1]);
    assert.deepEqual([...data.train.y.data], [0, 1, 1]);
    assert.deepEqual(summary.classNames, ['0', '1']);
    assert.deepEqual(summary.image, { width: 2, height: 1 });
  });

  it('are no pictures with a single dimension, or with four', () => {
    const flat = idx(8, [3, 2], [1, 2, 3, 4, 5, 255]);
    assert.equal(prepared(idxData(), { i: flat, l: labels }).summary.image, null);
    const deep = idx(8, [3, 1, 1, 2], [1, 2, 3, 4, 5, 255]);
    assert.equal(prepared(idxData(), { i: deep, l: labels }).summary.image, null);
  });

  it('may be gzipped: their first bytes tell', () => {
    const { data } = prepared(idxData(), { i: gzipSync(images), l: labels });
    assert.equal(data.train.x.rows, 3);
  });

  it('give a half-open range of rows', () => {
    const { data } = prepared(idxData({ rows: [1, 3] }), { i: images, l: labels });
    assert.deepEqual(
      [...data.train.x.data].map(value => Math.round(value * 255)),
      [3, 4, 5, 255],
    );
    assert.deepEqual([...data.train.y.data], [1, 1]);
  });

  const types: { [name: string]: [type: number, bytes: number[], value: number] } = {
    'signed bytes': [9, [0xff], -1],
    shorts: [0x0b, [0x01, 0x00], 256],
    ints: [0x0c, [0xff, 0xff, 0xff, 0xfe], -2],
    floats: [0x0d, [0x3f, 0x80, 0, 0], 1],
    doubles: [0x0e, [0xc0, 0, 0, 0, 0, 0, 0, 0], -2],
  };
  for (const [name, [type, bytes, value]] of Object.entries(types)) {
    it(`of ${name} are big-endian`, () => {
      const array = parseIdx(idx(type, [1], bytes));
      assert.ok(typeof array !== 'string');
      assert.equal(array.at(0), value);
    });
  }
});

describe('IDX mistakes', () => {
  it('missing files: the four names of MNIST', () => {
    const message = complaint({ l: labels });
    for (const name of [
      'train-images-idx3',
      'train-labels-idx1',
      't10k-images-idx3',
      't10k-labels-idx1',
    ]) {
      assert.ok(message.includes(`${name}-ubyte.gz`));
    }
    assert.match(message, /nothing is downloaded/);
  });

  const cases: { [name: string]: [files: Files, words: RegExp] } = {
    'another format': [{ i: 'PK\x03\x04', l: labels }, /does not start with the bytes 00 00/],
    'an unknown type': [{ i: idx(7, [1], [1]), l: labels }, /type 0x07/],
    'an empty file': [{ i: '', l: labels }, /not an IDX file/],
    'a header that breaks off': [{ i: images.slice(0, 9), l: labels }, /breaks off/],
    'too little data': [{ i: images.slice(0, -1), l: labels }, /must hold 6 bytes .* holds 5/],
    'too much data': [{ i: Uint8Array.from([...images, 0]), l: labels }, /holds 7/],
    'a damaged gzip': [{ i: gzipSync(images).slice(0, -9), l: labels }, /damaged gzip|IDX|holds/],
    'a gzip that hardly begins': [{ i: Uint8Array.of(0x1f, 0x8b), l: labels }, /damaged gzip/],
    'swapped files': [{ i: labels, l: images }, /swapped/],
    'files that do not belong together': [
      { i: images, l: idx(8, [2], [0, 1]) },
      /3 rows.* 2 labels/,
    ],
    'no rows': [{ i: idx(8, [0, 2], []), l: idx(8, [0], []) }, /holds no rows/],
  };
  for (const [name, [files, words]] of Object.entries(cases)) {
    it(name, () => assert.match(complaint(files), words));
  }

  it('rows beyond the end', () => {
    assert.match(
      complaint({ i: images, l: labels }, { rows: [0, 4] }),
      /up to 4, but i has 3 rows/,
    );
  });
});

describe('gzipped IDX files', () => {
  const packed = gzipSync(images, { level: 0 });
  const changed = (at: number) => {
    const bytes = Uint8Array.from(packed);
    bytes[packed.length + at] ^= 1;
    return complaint({ i: bytes, l: labels });
  };

  it('are damaged where a pixel is another one, or the checksum', () => {
    assert.match(changed(-9), /damaged gzip file: .* checksum/);
    assert.match(changed(-8), /damaged gzip file: .* checksum/);
  });

  it('are damaged where the size is another one', () => {
    assert.match(changed(-4), /damaged gzip file/);
    assert.match(changed(-2), /damaged gzip file/);
    assert.match(changed(-1), /damaged gzip file/);
  });

  it('that claim a size beyond all are not unpacked', () => {
    const bytes = Uint8Array.from(packed);
    bytes.fill(255, -4);
    assert.match(complaint({ i: bytes, l: labels }), /unpacks to 4,294,967,295 bytes; the limit/);
  });
});

describe('IDX numbers that cannot be trained on', () => {
  const nan = [0x7f, 0xc0, 0, 0];
  it('are named with their row and file', () => {
    const floats = idx(0x0d, [3, 1, 1], [...Array<number>(8).fill(0), ...nan]);
    assert.equal(
      complaint({ i: floats, l: labels }),
      'i, row 2 (counted from 0) holds NaN: only finite numbers can be trained on.',
    );
    const flat = idx(8, [3, 1, 1], [1, 2, 3]);
    const classes = idx(0x0d, [3], [...Array<number>(4).fill(0), ...nan, 0, 0, 0, 0]);
    assert.match(complaint({ i: flat, l: classes }), /^l, row 1 \(counted from 0\) holds NaN/);
    assert.doesNotMatch(complaint({ i: floats, l: labels }, { rows: [0, 2] }) ?? '', /NaN/);
  });

  it('are none at all', () =>
    assert.match(
      complaint({ i: idx(8, [3, 0], []), l: labels }),
      /holds rows without numbers: 3 × 0/,
    ));

  it('in 255 dimensions are told in a short sentence', () => {
    const deep = idx(8, Array<number>(255).fill(9), [1]);
    const message = complaint({ i: deep, l: labels });
    assert.match(message, /9 × 9 × 9 × 9 × … \(255 dimensions\)/);
    assert.ok(message.length < 200);
    assert.ok(complaint({ i: images, l: idx(8, Array<number>(255).fill(1), [1]) }).length < 200);
  });
});

describe('the real digits', () => {
  const folder = path.join(__dirname, '../../../../shared/data/mnist');
  if (!existsSync(folder)) {
    it('skipped: ../shared/data/mnist is not on this machine');
    return;
  }
  it('are read from gzip: 10,000 rows of 784 pixels', () => {
    const read = (name: string) => readFileSync(path.join(folder, name));
    const { data, summary } = prepared(
      {
        ...idxData({ rows: [0, 1000] }),
        model: { layers: [{ units: 1 }] },
      },
      { i: read('t10k-images-idx3-ubyte.gz'), l: read('t10k-labels-idx1-ubyte.gz') },
    );
    assert.equal(data.train.x.cols, 784);
    // The test set begins with 7, 2, 1, 0, 4.
    assert.deepEqual([...data.train.y.data.slice(0, 5)], [7, 2, 1, 0, 4]);
    assert.equal(summary.train.rows, 1000);
  });
});
