/** `sweep` in the terminal, and what `validate` says of a sweep's values. */
import assert from 'node:assert/strict';
import { experiment, parse, run } from './support';
import type { Trained, Validated } from './support';

interface Swept {
  runs: (Pick<Trained, 'final' | 'epochs'> & {
    parameters: { [path: string]: unknown };
    failure: string | null;
  })[];
  aggregate: {
    parameters: { [path: string]: unknown };
    runs: number;
    failed: number;
    mean: { loss: number };
    std: { loss: number };
  }[];
}

const parameters = {
  'optimizer.learning_rate': { values: [0.1, 0.5] },
  seed: { values: [3, 4, 5] },
};
const trainer = { epochs: 4, batch_size: 2 };
const file = experiment({ trainer, sweep: { parameters, aggregate_over: ['seed'] } });

describe('sweep', () => {
  it('prints runs and aggregates as JSON', () => {
    const { status, out, err } = run(['sweep', 'x.json', '--json'], { 'x.json': file });
    assert.equal(status, 0, err);
    const { runs, aggregate } = parse<Swept>(out);
    assert.equal(runs.length, 6);
    assert.deepEqual(runs[4].parameters, { 'optimizer.learning_rate': 0.5, seed: 4 });
    assert.deepEqual(Object.keys(runs[4]), ['parameters', 'final', 'epochs', 'failure']);
    assert.equal(runs[4].epochs.length, 4);
    assert.equal(aggregate.length, 2);
    assert.deepEqual(aggregate[1].parameters, { 'optimizer.learning_rate': 0.5 });
    assert.equal(aggregate[1].runs, 3);
    const losses = runs.slice(3).map(({ final }) => Number(final.loss));
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / 3;
    assert.ok(Math.abs(aggregate[1].mean.loss - mean) < 1e-15);
    assert.ok(aggregate[1].std.loss > 0);
  });

  it('trains each run as `train --set` does, bit for bit', () => {
    const { runs } = parse<Swept>(run(['sweep', 'x.json', '--json'], { 'x.json': file }).out);
    for (const { parameters: set, epochs } of runs) {
      const options = Object.entries(set).flatMap(([path, value]) => [
        '--set',
        `${path}=${JSON.stringify(value)}`,
      ]);
      const alone = run(['train', 'x.json', '--json', ...options], { 'x.json': file });
      assert.deepEqual(parse<Trained>(alone.out).epochs, epochs);
    }
  });

  it('prints a line for each run, mean ± std, and the best', () => {
    const { out } = run(['sweep', 'x.json'], { 'x.json': file });
    const lines = out.trim().split('\n');
    assert.equal(lines.length, 9);
    assert.match(
      lines[0],
      /^optimizer.learning_rate 0.1 {2}seed 3 {2}→ {2}loss 0\.\d+ {2}accuracy/,
    );
    assert.match(
      lines[7],
      /^optimizer.learning_rate 0.5 {2}→ {2}loss 0\.\d+ ± 0\.\d+ .*\(3 runs\)$/,
    );
    assert.match(lines[8], /^The lowest loss: optimizer.learning_rate 0\.\d/);
  });

  it('leaves runs that blew up out of means and of the choice, and marks them', () => {
    const sections = {
      trainer: { epochs: 9 },
      loss: { type: 'mse' },
      model: { layers: [{ units: 1 }] },
    };
    const swept = (changes: object): { 'x.json': string } => ({
      'x.json': experiment({
        ...sections,
        sweep: {
          parameters: {
            'optimizer.learning_rate': { values: [0.01, 1e30] },
            seed: { values: [0, 1] },
          },
          metric: { name: 'loss', goal: 'maximize' },
          ...changes,
        },
      }),
    });
    const { runs, aggregate } = parse<Swept>(
      run(['sweep', 'x.json', '--json'], swept({ aggregate_over: ['seed'] })).out,
    );
    assert.deepEqual(
      runs.map(({ failure }) => failure !== null),
      [false, false, true, true],
    );
    assert.ok(Number(runs[3].final.loss) > 1e30, 'what it had come to before');
    assert.deepEqual(
      aggregate.map(({ runs: finished, failed }) => [finished, failed]),
      [
        [2, 0],
        [0, 2],
      ],
    );
    assert.deepEqual(aggregate[1].mean, {});
    for (const changes of [{}, { aggregate_over: ['seed'] }]) {
      const { out, status } = run(['sweep', 'x.json'], swept(changes));
      assert.equal(status, 1);
      assert.match(out, /^optimizer.learning_rate 1e\+30 {2}seed 1 {2}→ {2}failed$/m);
      assert.match(out, /^The highest loss: optimizer.learning_rate 0.01 /m);
    }
  });

  it('that ends in NaN somewhere answers 1, and goes on with the other runs', () => {
    const diverging = experiment({
      model: { layers: [{ units: 1 }] },
      trainer: { epochs: 2000 },
      sweep: { parameters: { 'optimizer.learning_rate': { values: [1e6, 0.1] } } },
    });
    const { status, out, err } = run(['sweep', 'x.json', '--json'], { 'x.json': diverging });
    assert.equal(status, 1);
    assert.match(err, /^optimizer.learning_rate 1000000: /);
    assert.equal(parse<Swept>(out).runs.length, 2);
  });

  it('reads what each run names', () => {
    const files = {
      'x.json': experiment({
        data: { train: { type: 'csv', path: 'a.csv' } },
        sweep: { parameters: { 'data.train.path': { values: ['a.csv', 'b.csv'] } } },
      }),
      'a.csv': 'a,b,y\n0,1,0\n1,0,1\n',
      'b.csv': 'a,b,y\n0,1,1\n1,0,0\n',
    };
    const { runs } = parse<Swept>(run(['sweep', 'x.json', '--json'], files).out);
    assert.notDeepEqual(runs[0].final, runs[1].final);
  });
});

