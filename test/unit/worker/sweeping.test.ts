import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import { sweepDocument, type SweepReport } from '../../../src/host/sweep/sweepText';
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
  const answer = await ask.sweep({ text, files: [], threads: 1 });
  const runs = sweeps.flatMap(progress => progress.runs);
  return { ...answer, sweeps, runs };
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

  it('says how far a long run is', async () => {
    const text = textOf({ parameters: { seed: { values: [0] } } }, { trainer: { epochs: 500 } });
    const { sweeps } = await sweepOf(text, new FakeClock(5));
    const within = sweeps.filter(({ epochs }) => epochs === 500);
    assert.ok(within.some(({ epoch }) => epoch > 0 && epoch < 500));
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

describe('the document of a sweep', () => {
  async function reportOf(sweep: object, state: SweepReport['state'] = 'done') {
    const text = textOf(sweep);
    const spec = readExperiment(text).experiment?.sweep;
    assert.ok(spec);
    const { runs } = await sweepOf(text);
    return { title: 'xor | a', sweep: spec, runs, of: runs.length, state, message: '' };
  }

  it('has the best, mean ± std, and every run, in columns', async () => {
    const report = await reportOf(RATES_AND_SEEDS);
    const lines = sweepDocument(report).split('\n');
    assert.equal(lines[0], '# Sweep: xor | a');
    assert.ok(lines.includes('All 6 runs have ended.'));
    const mean = [0, 1, 2].reduce((sum, seed) => sum + report.runs[3 + seed].final.loss / 3, 0);
    const best = lines.find(line => line.startsWith('The lowest loss'));
    assert.match(best ?? '', /\*\*0\.\d+\*\* ± 0\.\d+ with optimizer\.learning_rate (0\.1|1)\.$/);
    const group = lines.findIndex(line =>
      line.startsWith('## Mean ± standard deviation over seed'),
    );
    assert.ok(lines[group + 5].includes(`| ${Number(mean.toPrecision(6))} ± `), lines[group + 5]);
    const table = lines.slice(lines.indexOf('## Every run') + 2).filter(line => line !== '');
    assert.equal(table.length, 2 + 6);
    assert.equal(new Set(table.map(line => line.length)).size, 1, 'one width');
    assert.match(table[0], /optimizer\.learning_rate \| seed \| +loss \| accuracy \| epochs/);
  });

  it('says that it was cancelled, and shows what had ended', async () => {
    const report = await reportOf({ parameters: { seed: { values: [1, 2] } } }, 'cancelled');
    const text = sweepDocument({ ...report, runs: report.runs.slice(0, 1) });
    assert.match(text, /Cancelled after 1 of 2 runs\./);
    assert.doesNotMatch(text, /Mean ±/);
    assert.match(sweepDocument({ ...report, runs: [], state: 'running' }), /No run has ended yet/);
  });
});
