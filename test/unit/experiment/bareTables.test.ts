/** Tables in the forms that people have: what each is taken for. */
import assert from 'node:assert/strict';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import { sentenceOf } from '../../../src/experiment/newExperiment/tableReading';
import { bytesOf, cost } from './support';

/** Numbers that repeat from run to run, and neither grow nor fall: the next of a sequence from 0 to 1. */
function dice() {
  let state = 1;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** Lines of a table, each from its number and a source of random numbers. */
function lines(
  count: number,
  line: (i: number, next: () => number) => (string | number)[],
  mark = ',',
) {
  const next = dice();
  return Array.from({ length: count }, (_, i) => `${line(i, next).join(mark)}\n`).join('');
}

const real = (next: () => number, scale = 7) => (next() * scale).toFixed(2);
const oneOf = <T>(next: () => number, all: readonly T[]) => all[Math.floor(next() * all.length)];

function reading(text: string | Uint8Array, file = 'd.csv') {
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  const inferred = inferCsv(bytes, file);
  assert.deepEqual(inferred.problems, []);
  assert.ok(inferred.reading);
  return inferred.reading;
}

/** The names of the inputs, what was left out, and the target. */
function short(text: string | Uint8Array) {
  const { inputs, left_out: out, target } = reading(text);
  const use = inputs.map(({ name, as }) => (as === 'number' ? name : `${name}=${as}`));
  return {
    inputs: use.join(' '),
    out: out.map(({ name, why }) => `${name}: ${why}`).join(', '),
    target: `${target.name}: ${target.classes ?? 'a number'}`,
  };
}

describe('the target of a bare table', () => {
  const cases: { [name: string]: [table: string, target: string] } = {
    'is the column that is called so': [
      `a,Class,b\n${lines(20, (i, r) => [real(r), i % 3, real(r)])}`,
      'Class: 3',
    ],
    'is called so in German': [
      `Größe,Ziel,Höhe\n${lines(20, (_, r) => [real(r), real(r), real(r)])}`,
      'Ziel: a number',
    ],
    'is called so in Spanish': [
      `a,etiqueta,b\n${lines(20, (i, r) => [real(r), i % 2, real(r)])}`,
      'etiqueta: 2',
    ],
    'is no coordinate beside its pair': [
      `x,y,color\n${lines(20, (i, r) => [real(r), real(r), ['red', 'blue'][i % 2]])}`,
      'color: 2',
    ],
    'is the second of two coordinates': [
      `x,y\n${lines(20, (_, r) => [real(r), real(r)])}`,
      'y: a number',
    ],
    'is y beside other inputs': [
      `y,a,b\n${lines(20, (i, r) => [i % 2, real(r), real(r)])}`,
      'y: 2',
    ],
    'is a price, whatever stands behind it': [
      `longitude,median_house_price,sea\n${lines(30, (_, r) => [real(r), real(r, 1e6), real(r)])}`,
      'median_house_price: a number',
    ],
    'is the only category': [
      `a,kind,b\n${lines(20, (i, r) => [real(r), ['u', 'v'][i % 2], real(r)])}`,
      'kind: 2',
    ],
    'is the last category of several': [
      lines(30, (_, r) => [real(r), oneOf(r, ['m', 'f']), oneOf(r, ['yes', 'no'])]),
      'column 2: 2',
    ],
    'is a class in the first column, by name': [
      lines(60, (_, r) => [oneOf(r, ['L', 'B', 'R']), oneOf(r, [1, 2, 3]), oneOf(r, [1, 2])]),
      'column 0: 3',
    ],
    'is a class in the first column, by number': [
      lines(60, (i, r) => [1 + (i % 3), real(r), real(r)]),
      'column 0: 3',
    ],
    'is a digit before pixels, of which the last hardly ever changes': [
      lines(100, (i, r) => [i % 10, Math.floor(255 * r()), i === 50 ? 3 : 0]),
      'column 0: 10',
    ],
    'is the last column of measurements': [
      lines(30, (_, r) => [real(r), oneOf(r, [0, 1]), real(r)]),
      'column 2: a number',
    ],
    'is no category in the middle beside classes at the end': [
      `a,b,c\n${lines(40, (i, r) => [real(r), oneOf(r, ['u', 'v']), i % 2])}`,
      'c: 2',
    ],
    'is a group of columns of which one is 1': [
      `a,b,is_cat,is_dog,is_fox\n${lines(30, (i, r) => [real(r), real(r), ...[0, 1, 2].map(k => Number(i % 3 === k))])}`,
      'is: 3',
    ],
    'is such a group at the beginning': [
      lines(30, (i, r) => [...[0, 1].map(k => Number(i % 2 === k)), real(r), real(r)]),
      'columns 0, 1: 2',
    ],
    'is no such group in the middle': [
      `a,m,f,b\n${lines(30, (i, r) => [real(r), i % 2, 1 - (i % 2), real(r)])}`,
      'b: a number',
    ],
    'is never empty': ['a,b,c\n1,2,\n3,1,\n5,9,\n', 'b: a number'],
  };
  for (const [name, [table, target]] of Object.entries(cases)) {
    it(name, () => assert.equal(short(table).target, target));
  }
});

describe('columns of a bare table are left out', () => {
  const cases: { [name: string]: [table: string, out: string] } = {
    'where they count the rows': [
      `Id,a,y\n${lines(20, (i, r) => [i + 1, real(r), i % 2])}`,
      'Id: counts the rows',
    ],
    'where they count and have no name': [
      `,a,y\n${lines(20, (i, r) => [i, real(r), i % 2])}`,
      'column 0: counts the rows',
    ],
    'where they only grow, and are called so': [
      `PassengerId,a,y\n${lines(20, (i, r) => [10 + i * i, real(r), i % 2])}`,
      'PassengerId: counts the rows',
    ],
    'where they tell the rows apart': [
      lines(20, (i, r) => [900_000 + ((i * 7919) % 10_007), real(r), i % 2]),
      'column 0: tells the rows apart',
    ],
    'where they hold dates': [
      `day,a,y\n${lines(20, (i, r) => [`2024-01-${String(1 + i).padStart(2, '0')}`, real(r), i % 2])}`,
      'day: holds dates',
    ],
    'where they hold texts': [
      `name,a,y\n${lines(20, (i, r) => [`n${i}`, real(r), i % 2])}`,
      'name: holds texts',
    ],
    'where nothing changes': [
      `k,a,y\n${lines(20, (i, r) => [5, real(r), i % 2])}`,
      'k: has the same value in every row',
    ],
    'where there is nothing': [
      `k,a,y\n${lines(20, (i, r) => ['', real(r), i % 2])}`,
      'k: is empty',
    ],
    'where there is little': [
      `k,a,y\n${lines(20, (i, r) => [i % 4 === 0 ? real(r) : '', real(r), i % 2])}`,
      'k: is empty in 75 % of the rows',
    ],
  };
  for (const [name, [table, out]] of Object.entries(cases)) {
    it(name, () => assert.equal(short(table).out, out));
  }

  it('but not where nothing else is there to learn from', () => {
    assert.equal(short(`n,y\n${lines(20, (i, r) => [i, real(r)])}`).inputs, 'n');
  });

  it('but not where a time or a place only grows', () => {
    assert.equal(
      short(`year,a,y\n${lines(20, (i, r) => [1990 + i, real(r), real(r)])}`).inputs,
      'year a',
    );
  });
});

describe('categories among the inputs of a bare table', () => {
  it('are 0 and 1 where there are two, and inputs of their own where there are more', () => {
    const table = lines(30, (i, r) => [
      oneOf(r, ['True', 'False']),
      oneOf(r, ['north', 'south', 'east']),
      real(r),
      i % 2,
    ]);
    assert.equal(
      short(`smoker,region,age,y\n${table}`).inputs,
      'smoker=ordinal region=one_hot age',
    );
  });
});

describe('the header of a bare table', () => {
  const isHeader: { [name: string]: [table: string, header: boolean] } = {
    'is text above numbers': ['a,b\n1,2\n3,4\n', true],
    'is not there above numbers alone': ['1,2\n3,4\n', false],
    'is not there where a value is missing in the first row': ['?,1,a\n2,3,b\n4,5,a\n', false],
    'is not there where names come again': ['p,x,s\ne,x,y\np,y,s\ne,x,s\n', false],
    'is there above categories': ['kind,size\nu,s\nv,l\nu,s\nv,l\n', true],
    'is there above names and numbers': ['name,size,y\na,5,1\nb,6,2\n', true],
    'is not there where one cell of data is wrong': ['1,x,2,3\n1,2,3,4\n5,6,7,8\n', false],
  };
  for (const [name, [table, header]] of Object.entries(isHeader)) {
    it(name, () => {
      const { reading: found } = inferCsv(bytesOf(table), 'd.csv');
      assert.equal(found?.header, header);
    });
  }

  it('may have a row of units below it', () => {
    const { experimentText, reading: found } = inferCsv(
      bytesOf(`t,U,I\n(s),(mV),(A)\n${lines(10, (i, r) => [i / 10, real(r), real(r)])}`),
      'd.csv',
    );
    assert.match(experimentText, /"units": true/);
    assert.equal(found?.rows, 10);
  });
});

describe('the sentence about a bare table', () => {
  it('says what was done', () => {
    const table = `Id,a,b,Species\n${lines(30, (i, r) => [i, i === 7 ? '?' : real(r), real(r), ['u', 'v', 'w'][i % 3]])}`;
    assert.equal(
      sentenceOf(reading(table)),
      '29 rows · 2 inputs (Id left out: counts the rows) · target Species: 3 classes · header: row 1 · 1 row skipped: missing values',
    );
  });

  it('says what is filled in where too many rows would be left out', () => {
    const table = `a,b,y\n${lines(30, (i, r) => [i % 4 ? real(r) : '', i % 5 ? real(r) : 'NA', i % 3])}`;
    const { experimentText } = inferCsv(bytesOf(table), 'd.csv');
    assert.match(experimentText, /"missing": "median"/);
    assert.equal(
      sentenceOf(reading(table)),
      '30 rows · 2 inputs · target y: 3 classes · header: row 1 · 14 missing values filled in',
    );
  });

  it('names a few of the columns that are left out, and counts the others', () => {
    const table = lines(20, (i, r) => ['', '', '', '', '', real(r), i % 2]);
    assert.equal(
      sentenceOf(reading(table)),
      '20 rows · 1 input (column 0 left out: is empty; column 1 left out: is empty; column 2 left out: is empty; 2 more left out) · target column 6: 2 classes · no header',
    );
  });
});

describe('a wide table', () => {
  it('names a few of the columns that are left out, and counts the others', () => {
    const empty = Array.from({ length: 40 }, () => '');
    const table = lines(20, (i, r) => [...empty, real(r), i % 2]);
    const { experimentText } = inferCsv(bytesOf(table), 'd.csv');
    const left = experimentText.split('\n').filter(line => line.startsWith('// Left out'));
    assert.equal(left.length, 9);
    assert.equal(left[8], '// Left out: 32 more columns.');
    const { problems } = inferCsv(bytesOf(lines(20, () => [...empty, 1])), 'd.csv');
    assert.match(problems[0].message, /"column 2" is empty, 37 more columns\.$/);
  });

  it('is refused where no person would train on it', () => {
    const { problems } = inferCsv(bytesOf(`${'1,'.repeat(70_000)}2\n`), 'd.csv');
    assert.equal(problems[0].message, 'd.csv has 70,001 columns; a bare table may have 65,536.');
  });

  it('takes time in proportion to its cells', () => {
    const table = (columns: number) =>
      bytesOf(lines(200, (_, r) => Array.from({ length: columns }, () => Math.floor(255 * r()))));
    const [some, many] = [table(500), table(2000)];
    inferCsv(some, 'd.csv');
    const [few, all] = [some, many].map(bytes => cost(() => inferCsv(bytes, 'd.csv')));
    assert.ok(all < 12 * few, `${all} ms against ${few} ms`);
  });
});

describe('a long table whose classes stand one after the other', () => {
  const rows = lines(60_000, (i, next) => [i, real(next), real(next), `k${Math.floor(i / 6000)}`]);

  it('is told from rows all over it', () => {
    const { target, inputs, left_out: out } = reading(`Id,a,b,kind\n${rows}`);
    assert.deepEqual([target.name, target.classes], ['kind', 10]);
    assert.deepEqual(
      inputs.map(({ name }) => name),
      ['a', 'b'],
    );
    assert.deepEqual(out, [{ column: 0, name: 'Id', why: 'counts the rows' }]);
  });

  it('keeps quoted line ends out of it', () => {
    const quoted = rows.replaceAll(/,k(\d)/g, ',"k\n$1"');
    const { target } = reading(`Id,a,b,kind\n${quoted}`);
    assert.ok((target.classes ?? 0) >= 2 && (target.classes ?? 0) <= 10, String(target.classes));
  });
});
