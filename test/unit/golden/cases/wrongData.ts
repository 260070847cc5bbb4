/** Data files, weights and gradients with mistakes in them. */
import { gzipSync, zipSync } from 'fflate';
import { npy } from '../../experiment/npyFile';
import { bytesOf, sections, type Files, type Json } from '../../experiment/support';
import { fileOf } from './experiments';
import type { WrongFile } from './wrongFiles';

const train = (source: Json, others: Json = {}): Json => ({ data: { train: source, ...others } });

const table = (
  name: string,
  text: string | Uint8Array,
  others: Json = {},
  data: Json = {},
): WrongFile => ({
  name: `table-${name}`,
  text: fileOf(sections(train({ type: 'csv', path: 'd.csv', ...others }, data))),
  files: { 'd.csv': text },
});

const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');
const wide = `${Array.from({ length: 9 }, (_, at) => `c${at}`).join(',')},y\n`;

const TABLES: WrongFile[] = [
  table('latin', latin('a,y\n1,é\n2,è\n')),
  table('utf16', utf16('a,y\n1,0\n2,1\n')),
  table('control', 'a,y\n1,\u0000\n2,1\n'),
  table('no-header', '1,2,0\n3,4,1\n'),
  table('header-read', 'a,b,y\n1,2,0\n3,4,1\n', { header: false }),
  table('semicolons', 'a;b;y\n1;2;0\n3;4;1\n', { delimiter: ',' }),
  table('label-is-feature', 'a,b,y\n1,2,0\n3,4,1\n', { features: ['a', 'y'], label: 'y' }),
  table('no-features', 'a,y\n1,0\n2,1\n', { features: [] }),
  table('label-name', 'a,b,y\n1,2,0\n3,4,1\n', { label: 'z' }),
  table('label-near', 'a,b,target\n1,2,0\n3,4,1\n', { label: 'taget' }),
  table('many-columns', `${wide}1,2,3,4,5,6,7,8,9,0\n2,3,4,5,6,7,8,9,0,1\n`, { label: 'q' }),
  table('long-row', `a,b,y\n1,2,0\n3,4,1,5,6\n`),
  table('quote-inside', 'a,b,y\n1,2"x,0\n3,4,1\n'),
  table('quote-behind', 'a,b,y\n"1"x,2,0\n3,4,1\n'),
  table('infinite', 'a,b,y\n1,Infinity,0\n3,-,1\n'),
  table('percent', 'a,b,y\n1,20%,0\n3,4,1\n'),
  table('thousands', 'a,b,y\n1,"1,000",0\n3,4,1\n'),
  table('long-cell', `a,b,y\n1,${'long '.repeat(20)},0\n3,4,1\n`),
  table('label-many', `a,b,y\n${Array.from({ length: 40 }, (_, at) => `1,2,c${at}`).join('\n')}\n`),
  table('label-fraction', 'a,b,y\n1,2,0.5\n3,4,1\n', {}, { encoding: 'one_hot' }),
  table('label-negative', 'a,b,y\n1,2,-1\n3,4,1\n', {}, { encoding: 'one_hot' }),
  table('three-texts', 'a,b,y\n1,2,cat\n3,4,dog\n5,6,cow\n'),
  table('limit', 'a,b,y\n1,2,0\n3,4,x\n', { limit: 1 }),
  {
    name: 'table-columns-differ',
    text: fileOf(
      sections(
        train(
          { type: 'csv', path: 'd.csv' },
          { test: { type: 'csv', path: 'e.csv' }, validation: { type: 'csv', path: 'f.csv' } },
        ),
      ),
    ),
    files: {
      'd.csv': 'a,b,y\n1,2,0\n3,4,1\n',
      'e.csv': 'b,a,y\n1,2,0\n',
      'f.csv': 'a,c,y\n1,2,0\n',
    },
  },
  {
    name: 'table-classes-differ',
    text: fileOf(
      sections(train({ type: 'csv', path: 'd.csv' }, { test: { type: 'csv', path: 'e.csv' } })),
    ),
    files: { 'd.csv': 'a,b,y\n1,2,cat\n3,4,dog\n', 'e.csv': 'a,b,y\n1,2,cow\n' },
  },
];

const idx = (name: string, files: Files, others: Json = {}): WrongFile => ({
  name: `idx-${name}`,
  text: fileOf(sections(train({ type: 'idx', images: 'i', labels: 'l', ...others }))),
  files,
});
const images = (rows: number, ...rest: number[]): Uint8Array =>
  Uint8Array.from([0, 0, 8, 3, 0, 0, 0, rows, 0, 0, 0, 1, 0, 0, 0, 2, ...rest]);
const labels = (count: number, ...rest: number[]): Uint8Array =>
  Uint8Array.from([0, 0, 8, 1, 0, 0, 0, count, ...rest]);

