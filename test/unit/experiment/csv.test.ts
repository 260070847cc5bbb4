/** CSV files as people have them. */
import assert from 'node:assert/strict';
import { toRows } from '../../../src/engine/ground/matrix';
import { delimiterOf } from '../../../src/experiment/data/csv/dialect/delimiter';
import { decodeText } from '../../../src/experiment/data/csv/text';
import { cost, dataComplaints, prepared, prepareWith, textOf } from './support';
import type { Json } from './support';

const csv = (extra: Json = {}): Json => ({ type: 'csv', path: 'd.csv', ...extra });
const oneOutput = { layers: [{ units: 1 }] };

function read(
  content: string | Uint8Array,
  source: Json = {},
  data: Json = {},
  model: Json = oneOutput,
) {
  return prepared({ data: { train: csv(source), ...data }, model }, { 'd.csv': content });
}

/** Inputs and targets side by side. */
function rows(...args: Parameters<typeof read>): number[][] {
  const { data } = read(...args);
  const y = toRows(data.train.y);
  return toRows(data.train.x).map((row, index) => [...row, ...y[index]]);
}

function complaint(content: string | Uint8Array, source: Json = {}, data: Json = {}) {
  const { problems } = prepareWith(
    { data: { train: csv(source), ...data }, model: oneOutput },
    { 'd.csv': content },
  );
  const [{ message, place }] = problems;
  return { message, at: place.kind === 'file' ? [place.line, place.column] : place };
}

function complaints(content: string, source: Json): string[] {
  const changes = { data: { train: csv(source) }, model: oneOutput };
  return dataComplaints(changes, { 'd.csv': content });
}

describe('CSV dialects', () => {
  const expected = [
    [1, 2, 0],
    [3.5, -4e-3, 1],
  ];
  const dialects: { [name: string]: string | Uint8Array } = {
    plain: 'a,b,y\n1,2,0\n3.5,-4e-3,1',
    'trailing newlines': 'a,b,y\n1,2,0\n3.5,-4e-3,1\n\n\n',
    CRLF: 'a,b,y\r\n1,2,0\r\n3.5,-4e-3,1\r\n',
    'old Mac line ends': 'a,b,y\r1,2,0\r3.5,-4e-3,1\r',
    semicolons: 'a;b;y\n1;2;0\n3.5;-4e-3;1\n',
    tabs: 'a\tb\ty\n1\t2\t0\n3.5\t-4e-3\t1\n',
    'a byte order mark': '\uFEFFa,b,y\n1,2,0\n3.5,-4e-3,1\n',
    'UTF-16': Uint8Array.from([
      0xff,
      0xfe,
      ...Buffer.from('a,b,y\n1,2,0\n3.5,-4e-3,1\n', 'utf16le'),
    ]),
    'quoted cells': '"a","b","y"\n"1","2","0"\n"3.5","-4e-3","1"\n',
    'a delimiter inside quotes': '"a,1","b",y\n1,2,0\n3.5,-4e-3,1\n',
    'spaces around cells': 'a, b , y\n 1, 2 ,0\n3.5 , -4e-3, 1\n',
    'plus signs and bare points': 'a,b,y\n+1,2.,0\n+3.5,-.4e-2,1\n',
  };
  for (const [name, content] of Object.entries(dialects)) {
    it(name, () => assert.deepEqual(rows(content), expected));
  }

  it('a delimiter that is given is not guessed', () => {
    assert.deepEqual(rows('a;b,y\n1,2\n', { delimiter: ',', header: true }), [[1, 2]]);
  });

  it('semicolons win over commas, which may be decimal marks', () => {
    assert.equal(delimiterOf('1,5;2,5;0\n3,5;4,5;1\n'), ';');
    assert.equal(delimiterOf('a,b\n1;2,3\n'), ',');
    assert.equal(delimiterOf('x\n1\n'), ',');
  });

  it('bytes that are not UTF-8 do not throw', () => {
    assert.equal(decodeText(Uint8Array.from([0xff, 0x41])).length, 2);
  });
});