describe('validate says of a sweep', () => {
  const csv = { train: { type: 'csv', path: 'a.csv' } };
  const files = { 'a.csv': 'a,b,y\n0,1,0\n1,0,1\n', 'b.csv': 'a,b,y\n0,x,1\n1,0,0\n' };
  function problems(values: object, sections: object = {}) {
    const text = JSON.stringify(
      JSON.parse(experiment({ ...sections, sweep: { parameters: values } })),
      null,
      1,
    );
    const { status, out } = run(['validate', 'x.json', '--json'], { 'x.json': text, ...files });
    const found = parse<Validated>(out).problems.map(problem => {
      return { ...problem, text: text.split('\n')[problem.line - 1]?.trim() };
    });
    return { status, found };
  }

  it('a value that its field does not take, at the value', () => {
    const { status, found } = problems({ 'optimizer.learning_rate': { values: [0.1, 0] } });
    assert.equal(status, 2);
    assert.equal(found.length, 1);
    assert.match(found[0].message, /`learning_rate` must be a number above 0, not 0/);
    assert.equal(found[0].path, 'sweep.parameters.optimizer.learning_rate.values.1');
    assert.equal(found[0].text, '0');
  });

  it('a value that does not go with the rest of the file', () => {
    const { found } = problems({ 'loss.type': { values: ['mse', 'cross_entropy'] } });
    assert.match(found[0].message, /^cross_entropy needs/);
    const rest = problems(
      { 'model.layers.1.activation': { values: ['tanh'] } },
      {
        loss: { type: 'binary_cross_entropy' },
      },
    );
    assert.match(rest.found[0].message, /^With model.layers.1.activation = "tanh": binary_cross/);
    assert.equal(rest.found[0].text, '"tanh"');
  });

  it('a size that does not go with the data', () => {
    const { found } = problems({ 'model.layers.1.units': { values: [1, 2] } });
    assert.match(found[0].message, /The output layer has 2 units/);
    assert.equal(found[0].text, '2');
  });

  it('a file that is missing, or wrong', () => {
    const missing = problems({ 'data.train.path': { values: ['a.csv', 'c.csv'] } }, { data: csv });
    assert.match(missing.found[0].message, /"c.csv" is missing/);
    assert.equal(missing.found[0].text, '"c.csv"');
    const wrong = problems({ 'data.train.path': { values: ['a.csv', 'b.csv'] } }, { data: csv });
    assert.equal(wrong.found[0].file, 'b.csv');
    assert.equal(wrong.found[0].line, 2);
    const outside = problems({ 'data.train.path': { values: ['a.csv', '../c'] } }, { data: csv });
    assert.match(outside.found[0].message, /lies outside the working directory/);
  });

  it('nothing twice, and nothing that is said of the file already', () => {
    const warned = problems({ seed: { values: [1, 2, 3] } }, { trainer: { batch_size: 9 } });
    assert.equal(warned.status, 0);
    assert.equal(warned.found.length, 1);
  });
});
