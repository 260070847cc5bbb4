/** Files that initialisers name. */
import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { toRows } from '../../../src/engine/ground/matrix';
import { parseWeights } from '../../../src/experiment/data/weights';
import { npy } from './npyFile';
import { dataComplaints, prepared } from './support';
import type { Files } from './support';

const two = npy('<f8', '2, 3', Float64Array.of(1, 2, 3, 4, 5, 6));
const expected = [
  [1, 2, 3],
  [4, 5, 6],
];

function layersWith(file: object) {
  return { model: { layers: [{ units: 3, kernel_initializer: file }, { units: 1 }] } };
}

describe('weight files', () => {
  const cases: { [name: string]: [file: object, files: Files] } = {
    csv: [{ file: 'w.csv' }, { 'w.csv': '1,2,3\n4,5,6\n' }],
    json: [{ file: 'w.json' }, { 'w.json': '[[1,2,3],[4,5,6]]' }],
    'json with a key': [{ file: 'w.json', key: 'a' }, { 'w.json': '{"a": [[1,2,3],[4,5,6]]}' }],
    npy: [{ file: 'w.npy' }, { 'w.npy': two }],
    'npy of float32': [
      { file: 'w.npy' },
      { 'w.npy': npy('<f4', '2, 3', Float32Array.of(1, 2, 3, 4, 5, 6)) },
    ],
    'npy by columns': [
      { file: 'w.npy' },
      { 'w.npy': npy('<f8', '2, 3', Float64Array.of(1, 4, 2, 5, 3, 6), 'True') },
    ],
    'npy of integers': [
      { file: 'w.npy' },
      { 'w.npy': npy('<i8', '2, 3', BigInt64Array.of(1n, 2n, 3n, 4n, 5n, 6n)) },
    ],
    'npy of unsigned integers': [
      { file: 'w.npy' },
      { 'w.npy': npy('<u4', '2, 3', Uint32Array.of(1, 2, 3, 4, 5, 6)) },
    ],
    'npy of large bytes, big-endian': [
      { file: 'w.npy' },
      { 'w.npy': npy('>u2', '2, 3', Uint8Array.of(0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6)) },
    ],
    'npy of unsigned integers of 64 bits': [
      { file: 'w.npy' },
      { 'w.npy': npy('<u8', '2, 3', BigUint64Array.of(1n, 2n, 3n, 4n, 5n, 6n)) },
    ],
    'npy of float16': [
      { file: 'w.npy' },
      {
        'w.npy': npy('<f2', '2, 3', Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600)),
      },
    ],
    'npz with one array': [{ file: 'w.npz' }, { 'w.npz': zipSync({ 'arr_0.npy': two }) }],
    'npz with a key': [
      { file: 'w.npz', key: 'b' },
      { 'w.npz': zipSync({ 'a.npy': npy('<f8', '1', Float64Array.of(1)), 'b.npy': two }) },
    ],
  };
  for (const [name, [file, files]] of Object.entries(cases)) {
    it(name, () => {
      assert.deepEqual(toRows(prepared(layersWith(file), files).parameters[0].weights), expected);
    });
  }

  it('follow kernel_layout', () => {
    const model = { ...layersWith({ file: 'w.csv' }).model, kernel_layout: 'out_in' };
    const { parameters } = prepared({ model }, { 'w.csv': '1,4\n2,5\n3,6\n' });
    assert.deepEqual(toRows(parameters[0].weights), expected);
  });

  it('hold biases in a row or a column', () => {
    for (const text of ['1,2', '1\n2\n']) {
      const layers = [{ units: 2, bias_initializer: { file: 'b.csv' } }, { units: 1 }];
      const { parameters } = prepared({ model: { layers } }, { 'b.csv': text });
      assert.deepEqual([...(parameters[0].biases ?? [])], [1, 2]);
    }
  });
});

function complaintOf(...args: Parameters<typeof parseWeights>): string {
  const read = parseWeights(...args);
  return typeof read === 'string' ? read : '';
}

