/** A bare CSV file: what is inferred, and that the experiment written for it learns. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { Run } from '../../../src/engine/training/run';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import type { CsvSource } from '../../../src/experiment/data/csv/fields';
import { prepare } from '../../../src/experiment/prepare';
import { readExperiment } from '../../../src/experiment/read';
import { bytesOf } from './support';

function inferred(csv: string, fileName = 'data.csv') {
  const { experimentText, problems } = inferCsv(bytesOf(csv), fileName);
  assert.deepEqual(problems, []);
  const read = readExperiment(experimentText);
  assert.deepEqual(read.problems, []);
  assert.ok(read.experiment);
  return { text: experimentText, experiment: read.experiment };
}

function source(csv: string): Partial<CsvSource> {
  const { header, delimiter, features, label } = inferred(csv).experiment.data.train as CsvSource;
  return { header, delimiter, features, label };
}

/** Rows of a table whose classes lie apart. */
function table(header: string, row: (i: number) => (string | number)[], rows = 60): string {
  const lines = Array.from({ length: rows }, (_, i) => row(i).join(','));
  return `${header === '' ? '' : `${header}\n`}${lines.join('\n')}\n`;
}

describe('inferred columns', () => {
  it('are named by a header; the last one is the target', () => {
    assert.deepEqual(source('a,b,c\n1,2,0\n3,4,1\n'), {
      header: true,
      delimiter: ',',
      features: ['a', 'b'],
      label: 'c',
    });
  });

  for (const name of ['label', 'Class', 'TARGET', 'y']) {
    it(`a column called ${name} is the target wherever it stands`, () => {
      const { features, label } = source(`a,${name},b\n1,0,2\n3,1,4\n`);
      assert.deepEqual([features, label], [['a', 'b'], name]);
    });
  }

  it('are numbered without a header', () => {
    assert.deepEqual(source('1;2;0\n3;4;1\n'), {
      header: false,
      delimiter: ';',
      features: [0, 1],
      label: 2,
    });
  });

  it('texts over texts are no header unless another column tells', () => {
    assert.equal(source('1,red\n2,blue\n3,red\n').header, false);
    assert.equal(source('size,colour\n2,blue\n3,red\n').header, true);
  });

  it('are numbered where two have the same name', () => {
    const { features, label, header } = source('a,a,y\n1,2,0\n3,4,1\n');
    assert.deepEqual([header, features, label], [true, [0, 1], 2]);
  });

  it('a file name with quotes and line ends stays inside its string and comment', () => {
    const { text, experiment } = inferred('a,y\n1,0\n2,1\n', 'my "da\nta".csv');
    assert.equal((experiment.data.train as CsvSource).path, 'my "da\nta".csv');
    assert.match(text, /^\/\/ Made from my "da ta".csv/);
  });
});

