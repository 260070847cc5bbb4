import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import { RunningSweep } from '../../../src/host/commands/runningSweep';
import { newReport } from '../../../src/host/sweep/sweepText';
import { FakeClock, pairOfEndpoints, startedWorker } from '../worker/support';
import { XOR } from './support';

const TEXT = JSON.stringify({
  ...(JSON.parse(XOR) as object),
  sweep: { parameters: { seed: { values: [0, 1, 2, 3, 4, 5] } } },
});

/** A sweep that is cancelled as soon as `cancelAfter` runs have ended; null: never. */
function sweepOf(cancelAfter: number | null, text = TEXT, serves = true) {
  const { experiment } = readExperiment(text);
  assert.ok(experiment?.sweep);
  const report = newReport(experiment, experiment.sweep, 'test', text);
  const ended: boolean[] = [];
  const start = () => {
    const worker = startedWorker(new FakeClock(5), () => null);
    const [silent] = pairOfEndpoints();
    const dispose = (): void => {
      worker.end();
      ended.push(true);
    };
    return Promise.resolve({ ...(serves ? worker : silent), onEnd: () => undefined, dispose });
  };
  const news: (number | null)[] = [];
  const running: RunningSweep = new RunningSweep(start, report, each => {
    news.push(each && each.done);
    if (cancelAfter !== null && each && each.done >= cancelAfter) running.cancel();
  });
  return { report, ended, news, running, request: { text, files: [], threads: 1, skip: [] } };
}

describe('a sweep that is running', () => {
  it('ends with every run told, and its worker with it', async () => {
    const { report, ended, news, running, request } = sweepOf(null);
    await running.run(request);
    assert.deepEqual([report.state, report.runs.length, report.choices.length], ['done', 6, 6]);
    assert.ok(ended.length > 0);
    assert.equal(news.at(-1), null);
  });

  it('is cancelled with nothing lost of what has ended, and its worker with it', async () => {
    const { report, ended, running, request } = sweepOf(2);
    await running.run(request);
    assert.equal(report.state, 'cancelled');
    assert.ok(report.runs.length >= 2 && report.runs.length < 6, String(report.runs.length));
    for (const { epochs, final } of report.runs) {
      assert.equal(epochs, 40);
      assert.ok(final.loss > 0);
    }
    assert.ok(ended.length > 0);
  });

  it('is cancelled also where its worker does not answer', async () => {
    const silent = sweepOf(null, TEXT, false);
    const work = silent.running.run(silent.request);
    await new Promise(resolve => setImmediate(resolve));
    silent.running.cancel();
    await work;
    assert.equal(silent.report.state, 'cancelled');
    assert.ok(silent.ended.length > 0);
  });

  it('begins no run where it is cancelled before there is a worker', async () => {
    const { report, ended, running, request } = sweepOf(null);
    const work = running.run(request);
    running.cancel();
    await work;
    assert.deepEqual([report.state, report.runs.length], ['cancelled', 0]);
    assert.ok(ended.length > 0);
  });

  it('has failed where there is no worker to be had', async () => {
    const { report, request } = sweepOf(null);
    const news: unknown[] = [];
    const none = new RunningSweep(
      () => Promise.reject(new Error('no worker here')),
      report,
      each => news.push(each),
    );
    await assert.rejects(none.run(request), /no worker here/);
    assert.deepEqual([report.state, report.message], ['failed', 'no worker here']);
    assert.deepEqual(news, [null], 'the view of the report is told');
  });

  it('fails with the sentence of the run that cannot be made', async () => {
    const { report, running, request } = sweepOf(
      null,
      TEXT.replace('"values":[0,', '"values":[0,-1,'),
    );
    await assert.rejects(running.run(request));
    assert.equal(report.state, 'failed');
    assert.match(report.message, /seed/);
    assert.equal(report.runs.length, 1);
  });
});