describe('CSV columns', () => {
  const table = 'a,b,c,y\n1,2,3,0\n4,5,6,1\n';

  it('are refused where every column is a label: none is left as an input', () => {
    const { message } = complaint('x,y\n1,2\n', { label: ['x', 'y'] });
    assert.match(message, /^`label` names all 2 columns of d\.csv: none is left as an input\./);
  });

  it('are refused where they are named twice, or a name stands twice', () => {
    assert.match(complaint(table, { features: [1, 'b'] }).message, /names the column "b" twice/);
    const twice = complaint('a,a,y\n1,2,0\n3,4,1\n', { features: ['a'] });
    assert.match(twice.message, /more than one column "a": name it by its number, 0 or 1/);
    assert.deepEqual(complaints('a,a,y\n1,2,0\n3,4,1\n', { features: [0, 1] }), []);
  });

  it('that hold the answer are warned of, unless all of them are to come out again', () => {
    const [warning] = complaints(table, { features: ['a', 'y'], label: 'y' });
    assert.match(warning, /label is a feature as well: the column "y" gives/);
    const again = { features: ['a', 'b'], label: ['a', 'b'] };
    const problems = prepareWith(
      { data: { train: csv(again) }, model: { layers: [{ units: 2 }] } },
      { 'd.csv': table },
    ).problems;
    assert.deepEqual(problems, []);
  });

  it('are divided where the file is, else the delimiter is to blame', () => {
    const { message, at } = complaint(table, { delimiter: ';' });
    assert.match(message, /^Divided at ";", d.csv has a single column.* Is its delimiter ","\?$/);
    assert.deepEqual(at, { kind: 'json', path: ['data', 'train', 'delimiter'], part: 'value' });
  });

  it('are all but the last where nothing is said', () => {
    const { summary } = read(table);
    assert.deepEqual(summary.featureNames, ['a', 'b', 'c']);
    assert.deepEqual(summary.classNames, ['0', '1']);
  });

  it('are named, or counted from 0, in any order', () => {
    assert.deepEqual(rows(table, { features: ['c', 'a'], label: 'b' }), [
      [3, 1, 2],
      [6, 4, 5],
    ]);
    assert.deepEqual(rows(table, { features: [2, 'a'], label: 3 }), [
      [3, 1, 0],
      [6, 4, 1],
    ]);
  });

  it('may be several targets', () => {
    const two = { layers: [{ units: 2 }] };
    assert.deepEqual(rows(table, { label: ['b', 'y'] }, {}, two), [
      [1, 3, 2, 0],
      [4, 6, 5, 1],
    ]);
  });

  it('have no names without a header', () => {
    const { summary } = read('1,2,0\n3,4,1\n', { header: false });
    assert.deepEqual(summary.featureNames, ['x1', 'x2']);
  });

  it('are read up to the limit', () => {
    assert.equal(rows(table, { limit: 1 }).length, 1);
    // What lies beyond is not even looked at.
    assert.equal(rows(`${table}oops\n`, { limit: 2 }).length, 2);
  });

  it('a header of numbers is worth a word', () => {
    const { message, at } = complaint('1,2,0\n3,4,1\n5,6,0\n');
    assert.match(message, /header/);
    assert.deepEqual(at, [1, 1]);
  });

  it('that do not exist stand at their place in the experiment, with the one that was meant', () => {
    const { problems } = prepareWith(
      { data: { train: csv({ features: ['a', 'heigth'] }) } },
      { 'd.csv': 'a,height,y\n1,2,0\n' },
    );
    assert.deepEqual(problems[0].place, {
      kind: 'json',
      path: ['data', 'train', 'features', 1],
      part: 'value',
    });
    assert.equal(textOf(problems[0].fixes[0]), '"height"');
  });
});

describe('CSV mistakes', () => {
  const cases: { [name: string]: [content: string, at: number[], words: RegExp] } = {
    'a ragged row': ['a,b,y\n1,2,0\n3,4,1,9\n', [3, 1], /4 cells where 3 are expected/],
    'a blank cell': ['a,b,y\n1,2,0\n3,,1\n', [3, 3], /column 2 \("b"\) is empty/],
    text: ['a,b,y\n1,abc,0\n', [2, 3], /"abc", which is not a number/],
    'a comma decimal among points': [
      'a;b;y\n1;1.5;0\n1;2,5;0\n',
      [3, 3],
      /comma as decimal mark; write "2.5"/,
    ],
    NaN: ['a,b,y\nNaN,2,0\n', [2, 1], /"NaN"; only finite numbers/],
    infinity: ['a,b,y\n1,-inf,0\n', [2, 3], /"-inf"; only finite numbers/],
    'a number beyond all': ['a,b,y\n1,1e999,0\n', [2, 3], /too large for a number/],
    'a place behind quoted cells': ['a,b,y\n"1",x,0\n', [2, 5], /"x"/],
    'a place behind a quoted line end': ['a,"b\nb",y\n1,2,0\n3,x,1\n', [4, 3], /"x"/],
    'a text among numeric labels': ['a,y\n1,0\n2,one\n', [3, 3], /"one", which is not a number/],
    'an empty file': ['', [1, 1], /is empty/],
    'only line ends': ['\n\n', [1, 1], /is empty/],
  };
  for (const [name, [content, at, words]] of Object.entries(cases)) {
    it(name, () => {
      const found = complaint(content);
      assert.match(found.message, words);
      assert.deepEqual(found.at, at);
    });
  }

  it('behind a quoted cell with quotes and delimiters in it are at their place', () => {
    assert.deepEqual(complaint('y,a\n"k""l,m",x\n', { label: 0 }).at, [2, 10]);
  });

  it('are told up to twenty of them', () => {
    const many = `a,y\n${'x,0\n'.repeat(500)}`;
    const found = dataComplaints({ data: { train: csv() } }, { 'd.csv': many });
    assert.equal(found.length, 20);
  });
});