describe('weight files that cannot be used', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const cases: {
    [name: string]: [file: string, content: Uint8Array, key: string | null, words: RegExp];
  } = {
    'another ending': ['w.pt', bytes(''), null, /must end in .json, .csv, .npy or .npz/],
    'text in a CSV': ['w.csv', bytes('1,2\n3,x'), null, /row 2, column 2 is "x"/],
    'a ragged CSV': ['w.csv', bytes('1,2\n3'), null, /row 2 has 1, the first 2/],
    'an empty CSV': ['w.csv', bytes(''), null, /holds no numbers/],
    'a key for a CSV': ['w.csv', bytes('1'), 'a', /`key` is for/],
    'JSON that is none': ['w.json', bytes('[1, 2'), null, /is not JSON/],
    'JSON without an end': ['w.json', bytes('['.repeat(100_000)), null, /is not JSON/],
    'JSON that is no list': ['w.json', bytes('{"a": 1}'), null, /must hold a list/],
    'JSON without the key': ['w.json', bytes('{"a": [1]}'), 'b', /has no key "b"/],
    'JSON with texts': ['w.json', bytes('[["1"]]'), null, /list of rows of numbers/],
    'another format as npy': ['w.npy', bytes('hello world!'), null, /not a .npy file/],
    'objects in npy': ['w.npy', npy('|O', '1', Uint8Array.of(0)), null, /type \|O/],
    'three dimensions': ['w.npy', npy('<f8', '1, 1, 1', Float64Array.of(1)), null, /3 dimensions/],
    'a npy that breaks off': ['w.npy', two.slice(0, -1), null, /breaks off/],
    NaN: ['w.npy', npy('<f8', '1', Float64Array.of(NaN)), null, /NaN or infinite/],
    'another format as npz': ['w.npz', bytes('hello'), null, /not a .npz file/],
    'a CSV with a quote that is not closed': [
      'w.csv',
      bytes('1,2\n3,4\n"5,6\n'),
      null,
      /line 3: a quoted cell of this row is not closed/,
    ],
    'a CSV of two encodings': [
      'w.csv',
      Uint8Array.of(...bytes('é\n1,2\n3,'), 0xe9),
      null,
      /row 1, column 1 is "é", which is not a number/,
    ],
    'a CSV that breaks off in another encoding': [
      'w.csv',
      Uint8Array.of(...bytes('1,2\n3,'), 0xe2, 0x82),
      null,
      /line 2: the file is not UTF-8: .* byte E2/,
    ],
    'a header that claims rows without numbers': [
      'w.npy',
      npy('<f8', '300000000, 0', new Float64Array(0)),
      null,
      /holds no numbers/,
    ],
    'a header that claims more than all': [
      'w.npy',
      npy('<f8', `${'9'.repeat(40)}, ${'9'.repeat(40)}`, new Float64Array(1)),
      null,
      /breaks off within its data/,
    ],
    'a header that claims more than is there': [
      'w.npy',
      npy('<f8', '300000000, 300000000', new Float64Array(1)),
      null,
      /breaks off within its data/,
    ],
    'a header without an end': [
      'w.npy',
      Uint8Array.of(0x93, ...bytes('NUMPY'), 2, 0, 255, 255, 255, 255, 0),
      null,
      /header that is longer/,
    ],
    'more lists than any matrix has rows': [
      'w.json',
      bytes(`[${'[1],'.repeat(1_000_000)}[1]]`),
      null,
      /holds 1,000,002 lists; the limit is 1,000,000/,
    ],
    'a npz without the key': ['w.npz', zipSync({ 'a.npy': two }), 'b', /it has "a"/],
    'a npz of many without a key': [
      'w.npz',
      zipSync({ 'a.npy': two, 'b.npy': two }),
      null,
      /"a", "b": name one/,
    ],
  };
  for (const [name, [file, content, key, words]] of Object.entries(cases)) {
    it(name, () => assert.match(complaintOf(file, content, key), words));
  }

  it('hold more numbers than any network has', () => {
    const header = npy('|u1', '50000001,', new Uint8Array(0));
    const many = new Uint8Array(header.length + 50_000_001);
    many.set(header);
    assert.match(
      complaintOf('w.npy', many, null),
      /holds 50,000,001 numbers; the limit is 50,000,000/,
    );
  });

  it('are damaged where a byte is another one', () => {
    const stored = zipSync({ 'a.npy': two }, { level: 0 });
    for (const archive of [stored, zipSync({ 'a.npy': two })]) {
      assert.equal(typeof parseWeights('w.npz', archive, null), 'object');
      for (let at = 0; at < archive.length; at++) {
        const changed = Uint8Array.from(archive);
        changed[at] ^= 0x10;
        const read = parseWeights('w.npz', changed, null);
        if (typeof read !== 'string') assert.deepEqual([...read.data], expected.flat());
      }
    }
    const changed = Uint8Array.from(stored);
    changed[stored.lastIndexOf(0x3f)] ^= 1;
    assert.match(complaintOf('w.npz', changed, null), /"a.npy" does not have the checksum/);
  });

  it('that claim to unpack to more than there can be are not unpacked', () => {
    const archive = zipSync({ 'a.npy': new Uint8Array(100_000) });
    const claim = (size: number) => {
      const changed = Uint8Array.from(archive);
      const directory = changed.length - 22 - 46 - 'a.npy'.length;
      new DataView(changed.buffer).setUint32(directory + 24, size, true);
      return complaintOf('w.npz', changed, null);
    };
    assert.match(claim(0xffffffff), /unpacks to 4,294,967,295 bytes; the limit is 1,073,741,824/);
    assert.match(claim(0x3fffffff), /damaged archive/);
  });

  it('are missing, or of the wrong shape', () => {
    assert.match(dataComplaints(layersWith({ file: 'w.csv' }))[0], /"w.csv" is missing/);
    const small = { 'w.csv': '1,2\n3,4\n' };
    assert.match(dataComplaints(layersWith({ file: 'w.csv' }), small)[0], /2 × 3 .*, got 2 × 2/);
  });
});
