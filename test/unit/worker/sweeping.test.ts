import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import { curvesOf } from '../../../src/host/sweep/sweepCurves';
import { newReport, sweepDocument, type SweepReport } from '../../../src/host/sweep/sweepText';
import { SWEPT, type SweptRun } from '../../../src/protocol/runs';
import { FakeClock, workerOf } from './support';

const textOf = (sweep: object, more: object = {}): string =>
  JSON.stringify({
    version: 1,
    data: { train: { type: 'generator', name: 'xor_easy' } },
    model: {
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: { type: 'mse' },
    optimizer: { type: 'sgd', learning_rate: 0.1 },
    trainer: { epochs: 5 },
    ...more,
    sweep,
  });

const RATES_AND_SEEDS = {
  parameters: {
    'optimizer.learning_rate': { values: [0.1, 1] },
    seed: { values: [0, 1, 2] },
  },
  aggregate_over: ['seed'],
};

async function sweepOf(text: string, clock = new FakeClock()) {
  const { ask, sweeps } = workerOf(clock);
  const answer = await ask.sweep({ text, files: [], threads: 1, skip: [] });
  const runs = sweeps.flatMap(progress => progress.runs);
  return { ...answer, sweeps, runs };
}

function reportWith(text: string, runs: SweptRun[]): SweepReport {
  const { experiment } = readExperiment(text);
  const spec = experiment?.sweep;
  assert.ok(experiment && spec);
  return { ...newReport(experiment, spec, '', text), runs, state: 'done' };
}

describe('a sweep in the worker', () => {
  it('tells of every run once, in order, with the numbers of that run alone', async () => {
    const { problems, runs, sweeps } = await sweepOf(textOf(RATES_AND_SEEDS));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      runs.map(({ parameters }) => Object.values(parameters)),
      [0.1, 1].flatMap(rate => [0, 1, 2].map(seed => [rate, seed])),
    );
    assert.equal(sweeps.at(-1)?.done, 6);
    assert.equal(sweeps[0].of, 6);
    for (const { parameters, final, epochs } of runs.slice(3, 5)) {
      const alone = textOf(
        { parameters: { seed: { values: [parameters.seed] } } },
        {
          optimizer: { type: 'sgd', learning_rate: 1 },
        },
      );
      assert.deepEqual((await sweepOf(alone)).runs[0].final, final);
      assert.equal(epochs, 5);
    }
  });

  it('tells of a run that ended early the epochs that it has trained', async () => {
    const early_stopping = { monitor: 'loss', target: 10 };
    const sweep = { parameters: { seed: { values: [0] } } };
    const { runs } = await sweepOf(textOf(sweep, { trainer: { epochs: 5, early_stopping } }));
    assert.deepEqual(
      runs.map(({ epochs }) => epochs),
      [1],
    );
  });

  it('says how far a long run is', async () => {
    const text = textOf({ parameters: { seed: { values: [0] } } }, { trainer: { epochs: 500 } });
    const { sweeps } = await sweepOf(text, new FakeClock(5));
    const within = sweeps.filter(({ epochs }) => epochs === 500);
    assert.ok(within.some(({ epoch }) => epoch > 0 && epoch < 500));
  });

  it('ends where it is told to, after what has ended has been told', async () => {
    const text = textOf(
      { parameters: { seed: { values: [0, 1, 2, 3, 4] } } },
      { trainer: { epochs: 40 } },
    );
    const clock = new FakeClock(5);
    const { ask, sweeps, worker } = workerOf(clock);
    const breathe = clock.breathe.bind(clock);
    const runs = () => sweeps.flatMap(progress => progress.runs);
    let breathsAfter = 0;
    clock.breathe = () => {
      if (sweeps.at(-1)?.done === 2) {
        worker.cancelSweep();
        breathsAfter++;
      }
      return breathe();
    };
    assert.deepEqual(await ask.sweep({ text, files: [], threads: 1, skip: [] }), {
      missing: [],
      problems: [],
    });
    assert.deepEqual(
      runs().map(({ parameters }) => parameters.seed),
      [0, 1],
    );
    assert.ok(breathsAfter <= 2, `no further run is prepared: ${breathsAfter} breaths`);
    clock.breathe = breathe;
    await ask.sweep({ text, files: [], threads: 1, skip: [] });
    assert.equal(runs().length, 2 + 5, 'another one runs to its end');
  });

  it('leaves out what is known already, and counts it as done', async () => {
    const { ask, sweeps } = workerOf(new FakeClock());
    const text = textOf(RATES_AND_SEEDS);
    await ask.sweep({ text, files: [], threads: 1, skip: [0, 1, 4] });
    const runs = sweeps.flatMap(progress => progress.runs);
    assert.deepEqual(
      runs.map(({ number }) => number),
      [2, 3, 5],
    );
    assert.equal(sweeps.at(-1)?.done, 6);
    const whole = await sweepOf(text);
    assert.deepEqual(runs[2], whole.runs[5]);
  });

  it('goes on after a run that ended in NaN, and says so', async () => {
    const text = textOf(
      { parameters: { 'optimizer.learning_rate': { values: [1e308, 0.1] } } },
      { model: { layers: [{ units: 1, activation: 'linear' }] } },
    );
    const { runs } = await sweepOf(text);
    assert.match(runs[0].failure ?? '', /\w/);
    assert.equal(runs[1].failure, null);
  });
});

