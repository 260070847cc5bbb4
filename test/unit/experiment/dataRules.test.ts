/** What is said of data that can be read and would still mislead. */
import assert from 'node:assert/strict';
import { toRows } from '../../../src/engine/ground/matrix';
import { dataComplaints, complaints, prepared, prepareWith } from './support';
import type { Files, Json } from './support';

const csv = (path: string, extra: Json = {}): Json => ({ type: 'csv', path, ...extra });
const oneOutput = { layers: [{ units: 1 }] };

describe('columns of validation rows', () => {
  const train = 'x1,x2,y\n1,2,0\n3,4,1\n';
  const data = (validation: Json, extra: Json = {}) => ({
    data: { train: csv('t.csv', extra), validation: csv('v.csv', validation) },
    model: oneOutput,
  });
  const files = (validation: string): Files => ({ 't.csv': train, 'v.csv': validation });

  it('are those of the same name, in whatever order they stand', () => {
    const { data: parts, summary } = prepared(data({}), files('x2,x1,y\n20,10,1\n40,30,0\n'));
    assert.deepEqual(parts.validation && toRows(parts.validation.x), [
      [10, 20],
      [30, 40],
    ]);
    assert.deepEqual(summary.featureNames, ['x1', 'x2']);
    const named = prepared(data({ features: ['x2', 'x1'] }), files('x2,x1,y\n20,10,1\n'));
    assert.deepEqual(named.data.validation && toRows(named.data.validation.x), [[10, 20]]);
  });

  it('are refused where one has another name', () => {
    const { problems } = prepareWith(data({}), files('a,x2,y\n1,2,0\n'));
    assert.match(problems[0].message, /^The validation rows have no input column "x1"/);
    assert.deepEqual(problems[0].place, {
      kind: 'json',
      path: ['data', 'validation'],
      part: 'key',
    });
  });

  it('stand for each other by their order where `features` says which', () => {
    const { prepared: ready, problems } = prepareWith(
      data({ features: ['a', 'b'] }),
      files('b,a,y\n2,1,0\n'),
    );
    assert.deepEqual(ready?.data.validation && toRows(ready.data.validation.x), [[1, 2]]);
    assert.deepEqual(
      problems.map(({ severity, id }) => [severity, id]),
      [['information', 'columns']],
    );
  });

  it('have no names to compare without a header', () => {
    assert.deepEqual(dataComplaints(data({ header: false }), files('1,2,0\n')), []);
  });

  it('and targets are those of the same name', () => {
    const two = {
      data: {
        train: csv('t.csv', { features: ['x1'], label: ['x2', 'y'] }),
        test: csv('v.csv', { features: ['x1'], label: ['y', 'x2'] }),
      },
      model: { layers: [{ units: 2 }] },
    };
    const { data: parts } = prepared(two, files('x1,x2,y\n1,2,3\n'));
    assert.deepEqual(parts.test && toRows(parts.test.y), [[2, 3]]);
    const last = data({ features: ['x1', 'x2'] });
    const moved = files('y,x1,x2\n1,10,20\n');
    assert.match(
      dataComplaints(last, moved)[1],
      /^The target of the validation rows is "x2", that of the training rows "y"/,
    );
    const said = data({ features: ['x1', 'x2'], label: 'class' });
    assert.deepEqual(dataComplaints(said, files('class,x1,x2\n1,10,20\n')), []);
  });
});