describe('inferred networks', () => {
  const cases: { [name: string]: { csv: string; output: [string, number, string, string] } } = {
    'two classes': {
      csv: table('a,b,y', i => [(i % 2) * 3 + Math.sin(i), Math.cos(i), i % 2]),
      output: ['none', 1, 'sigmoid', 'binary_cross_entropy'],
    },
    'two classes by name': {
      csv: table('a,b,kind', i => [(i % 2) * 3 + Math.sin(i), Math.cos(i), ['no', 'yes'][i % 2]]),
      output: ['none', 1, 'sigmoid', 'binary_cross_entropy'],
    },
    'two classes from 1': {
      csv: table('', i => [(i % 2) * 3 + Math.sin(i), Math.cos(i), (i % 2) + 1]),
      output: ['one_hot', 2, 'softmax', 'cross_entropy'],
    },
    'three classes': {
      csv: table('', i => [(i % 3) * 4 + Math.sin(i), Math.cos(i), i % 3]),
      output: ['one_hot', 3, 'softmax', 'cross_entropy'],
    },
    'a number': {
      csv: table('a,b,y', i => [i / 10, (i % 7) / 3, i / 20 + (i % 7) / 5]),
      output: ['none', 1, 'linear', 'mse'],
    },
    'a large number': {
      csv: table('rooms,age,price', i => [
        i % 5,
        i % 11,
        250_000 + 40_000 * (i % 5) - 900 * (i % 11),
      ]),
      output: ['none', 1, 'linear', 'mse'],
    },
    'whole numbers that hardly repeat': {
      csv: table('a,y', i => [i, 3 * i]),
      output: ['none', 1, 'linear', 'mse'],
    },
  };
  for (const [name, { csv, output }] of Object.entries(cases)) {
    it(`for ${name} suit the target and learn at once`, () => {
      const { experiment } = inferred(csv);
      const last = experiment.model.layers[experiment.model.layers.length - 1];
      const { encoding } = experiment.data;
      assert.deepEqual([encoding, last.units, last.activation, experiment.loss.type], output);
      const files = new Map([['data.csv', new TextEncoder().encode(csv)]]);
      const { prepared, problems } = prepare(experiment, files);
      assert.deepEqual(problems, []);
      assert.ok(prepared);
      const { spec, data, parameters, stream } = prepared;
      const run = new Run(spec, data, parameters, stream);
      while (!run.done) run.step();
      const fall = run.log.latest(0) / run.log.value(0, 0);
      assert.ok(fall < 0.3, `the loss falls to ${fall} of its start`);
    });
  }

  it('are written as Prettier would write them', async () => {
    const wide = (name: (column: number) => string) => {
      const columns = Array.from({ length: 60 }, (_, column) => column);
      return `${columns.map(name).join(',')}\n${columns.join(',')}\n${columns.map(c => c / 2).join(',')}\n`;
    };
    const more = [wide(column => `column ${column}`), wide(column => String(column))];
    for (const csv of [...Object.values(cases).map(each => each.csv), ...more]) {
      const { text } = inferred(csv);
      const formatted = await format(text, {
        parser: 'jsonc',
        printWidth: 100,
        trailingComma: 'none',
      });
      assert.equal(text, formatted);
    }
  });

  it('leave out columns of texts, and say so', () => {
    const { text, experiment } = inferred(table('id,a,y', i => [`n${i}`, i, i % 2]));
    assert.deepEqual((experiment.data.train as CsvSource).features, ['a']);
    assert.match(text, /\/\/ Left out: "id", which holds texts\./);
    const { problems } = inferCsv(bytesOf('id,y\na,0\nb,1\nc,0\nd,1\n'), 'd.csv');
    assert.match(
      problems[0].message,
      /^d\.csv has no column to learn from beside the target "y": "id" holds texts\.$/,
    );
  });

  it('keep a part of the rows aside only where there are some to spare', () => {
    assert.equal(inferred('a,y\n1,0\n2,1\n').experiment.data.split, null);
    assert.equal(inferred(table('a,y', i => [i, i % 2])).experiment.data.split?.validation, 0.2);
  });

  it('learn the sample', () => {
    const file = path.join(__dirname, '../../../samples/fruit.csv');
    const { experiment } = inferred(readFileSync(file, 'utf8'), 'fruit.csv');
    assert.equal(experiment.data.train.type, 'csv');
  });
});

describe('CSV files that no experiment can be made of', () => {
  const cases: { [name: string]: [csv: string, line: number, words: RegExp] } = {
    empty: ['', 1, /is empty/],
    'only a header': ['label\n', 1, /single column|no rows/],
    'a header without rows': ['a,label\n', 1, /no rows of data/],
    'one column': ['1\n2\n', 1, /single column/],
    ragged: ['a,y\n1,2\n3\n', 3, /row 3 has 1 cell where 2 are expected/],
    'an open quote': ['a,y\n1,2\n"3,4\n', 3, /not closed/],
  };
  for (const [name, [csv, line, words]] of Object.entries(cases)) {
    it(name, () => {
      const { problems, experimentText } = inferCsv(bytesOf(csv), 'd.csv');
      assert.equal(experimentText, '');
      assert.match(problems[0].message, words);
      const { place } = problems[0];
      assert.ok(place.kind === 'file' && place.file === 'd.csv');
      assert.equal(place.line, line);
    });
  }
});

describe('the rows of a table', () => {
  const experimentOf = (csv: string, whole = true) => {
    const { experimentText } = inferCsv(bytesOf(csv), 'data.csv', whole);
    return readExperiment(experimentText).experiment ?? assert.fail(experimentText);
  };

  it('are kept aside class by class, where there are classes', () => {
    const classes = table('a,b,kind', i => [i, 60 - i, i % 3 === 0 ? 'x' : 'y']);
    assert.equal(experimentOf(classes).data.split?.stratify, true);
    const numbers = table('a,b,size', i => [i, 60 - i, i / 7]);
    assert.equal(experimentOf(numbers).data.split?.stratify, false);
    assert.equal(experimentOf(table('a,b,size', i => [i, 9 - i, i / 7], 10)).data.split, null);
  });

  it('are gone through the less often the more there are', () => {
    const epochs = [60, 3000, 10_000].map(
      rows => experimentOf(table('a,b,size', i => [i, 60 - i, i / 7], rows)).trainer.epochs,
    );
    assert.deepEqual(epochs, [200, 50, 10]);
  });
});