describe('the curves of a sweep', () => {
  async function curves(sweep: object, more: object = {}) {
    const text = textOf(sweep, more);
    const { runs } = await sweepOf(text);
    return { found: curvesOf(reportWith(text, runs)), runs };
  }

  it('are mean and standard deviation at every epoch, group by group', async () => {
    const { found, runs } = await curves(RATES_AND_SEEDS);
    assert.deepEqual([found.metric, found.over, found.done, found.of], ['loss', ['seed'], 6, 6]);
    assert.deepEqual(
      found.groups.map(({ label, runs: count }) => [label, count]),
      [
        ['learning_rate 0.1', 3],
        ['learning_rate 1', 3],
      ],
    );
    const [, { epochs, mean, std }] = found.groups;
    assert.deepEqual([...epochs], [1, 2, 3, 4, 5]);
    const losses = runs.slice(3).map(({ log }) => log[2].loss);
    const middle = (losses[0] + losses[1] + losses[2]) / 3;
    assert.ok(Math.abs(mean[2] - middle) < 1e-15);
    const variance = losses.reduce((sum, loss) => sum + (loss - middle) ** 2, 0) / 3;
    assert.ok(Math.abs(std[2] - Math.sqrt(variance)) < 1e-15);
  });

  it('come with what every run has come to, and which are still to come', async () => {
    const { found, runs } = await curves(RATES_AND_SEEDS);
    assert.deepEqual(found.parameters, [
      { path: 'optimizer.learning_rate', values: ['0.1', '1'] },
      { path: 'seed', values: ['0', '1', '2'] },
    ]);
    assert.deepEqual(found.columns, ['loss', 'accuracy']);
    assert.deepEqual(found.choices[4], [1, 1]);
    assert.equal(found.finals[4 * 2 + 1], runs[4].final.accuracy);
    assert.ok(found.ended.every(each => each === SWEPT.ended));
    const failed = { ...runs[0], failure: 'Stopped.' };
    const begun = curvesOf(reportWith(textOf(RATES_AND_SEEDS), [runs[4], failed]));
    const { toCome, ended, failed: blewUp } = SWEPT;
    assert.deepEqual([...begun.ended], [blewUp, toCome, toCome, toCome, ended, toCome]);
    assert.ok(Number.isNaN(begun.finals[0]));
    const none = curvesOf(reportWith(textOf(RATES_AND_SEEDS), []));
    assert.deepEqual([none.columns, none.groups, none.of], [['loss'], [], 6]);
  });

  it('are single runs where nothing is aggregated over, and of the metric that is named', async () => {
    const { found } = await curves({
      parameters: { seed: { values: [4, 5] } },
      metric: { name: 'accuracy', goal: 'maximize' },
    });
    assert.deepEqual(
      found.groups.map(({ label, runs, std }) => [label, runs, Math.max(...std)]),
      [
        ['seed 4', 1, 0],
        ['seed 5', 1, 0],
      ],
    );
    assert.equal(found.metric, 'accuracy');
  });

  it('are of some epochs of a long run, the same in all of them', async () => {
    const { runs } = await curves(
      { parameters: { seed: { values: [0] }, 'trainer.epochs': { values: [1000, 999] } } },
      {},
    );
    const [long, short] = runs.map(({ log }) => log.map(({ epoch }) => epoch));
    assert.deepEqual(long.slice(0, 4), [1, 4, 8, 12]);
    assert.equal(long.at(-1), 1000);
    assert.deepEqual(short, [...long.slice(0, -1), 999]);
  });

  it('are named by what varies alone', async () => {
    const { found } = await curves(
      { parameters: { 'optimizer.learning_rate': { values: [0.1, 1] }, seed: { values: [7] } } },
      {},
    );
    assert.deepEqual(
      found.groups.map(({ label }) => label),
      ['learning_rate 0.1', 'learning_rate 1'],
    );
  });

  it('leave out runs that ended in NaN', async () => {
    const { found } = await curves(
      { parameters: { 'optimizer.learning_rate': { values: [1e308, 0.1] } } },
      { model: { layers: [{ units: 1, activation: 'linear' }] } },
    );
    assert.deepEqual(
      found.groups.map(({ label }) => label),
      ['learning_rate 0.1'],
    );
  });
});