describe('scaling of a column that never changes', () => {
  const scaled = (values: number[], normalization: string, validation: number) => {
    const inline = (x: number[]) => ({ type: 'inline', x: x.map(v => [v]), y: x.map(() => 0.5) });
    const { data } = prepared({
      data: { train: inline(values), validation: inline([validation]), normalization },
      model: oneOutput,
    });
    return [data.train.x.data[0], data.validation?.x.data[0] ?? NaN];
  };

  it('only moves it, whatever its mean is rounded to', () => {
    for (const value of [0.1, 5, 1e-9, 123.456, -0.7]) {
      const [mean, other] = scaled(Array<number>(10).fill(value), 'zscore', value + 0.1);
      assert.ok(Math.abs(mean) < 1e-12, `${value}: ${mean}`);
      assert.ok(Math.abs(other - 0.1) < 1e-12, `${value}: ${other}`);
    }
  });

  it('takes no last bit for a feature', () => {
    const [least, other] = scaled([0.3, 0.1 + 0.2], 'minmax', 0.5);
    assert.deepEqual([least, other], [0, 0.2]);
  });

  it('scales small numbers that do change', () => {
    const whole = (normalization: string) =>
      scaled([1e-20, 3e-20], normalization, 5e-20).map(Math.round);
    assert.deepEqual(whole('zscore'), [-1, 3]);
    assert.deepEqual(whole('minmax'), [0, 2]);
  });

  it('is refused where the numbers lie too far apart', () => {
    const inline = { type: 'inline', x: [[1e200], [-1e200]], y: [0, 1] };
    const data = { train: inline, normalization: 'zscore' };
    assert.match(dataComplaints({ data, model: oneOutput })[0], /^Input column 1 cannot be scaled/);
    const far = { train: { ...inline, x: [[1.7e308], [-1.7e308]] }, normalization: 'minmax' };
    assert.match(dataComplaints({ data: far, model: oneOutput })[0], /cannot be scaled/);
  });
});

