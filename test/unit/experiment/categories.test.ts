/** Columns of categories among the inputs of a CSV file. */
import assert from 'node:assert/strict';
import { toRows } from '../../../src/engine/ground/matrix';
import { complaints, dataComplaints, prepared, prepareWith, textOf } from './support';
import type { Files, Json } from './support';

const csv = (extra: Json = {}): Json => ({ type: 'csv', path: 'd.csv', label: 'y', ...extra });
const sex = (extra: Json = {}): Json => ({ column: 'Sex', as: 'one_hot', ...extra });
const experiment = (features: unknown, data: Json = {}, source: Json = {}): Json => ({
  data: { train: csv({ ...(features !== null && { features }), ...source }), ...data },
  model: { layers: [{ units: 1 }] },
});

const PEOPLE = 'Age,Sex,Class,y\n20,male,3,0\n30,female,1,1\n40,male,10,0\n';

function read(features: unknown, content = PEOPLE, source: Json = {}, data: Json = {}) {
  const ready = prepared(experiment(features, data, source), { 'd.csv': content });
  return { x: toRows(ready.data.train.x), names: ready.summary.featureNames, ready };
}

describe('a column of categories', () => {
  it('becomes a column for each of them', () => {
    const { x, names, ready } = read(['Age', sex(), 'Class']);
    assert.deepEqual(names, ['Age', 'Sex=female', 'Sex=male', 'Class']);
    assert.deepEqual(x, [
      [20, 0, 1, 3],
      [30, 1, 0, 1],
      [40, 0, 1, 10],
    ]);
    assert.equal(ready.spec.model.inputs, 4);
    assert.deepEqual(ready.summary.train.first.inputs[1], [30, 1, 0, 1]);
  });

  it('or their places in the order, as classes are sorted', () => {
    const features = [sex({ as: 'ordinal' }), { column: 'Class', as: 'ordinal' }];
    const { x, names } = read(features);
    assert.deepEqual(names, ['Sex', 'Class']);
    // Numbers are sorted by their size: 1, 3, 10.
    assert.deepEqual(x, [
      [1, 1],
      [0, 0],
      [1, 2],
    ]);
  });

  it('in the order that is given, with those that do not occur', () => {
    const { x, names } = read([sex({ categories: ['other', 'male', 'female'] })]);
    assert.deepEqual(names, ['Sex=other', 'Sex=male', 'Sex=female']);
    assert.deepEqual(x, [
      [0, 1, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
  });

  it('of one category is a column of ones', () => {
    const { x, names } = read([sex()], 'Sex,y\nmale,0\nmale,1\n');
    assert.deepEqual(names, ['Sex=male']);
    assert.deepEqual(x, [[1], [1]]);
  });

  it('has a number for a name where there is no header', () => {
    const features = [0, { column: 1, as: 'one_hot' }];
    const { names } = read(features, '1,a,0\n2,b,1\n', { header: false, label: 2 });
    assert.deepEqual(names, ['x1', 'x2=a', 'x2=b']);
  });

  it('is a plain column where it is read as numbers', () => {
    const { x, names } = read([{ column: 'Age' }, { column: 'Class', as: 'number' }]);
    assert.deepEqual([x, names], [read(['Age', 'Class']).x, ['Age', 'Class']]);
  });

  it('is scaled like any other', () => {
    const { ready } = read([sex()], PEOPLE, {}, { normalization: 'zscore' });
    const deviation = Math.sqrt(2) / 3;
    const { scaling } = ready.summary;
    assert.deepEqual(scaling?.offset, [1 / 3, 2 / 3]);
    for (const scale of scaling?.scale ?? [0]) assert.ok(Math.abs(scale - deviation) < 1e-15);
  });
});

it('categories that would fill the memory are refused before they do', () => {
  const rows = Array.from({ length: 16_000 }, (_, row) => `n${row},${row % 2}`);
  const { problems } = prepareWith(experiment([sex()]), { 'd.csv': `Sex,y\n${rows.join('\n')}` });
  assert.match(
    problems[0].message,
    /^With a column for each category these rows are 256,000,000 numb/,
  );
  const path = ['data', 'train', 'features'];
  assert.deepEqual(problems[0].place, { kind: 'json', path, part: 'value' });
});

describe('a cell that is no category', () => {
  it('of the list is an error at its place', () => {
    const features = ['Age', sex({ categories: ['female', 'male'] })];
    const { problems } = prepareWith(experiment(features), {
      'd.csv': 'Age,Sex,y\n1,male,0\n2,femal,1\n',
    });
    assert.equal(problems.length, 1);
    assert.equal(
      problems[0].message,
      'd.csv, row 3, column 2 ("Sex") is "femal", which is no category; known are "female", "male".',
    );
    assert.deepEqual(problems[0].place, { kind: 'file', file: 'd.csv', line: 3, column: 3 });
  });

  it('is shown up to thirty letters', () => {
    const long = 'x'.repeat(1000);
    const features = [sex({ categories: [long] })];
    const [message] = dataComplaints(experiment(features), { 'd.csv': `Sex,y\n${long}y,0\n` });
    assert.ok(message.length < 200, message);
    const validation = csv({ path: 'v.csv', features: [sex()] });
    const files = { 'd.csv': `Sex,y\n${long},0\n`, 'v.csv': `Sex,y\n${long}y,0\n` };
    const [unknown] = dataComplaints(experiment([sex()], { validation }), files);
    assert.ok(unknown.length < 200, unknown);
  });

  it('of the training rows is an error at its first place among the others', () => {
    const validation = csv({ path: 'v.csv', features: [sex(), 'Age'] });
    const { problems } = prepareWith(experiment(['Age', sex()], { validation }), {
      'd.csv': PEOPLE,
      'v.csv': 'Sex,Age,y\nmale,1,0\nother,2,1\nother,3,1\n',
    });
    assert.deepEqual(
      problems.map(({ message, place }) => [message, place]),
      [
        [
          'v.csv, row 3, column 1 ("Sex") is "other", a category that the training rows do not have; known are "female", "male".',
          { kind: 'file', file: 'v.csv', line: 3, column: 1 },
        ],
      ],
    );
  });

  it('may be empty, or a mark that is not listed', () => {
    const content = 'Sex,y\nmale,0\nNA,1\n,1\n';
    assert.deepEqual(dataComplaints(experiment([sex()]), { 'd.csv': content }), [
      'd.csv, row 3, column 1 ("Sex") is "NA", which stands for a missing value. `missing` can leave such rows out, or fill them in.',
      'd.csv, row 4, column 1 ("Sex") is empty; a category is needed. `missing` can leave such rows out, or fill them in.',
    ]);
    const listed = [sex({ as: 'ordinal', categories: ['NA', 'male'] })];
    assert.deepEqual(read(listed, content, { missing: 'skip_row' }).x, [[1], [0]]);
    assert.deepEqual(read([sex()], content, { missing: 'skip_row' }).x, [[1]]);
  });
});

describe('categories of validation and test rows', () => {
  const files = (content: string): Files => ({ 'd.csv': PEOPLE, 'v.csv': content });
  const validationRows = (features: unknown, others: unknown, content: string) => {
    const validation = csv({ path: 'v.csv', features: others });
    const { data } = prepared(experiment(features, { validation }), files(content));
    return toRows(data.validation?.x ?? data.train.x);
  };

  it('are those of the training rows, whatever their order and that of the columns', () => {
    const found = validationRows(
      ['Age', sex(), { column: 'Class', as: 'ordinal' }],
      [{ column: 'Class', as: 'ordinal' }, sex({ categories: ['male', 'female'] }), 'Age'],
      'Class,Sex,Age,y\n10,male,7,0\n3,male,8,1\n',
    );
    assert.deepEqual(found, [
      [7, 0, 1, 2],
      [8, 0, 1, 1],
    ]);
  });

  it('are read as the training rows are', () => {
    const validation = csv({ path: 'v.csv', features: ['Age', sex({ as: 'ordinal' })] });
    const { problems } = prepareWith(experiment(['Age', sex()], { validation }), files(PEOPLE));
    assert.equal(
      problems[0].message,
      'The validation rows read "Sex" as "ordinal", the training rows as "one_hot": write the same `features` in both.',
    );
    assert.deepEqual(problems[0].place, {
      kind: 'json',
      path: ['data', 'validation', 'features'],
      part: 'value',
    });
  });

  it('of a split are those of the whole file', () => {
    const data = { split: { train: 0.34, validation: 0.66, shuffle: false } };
    const { ready } = read([sex()], PEOPLE, {}, data);
    assert.deepEqual(toRows(ready.data.train.x), [[0, 1]]);
    assert.deepEqual(toRows(ready.data.validation?.x ?? ready.data.train.x), [
      [1, 0],
      [0, 1],
    ]);
  });
});

describe('a category that is missing', () => {
  it('becomes the most frequent one of the training rows, also for mean and median', () => {
    const content = 'Sex,y\nmale,0\nfemale,1\n?,0\nmale,1\nfemale,0\nfemale,1\n';
    const data = { split: { train: 2 / 3, validation: 1 / 3, shuffle: false } };
    for (const missing of ['mean', 'median', 'most_frequent']) {
      assert.deepEqual(read([sex()], content, { missing }, data).x[2], [0, 1], missing);
      assert.deepEqual(read([sex({ as: 'ordinal' })], content, { missing }, data).x[2], [1]);
    }
    // In the whole file there are more women.
    assert.deepEqual(read([sex()], content, { missing: 'mean' }).x[2], [1, 0]);
  });
});

describe('a column of words that is read as numbers', () => {
  const first = (features: unknown, content = PEOPLE, source: Json = {}) =>
    prepareWith(experiment(features, {}, source), { 'd.csv': content }).problems[0];

  it('may be meant as categories', () => {
    const { message, fixes } = first(['Sex', 'Age']);
    assert.equal(
      message,
      'd.csv, row 2, column 2 ("Sex") is "male", which is not a number. Categories are read where `features` says `{"column": …, "as": "one_hot"}`.',
    );
    assert.deepEqual(
      fixes.map(fix => [fix.title, fix.path, textOf(fix)]),
      [
        [
          'Read column 2 ("Sex") as categories',
          ['data', 'train', 'features', 0],
          '{"column":"Sex","as":"one_hot"}',
        ],
      ],
    );
  });

  it('is one of all inputs where `features` is not said', () => {
    const [fix] = first(null).fixes;
    assert.deepEqual(fix.path, ['data', 'train', 'features']);
    assert.equal(textOf(fix), '["Age",{"column":"Sex","as":"one_hot"},"Class"]');
    const twice = first(null, 'a,a,y\n1,male,0\n').fixes[0];
    assert.equal(textOf(twice), '[0,{"column":1,"as":"one_hot"}]');
  });

  it('may be below a header that is read as a row', () => {
    const { message, fixes } = first([0, 1], 'Sex,Age,y\nmale,1,0\n', { header: false, label: 2 });
    assert.match(message, /not a number\. If the first row holds names, set `header` to true\.$/);
    assert.deepEqual(
      fixes.map(fix => [fix.path, textOf(fix)]),
      [[['data', 'train', 'header'], 'true']],
    );
  });

  it('is none where a number is meant, or stands above', () => {
    assert.deepEqual(first(['Age'], 'Age,y\n1,0\nmale,1\n').fixes, []);
    for (const cell of ['1.2.3', 'inf', '-Infinity', 'l2', '$'])
      assert.deepEqual(first(['Age'], `Age,y\n${cell},0\n`).fixes, [], cell);
  });
});

describe('a column in `features`', () => {
  it('is named in its own place where it does not exist', () => {
    const { problems } = prepareWith(experiment(['Age', sex({ column: 'Sexx' })]), {
      'd.csv': PEOPLE,
    });
    const path = ['data', 'train', 'features', 1, 'column'];
    assert.deepEqual(problems[0].place, { kind: 'json', path, part: 'value' });
    assert.equal(textOf(problems[0].fixes[0]), '"Sex"');
  });

  it('has categories only where it is read as such, each once', () => {
    const [message] = complaints(experiment([{ column: 'Sex', categories: ['a'] }]));
    assert.match(message, /^`categories` is only for columns that are read `as` "one_hot"/);
    const [twice] = complaints(experiment([sex({ categories: ['a', 'b', 'a'] })]));
    assert.equal(twice, '`categories` names "a" twice.');
  });
});