describe('the document of a sweep', () => {
  async function reportOf(sweep: object, state: SweepReport['state'] = 'done') {
    const text = textOf(sweep);
    const { runs } = await sweepOf(text);
    return { ...reportWith(text, runs), title: 'xor | a', state };
  }

  it('has the best, mean ± std, and every run, in columns', async () => {
    const report = await reportOf(RATES_AND_SEEDS);
    const lines = sweepDocument(report).split('\n');
    assert.equal(lines[0], '# Sweep: xor | a');
    assert.ok(lines.some(line => line.startsWith('All 6 runs have ended.')));
    const mean = [0, 1, 2].reduce((sum, seed) => sum + report.runs[3 + seed].final.loss / 3, 0);
    const best = lines.find(line => line.startsWith('The lowest loss'));
    assert.match(
      best ?? '',
      /\*\*0\.\d+\*\* ± \d\.\d{1,2}e-4 with optimizer\.learning_rate (0\.1|1)\.$/,
    );
    const group = lines.findIndex(line =>
      line.startsWith('## Mean ± standard deviation over seed'),
    );
    assert.ok(lines[group + 5].includes(` ${Number(mean.toPrecision(6))} ± `), lines[group + 5]);
    const table = lines.slice(lines.indexOf('## Every run') + 2).filter(line => line !== '');
    assert.equal(table.length, 2 + 6);
    assert.equal(new Set(table.map(line => line.length)).size, 1, 'one width');
    assert.match(table[0], /optimizer\.learning_rate \| seed \| +loss \| accuracy \| epochs/);
  });

  it('says how far the runs of the best are apart, and why a run failed', async () => {
    const report = await reportOf(RATES_AND_SEEDS);
    const [first, ...others] = report.runs;
    const failed = { ...first, final: {}, failure: 'Stopped at step 3.' };
    const text = sweepDocument({ ...report, runs: [failed, ...others] });
    assert.match(text, /^The lowest loss: \*\*0\.\d+\*\* ± \d\.\d{1,2}e-4 with /m);
    assert.match(
      text,
      /## Runs that failed\n\n- optimizer\.learning_rate 0\.1, seed 0: Stopped at step 3\.\n/,
    );
  });

  it('says which is the highest where that is the goal', async () => {
    const metric = { name: 'accuracy', goal: 'maximize' };
    const report = await reportOf({ ...RATES_AND_SEEDS, metric });
    const means = [0, 3].map(from =>
      report.runs.slice(from, from + 3).reduce((sum, { final }) => sum + final.accuracy / 3, 0),
    );
    const most = Number(Math.max(...means).toPrecision(6));
    assert.ok(sweepDocument(report).includes(`The highest accuracy: **${most}** ±`));
  });

  it('says that it was cancelled, and shows what had ended', async () => {
    const report = await reportOf({ parameters: { seed: { values: [1, 2] } } }, 'cancelled');
    const text = sweepDocument({ ...report, runs: report.runs.slice(0, 1) });
    assert.match(text, /Cancelled after 1 of 2 runs\./);
    assert.doesNotMatch(text, /Mean ±/);
    assert.match(sweepDocument({ ...report, runs: [], state: 'running' }), /No run has ended yet/);
  });
});