describe('labels', () => {
  const two = { layers: [{ units: 2 }] };
  const of = (content: string, data: Json = { encoding: 'one_hot' }, model: Json = two) =>
    prepareWith({ data: { train: csv('d.csv'), ...data }, model }, { 'd.csv': content }).problems;

  it('that are empty are the ones that are told', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},${i % 2 === 0 ? 'cat' : 'dog'}\n`);
    rows[25] = '25,\n';
    const problems = of(`x,kind\n${rows.join('')}`);
    assert.equal(problems.length, 1);
    assert.match(problems[0].message, /row 27, column 2 \("kind"\) is empty; a label is needed/);
  });

  it('that mostly stand for a missing one are worth a word', () => {
    const train = { type: 'inline', x: [[1], [2], [3], [4]], y: ['cat', 'NaN', 'dog', '?'] };
    const data = { train, encoding: 'one_hot' };
    const [problem, ...others] = prepareWith({ data, model: { layers: [{ units: 4 }] } }).problems;
    assert.deepEqual(others, []);
    assert.equal(problem.severity, 'warning');
    assert.match(problem.message, /^"\?" and "NaN" are classes of 4 here/);
    assert.deepEqual(problem.place, {
      kind: 'json',
      path: ['data', 'train', 'y', 1],
      part: 'value',
    });
    assert.deepEqual(of('x,kind\n1,none\n2,mild\n'), []);
  });

  it('that are signs leave no gap', () => {
    for (const encoding of ['sign', 'one_hot'])
      assert.deepEqual(
        of('x,y\n1,-1\n2,1\n', { encoding }, { layers: [{ units: encoding === 'sign' ? 1 : 2 }] }),
        [],
      );
    const [gap] = of('x,y\n1,-1\n2,2\n');
    assert.match(gap.message, /-1 is followed by 2. They become 2 classes\.$/);
  });

  it('are named twice only by mistake', () => {
    const label = ['y', 'y'];
    const [message] = dataComplaints(
      { data: { train: csv('d.csv', { label }) }, model: two },
      { 'd.csv': 'x,y\n1,2\n' },
    );
    assert.match(message, /`label` names the column "y" twice/);
  });

  it('in a column of single numbers are labels all the same', () => {
    const train = { type: 'inline', x: [[0], [1], [2]], y: [[0], [1], [1]] };
    const { spec, summary, data } = prepared({ data: { train }, model: oneOutput });
    assert.deepEqual(
      spec.metrics.map(({ name }) => name),
      ['loss', 'accuracy'],
    );
    assert.deepEqual(summary.classNames, ['0', '1']);
    assert.deepEqual(toRows(data.train.y), [[0], [1], [1]]);
    const encoded = prepared({ data: { train, encoding: 'one_hot' }, model: two });
    assert.deepEqual(toRows(encoded.data.train.y)[0], [1, 0]);
  });
});

describe('columns that are not there', () => {
  it('are told beside some of a thousand', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `column${i}`).join(',');
    const [message] = dataComplaints(
      { data: { train: csv('d.csv', { label: 'class' }) }, model: oneOutput },
      { 'd.csv': `${names}\n` },
    );
    assert.match(message, /"column19", … \(1000 in all\)/);
    assert.ok(message.length < 500);
  });
});

describe('targets that the output cannot reach', () => {
  const said = (y: number[], activation: string, loss = 'mse') =>
    prepareWith({
      data: { train: { type: 'inline', x: y.map(() => [1]), y } },
      model: { layers: [{ units: 1, activation }] },
      loss: { type: loss },
    }).problems;

  it('are worth a warning, and classes are taken for classes', () => {
    const [problem] = said([0, 1, 2, 1], 'sigmoid');
    assert.equal(problem.severity, 'warning');
    assert.match(
      problem.message,
      /lie between 0 and 1, .* the target 2 of row 3. Are they classes\?/,
    );
    assert.match(said([0, 1.5], 'sigmoid')[0].message, /target 1.5 of row 2. A linear output can/);
    assert.match(said([0, -1], 'sigmoid', 'mae')[0].message, /target -1/);
    assert.match(said([0, -2], 'tanh')[0].message, /between −1 and 1/);
    assert.match(said([0, -2], 'relu')[0].message, /above 0/);
  });

  it('are none for outputs without bounds, or losses that only compare', () => {
    assert.deepEqual(said([-5, 7], 'linear'), []);
    assert.deepEqual(said([-1, 1], 'tanh'), []);
    assert.deepEqual(said([0, 7], 'relu'), []);
    assert.deepEqual(said([0, 1], 'sigmoid'), []);
  });
});

describe('splits', () => {
  const split = (parts: Json, rows = 10) => {
    const x = Array.from({ length: rows }, (_, i) => [i]);
    const train = { type: 'inline', x, y: x.map(() => 0.5) };
    const { problems } = prepareWith({ data: { train, split: parts }, model: oneOutput });
    return problems.map(({ severity, message }) => [severity, message]);
  };

  it('that leave rows out say how many', () => {
    const message = '`split` leaves 2 of 10 rows in no part: its fractions add up to 0.8.';
    assert.deepEqual(split({ train: 0.8 }), [['information', message]]);
    assert.deepEqual(split({ train: 0.7, validation: 0.3 }), []);
    assert.deepEqual(split({ validation: 0.2, test: 0.1 }), []);
  });

  it('that leave nothing to train on are told without dust', () => {
    const data = {
      train: { type: 'generator', name: 'linear' },
      split: { validation: 0.7, test: 0.3 },
    };
    assert.deepEqual(complaints({ data }), [
      '`split` leaves no rows to train on: give `train` a fraction above 0.',
    ]);
  });
});

describe('rules of checks and stopping', () => {
  it('a network that stops by its test rows is told so', () => {
    const data = { train: { type: 'generator', name: 'linear' }, split: { test: 0.2 } };
    const trainer = { early_stopping: { monitor: 'test_loss', patience: 1 } };
    assert.match(complaints({ data, trainer })[0], /`test_loss` decides when training ends/);
    const validation = { train: data.train, split: { validation: 0.2 } };
    const good = { early_stopping: { monitor: 'val_loss', patience: 1 } };
    assert.deepEqual(complaints({ data: validation, trainer: good }), []);
  });

  it('a relative tolerance stays below the number itself', () => {
    for (const checks of [
      { formula: { for: 'loss', formula: 'L', tolerance: 1 } },
      { gradient_check: { tolerance: 1e9 } },
      { compare_gradients: { file: 'g.txt', tolerance: 2 } },
    ])
      assert.match(complaints({ checks })[0], /`tolerance` must be a number from 0 to below 1/);
  });

  it('expected kernels are [in, out] whatever the layout, and that is said', () => {
    const model = {
      layers: [
        { units: 3, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
      kernel_layout: 'out_in',
    };
    const value = [
      [1, 2],
      [3, 4],
      [5, 6],
    ];
    const expect = { path: 'layers.0.weights', value };
    assert.match(
      dataComplaints({ model, checks: { expect } })[0],
      /is 2 × 3, but `value` is 3 × 2. Its rows are the inputs here/,
    );
  });
});
