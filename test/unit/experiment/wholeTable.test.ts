/** Long tables, of which a sample was looked at, and what the rest of their rows says. */
import assert from 'node:assert/strict';
import { finished } from '../../../src/experiment/data/csv/rows';
import type { Place } from '../../../src/experiment/format/finding';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import { cellOf, inTermsOfTable } from '../../../src/experiment/newExperiment/tableCells';
import { inferWhole } from '../../../src/experiment/newExperiment/wholeTable';
import { prepare } from '../../../src/experiment/prepare';
import { readExperiment } from '../../../src/experiment/read';
import { TableCache } from '../../../src/experiment/rows/tableCache';
import { bytesOf, cost } from './support';

const ROWS = 30_000;
/** In none of the pieces that are looked at. */
const LATE = 20_500;

/** A table of two measurements and a third column, of which one row is another than the rest. */
function table(label: (row: number) => string | number, late: string): Uint8Array {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const measured = `${(row * 7919) % 997}.25,${(row * 31) % 89}.5`;
    return `${measured},${row === LATE ? late : label(row)}\n`;
  });
  return bytesOf(`a,b,y\n${rows.join('')}`);
}

/** What is inferred of it, and what comes out when it is prepared. */
function learn(bytes: Uint8Array) {
  const cache = new TableCache();
  const inferred = finished(inferWhole(bytes, 'd.csv', {}, cache));
  const { experiment, problems } = readExperiment(inferred.experimentText);
  assert.ok(experiment, problems.map(({ message }) => message).join('\n'));
  const answer = prepare(experiment, new Map([['d.csv', bytes]]), cache);
  return { ...answer, inferred, said: answer.problems.map(({ message }) => message).join('\n') };
}

describe('a long table', () => {
  const late: { [name: string]: [Uint8Array, classes: number] } = {
    'a third class by name': [table(row => 'uv'[row % 2], 'w'), 3],
    'an eleventh class by name': [table(row => `k${row % 10}`, 'zz'), 11],
    'a third class beside 0 and 1': [table(row => row % 2, '2'), 3],
    'a class by number with a gap before it': [table(row => row % 3, '9'), 4],
  };
  for (const [name, [bytes, classes]] of Object.entries(late)) {
    it(`may have ${name} far below its beginning`, () => {
      assert.notEqual(inferCsv(bytes, 'd.csv').reading?.target.classes, classes);
      const { prepared, inferred, said } = learn(bytes);
      assert.ok(prepared, said);
      assert.equal(inferred.reading?.target.classes, classes);
      assert.equal(prepared.summary.classNames?.length, classes);
    });
  }

  it('is no table of classes where a number between them comes later', () => {
    const { prepared, inferred, said } = learn(table(row => row % 3, '1.5'));
    assert.ok(prepared, said);
    assert.equal(inferred.reading?.target.kind, 'number');
  });

  it('is read once for what is inferred and for what is trained', () => {
    const bytes = table(row => row % 2, '0');
    const twice = cost(() => [0, 1].forEach(() => learn(bytes)));
    const cache = new TableCache();
    const { experimentText } = finished(inferWhole(bytes, 'd.csv', {}, cache));
    const { experiment } = readExperiment(experimentText);
    assert.ok(experiment);
    const files = new Map([['d.csv', bytes]]);
    const again = cost(() => prepare(experiment, files, cache));
    assert.ok(again < twice / 3, `${again} ms against ${twice} ms for two readings`);
  });

  it('says at its cell that a number is none, and what to do', () => {
    const bytes = table(row => `${row % 977}.5`, 'n.d.');
    const { problems, prepared } = learn(bytes);
    assert.equal(prepared, null);
    const [{ place, message }] = inTermsOfTable(problems);
    assert.deepEqual(place, { kind: 'file', file: 'd.csv', line: LATE + 2, column: 13 });
    assert.match(message, /is "n\.d\.", which is not a number\. Correct the cell, or choose other/);
  });
});

describe('a class of a bare table', () => {
  it('that stands only in rows which are skipped is none', () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 7},${i % 3},${'uv'[i % 2]}\n`);
    const { prepared, inferred, said } = learn(bytesOf(`a,b,y\n${rows.join('')}?,2,w\n`));
    assert.ok(prepared, said);
    assert.equal(inferred.reading?.target.classes, 2);
  });

  it('may leave a gap between its numbers, which is nothing to be said', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 7},${i % 5},${[0, 1, 2, 4][i % 4]}\n`);
    const { problems } = learn(bytesOf(`a,b,y\n${rows.join('')}`));
    assert.deepEqual(
      problems.map(({ id }) => id),
      ['label-gap'],
    );
    assert.deepEqual(inTermsOfTable(problems), []);
  });

  it('may be a minus beside a plus', () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 7}.5,${i % 5},${'+-'[i % 2]}\n`);
    const { prepared, said } = learn(bytesOf(rows.join('')));
    assert.deepEqual(prepared?.summary.classNames, ['+', '-'], said);
    assert.equal(said, '');
  });
});

describe('a number that is mistyped among many', () => {
  it('makes no classes of them', () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 7}.5,${i === 30 ? '1o' : i * 1.5}\n`);
    const { reading } = inferCsv(bytesOf(`a,y\n${rows.join('')}`), 'd.csv');
    assert.equal(reading?.target.kind, 'number');
  });
});