const PICTURES: WrongFile[] = [
  idx('short', { i: images(2, 1, 2, 3), l: labels(2, 0, 1) }),
  idx('long', { i: images(1, 1, 2, 3), l: labels(1, 0) }),
  idx('sizes', { i: images(2, 1, 2, 3, 4), l: labels(3, 0, 1, 0) }),
  idx('exchanged', { i: labels(2, 0, 1), l: images(2, 1, 2, 3, 4) }),
  idx('no-bytes', { i: Uint8Array.from([0, 0, 13, 3, 0, 0, 0, 0]), l: labels(0) }),
  idx('empty', { i: new Uint8Array(0), l: labels(0) }),
  idx('none', { i: images(0), l: labels(0) }),
  idx('beyond', { i: images(2, 1, 2, 3, 4), l: labels(2, 0, 1) }, { rows: [0, 9] }),
  idx('gzip', { i: gzipSync(images(2, 1, 2, 3, 4)).slice(0, 20), l: labels(2, 0, 1) }),
];

const weights = (
  name: string,
  file: string,
  content: string | Uint8Array,
  key?: string,
): WrongFile => ({
  name: `weights-${name}`,
  text: fileOf(
    sections({
      model: {
        layers: [
          { units: 2, kernel_initializer: { file, ...(key !== undefined && { key }) } },
          { units: 1, activation: 'sigmoid' },
        ],
      },
    }),
  ),
  files: { [file]: content },
});
const numbers = npy('<f8', '2, 2', Float64Array.of(1, 2, 3, 4));

const WEIGHTS: WrongFile[] = [
  weights('json', 'w.json', '{ "a": '),
  weights('json-key', 'w.json', '{ "a": [[1, 2], [3, 4]] }', 'b'),
  weights('json-no-key', 'w.json', '{ "a": [[1, 2], [3, 4]], "b": 1 }'),
  weights('json-text', 'w.json', '[["a", "b"], [1, 2]]'),
  weights('json-ragged', 'w.json', '[[1, 2], [3]]'),
  weights('json-shape', 'w.json', '[[1, 2, 3], [3, 4, 5]]'),
  weights('csv', 'w.csv', '1,2\n3\n'),
  weights('csv-text', 'w.csv', '1,2\n3,x\n'),
  weights('csv-key', 'w.csv', '1,2\n3,4\n', 'a'),
  weights('csv-empty', 'w.csv', ''),
  weights('npy', 'w.npy', bytesOf('no numbers')),
  weights('npy-key', 'w.npy', numbers, 'a'),
  weights('npy-complex', 'w.npy', npy('<c16', '2, 2', Float64Array.of(1, 2, 3, 4))),
  weights('npy-three', 'w.npy', npy('<f8', '1, 2, 2', Float64Array.of(1, 2, 3, 4))),
  weights('npy-short', 'w.npy', numbers.slice(0, -8)),
  weights('npy-nan', 'w.npy', npy('<f8', '2, 2', Float64Array.of(1, NaN, 3, 4))),
  weights('npz', 'w.npz', bytesOf('no archive')),
  weights('npz-key', 'w.npz', zipSync({ 'a.npy': numbers }), 'b'),
  weights('npz-no-key', 'w.npz', zipSync({ 'a.npy': numbers, 'b.npy': numbers })),
  weights('npz-empty', 'w.npz', zipSync({})),
  weights('pickle', 'w.pkl', bytesOf('x')),
];

const gradients = (name: string, file: string, content: string | Uint8Array): WrongFile => ({
  name: `gradients-${name}`,
  text: fileOf(sections({ checks: { compare_gradients: { file } } })),
  files: { [file]: content },
});

const GRADIENTS: WrongFile[] = [
  gradients('json', 'g.json', '{ "layers": '),
  gradients('json-names', 'g.json', '{ "layers": [{ "gradX": [[1]] }] }'),
  gradients('json-rows', 'g.json', '{ "layers": [{ "gradW": [[1, 2], [3]] }] }'),
  gradients('json-other', 'g.json', '{ "dW1": [[1, 2], [3, 4]] }'),
  gradients('json-many', 'g.json', '{ "layers": [{}, {}, { "gradW": [[1]] }] }'),
  gradients('printed-name', 'g.txt', 'dW1 = [[1 2]\n [3 4]]\nfoo = [1 2]\n'),
  gradients('printed-layer', 'g.txt', 'dW9 = [[1 2]\n [3 4]]\n'),
  gradients('printed-twice', 'g.txt', 'dW1 = [[1 2]\n [3 4]]\ndW1 = [[1 2]\n [3 4]]\n'),
  gradients('printed-shape', 'g.txt', '[[1 2 3 4 5]]\n'),
  gradients('printed-dots', 'g.txt', 'dW1 = [[1 ... 2]\n [3 ... 4]]\n'),
  gradients('printed-open', 'g.txt', 'dW1 = [[1 2]\n [3 4]\n'),
  gradients('printed-ragged', 'g.txt', 'dW1 = [[1 2]\n [3]]\n'),
  gradients('printed-none', 'g.txt', 'nothing here\n'),
  gradients('npy', 'g.npy', numbers),
  gradients('csv', 'g.csv', '1,2\n3,4\n'),
  gradients('other', 'g.bin', bytesOf('x')),
];

export const WRONG_DATA: WrongFile[] = [...TABLES, ...PICTURES, ...WEIGHTS, ...GRADIENTS];