describe('CSV labels', () => {
  const texts = 'a,kind\n1,pear\n2,apple\n3,fig\n4,apple\n';

  it('that are texts become classes, sorted and shown by name', () => {
    const { data, summary } = read(texts, {}, { encoding: 'one_hot' }, { layers: [{ units: 3 }] });
    assert.deepEqual(summary.classNames, ['apple', 'fig', 'pear']);
    assert.deepEqual(summary.train.perClass, [2, 1, 1]);
    assert.deepEqual(toRows(data.train.y)[0], [0, 0, 1]);
  });

  it('that are texts need an encoding for more than two classes', () => {
    assert.match(complaint(texts).message, /3 classes by name: set `encoding`/);
    assert.match(complaint(texts, {}, { num_classes: 3 }).message, /leave it out/);
  });

  it('that are numbers are classes from 0 with num_classes', () => {
    const labels = 'a,y\n1,0\n2,2\n';
    const data = { encoding: 'one_hot', num_classes: 4 };
    const { summary } = read(labels, {}, data, { layers: [{ units: 4 }] });
    assert.deepEqual(summary.train.perClass, [1, 0, 1, 0]);
    const wrong = complaint('a,y\n1,0\n2,1.5\n', {}, data);
    assert.match(wrong.message, /label 1.5 is not a class/);
    assert.deepEqual(wrong.at, [3, 3]);
  });

  it('without num_classes are the sorted distinct ones, and a gap is a warning', () => {
    const { problems, prepared: ready } = prepareWith(
      { data: { train: csv(), encoding: 'one_hot' }, model: { layers: [{ units: 2 }] } },
      { 'd.csv': 'a,y\n1,2\n2,0\n' },
    );
    assert.deepEqual(ready?.summary.classNames, ['0', '2']);
    assert.equal(problems[0].severity, 'warning');
    assert.match(problems[0].message, /gap: 0 is followed by 2/);
  });

  it('count from anywhere', () => {
    const data = { encoding: 'one_hot' };
    const { summary } = read('a,y\n1,-1\n2,10\n3,9\n', {}, data, { layers: [{ units: 3 }] });
    assert.deepEqual(summary.classNames, ['-1', '9', '10']);
  });

  it('of a single class teach nothing', () => {
    const message = complaint('a,y\n1,3\n2,3\n', {}, { encoding: 'one_hot' }).message;
    assert.match(message, /All rows have the label "3"/);
  });

  it('are one class list over all parts', () => {
    const { summary } = prepared(
      {
        data: {
          train: csv(),
          test: { type: 'csv', path: 't.csv' },
          encoding: 'one_hot',
        },
        model: { layers: [{ units: 3 }] },
      },
      { 'd.csv': 'a,y\n1,a\n2,b\n', 't.csv': 'a,y\n1,c\n' },
    );
    assert.deepEqual(summary.classNames, ['a', 'b', 'c']);
    assert.deepEqual(summary.test?.perClass, [0, 0, 1]);
  });
});

it('takes time in proportion to the rows: 100,000 of them in seconds', () => {
  const line = '0.123,0.456,0.789,0.111,1\n0.5,0.25,0.125,0.0625,0\n';
  assert.equal(read(`a,b,c,d,y\n${line.repeat(50_000)}`).summary.train.rows, 100_000);
});

it('takes no longer for cells and line ends without end', () => {
  for (const content of [`a,y\n${'1'.repeat(200_000)}x,0\n`, `a,y\n${'\n'.repeat(200_000)}1,0\n`]) {
    const attempt = () => dataComplaints({ data: { train: csv() } }, { 'd.csv': content });
    assert.ok(cost(attempt) < 1500);
  }
});