describe('a place of the inferred experiment', () => {
  const text = `Id,"a","b",y\n${Array.from({ length: 20 }, (_, i) => `${i},${i % 7},${i % 5}.5,${i % 2}\n`).join('')}`;
  const inferred = inferCsv(bytesOf(text), 'd.csv');
  const at = (...path: (string | number)[]): Place => ({ kind: 'json', path, part: 'value' });
  const cases: [name: string, place: Place, column: number][] = [
    ['of an input is its column', at('data', 'train', 'features', 1), 8],
    ['of the target is that', at('data', 'train', 'label'), 12],
    ['of the encoding is the target', at('data', 'encoding'), 12],
    ['of the network is what it learns', at('model', 'layers', 1, 'units'), 12],
    ['of the scaling is the first input', at('data', 'normalization'), 4],
    ['that no path names is the beginning', { kind: 'text', offset: 5, length: 1 }, 1],
  ];
  for (const [name, place, column] of cases) {
    it(name, () => assert.deepEqual(cellOf(place, inferred), { line: 1, column }));
  }
});

describe('a header of numbers', () => {
  const rows = (cells: number) =>
    Array.from({ length: 30 }, (_, i) =>
      Array.from({ length: cells }, (_cell, at) => (i * 7 + at * 13) % 11).join(','),
    ).join('\n');
  const isHeader: { [name: string]: [table: string, header: boolean] } = {
    'is years above numbers': [`2001,2002,2003\n${rows(3)}`, true],
    'is years beside a name': [`country,2001,2002,2003\nfr,1,5,4\nde,9,2,3\nfr,3,3,1\n`, true],
    'is what pandas writes of an array': [`0,1,2,3\n${rows(4)}`, true],
    'is no row of measurements': [`3,1,2\n${rows(3)}`, false],
    'is no row that counts as others do': ['1,2,3\n4,5,6\n5,6,7\n', false],
  };
  for (const [name, [text, header]] of Object.entries(isHeader)) {
    it(name, () => assert.equal(inferCsv(bytesOf(text), 'd.csv').reading?.header, header));
  }
});

describe('a label that stands for one nobody knows', () => {
  const read = (label: string, missing: string) => {
    const rows = Array.from({ length: 9 }, (_, i) => `${i % 4},${i === 4 ? label : 'uv'[i % 2]}\n`);
    const source = { type: 'csv', path: 'd.csv', header: false, missing };
    const { experiment } = readExperiment(
      JSON.stringify({
        version: 1,
        data: { train: source, encoding: 'one_hot' },
        model: { layers: [{ units: 2, activation: 'softmax' }] },
        loss: { type: 'cross_entropy' },
        optimizer: { type: 'sgd', learning_rate: 0.1 },
      }),
    );
    assert.ok(experiment);
    return prepare(experiment, new Map([['d.csv', bytesOf(rows.join(''))]]));
  };

  it('is an error at its cell, with the row left out as its fix', () => {
    const { problems } = read('?', 'error');
    const [{ message, place, fixes }] = problems;
    assert.match(message, /row 5, column 2 is "\?"; a label is needed\. With `missing` "skip_row"/);
    assert.deepEqual(place, { kind: 'file', file: 'd.csv', line: 5, column: 3 });
    assert.equal(fixes[0].title, 'Set missing to "skip_row"');
    assert.equal(read('?', 'skip_row').prepared?.summary.train.skipped, 1);
  });
});

describe('a row with two tabs where one is meant', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 7}.5\t${i % 5}.25\t${1 + (i % 3)}`);

  it('is a row as the others are, also the first', () => {
    const text = rows
      .map((row, i) => (i % 20 === 0 ? row.replaceAll('\t', '\t\t') : row))
      .join('\n');
    const { reading } = inferCsv(bytesOf(text), 'd.txt');
    assert.deepEqual([reading?.rows, reading?.delimiter], [40, ' ']);
  });

  it('is no title above the table where its cells are numbers or empty', () => {
    const commas = rows.map((row, i) => row.replaceAll('\t', i === 0 ? ',,' : ',')).join('\n');
    const { problems } = inferCsv(bytesOf(commas), 'd.csv');
    assert.match(problems[0].message, /row 1 has 5 cells where 3 are expected/);
  });
});

describe('very many blank lines', () => {
  it('are passed over quickly', () => {
    const blank = bytesOf('\n'.repeat(1_000_000));
    const rows = bytesOf(`a,b,y\n${'1,2,0\n3,1,1\n'.repeat(500_000)}`);
    const few = cost(() => inferCsv(rows, 'd.csv'));
    const many = cost(() => inferCsv(blank, 'd.csv'));
    assert.ok(many < 2 * few, `${many} ms against ${few} ms for 10,000 rows`);
  });
});
