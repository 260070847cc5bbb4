/** Data files in the worker: kept while they stay the same, read in pieces, and given up on demand. */
import assert from 'node:assert/strict';
import type { DataFile } from '../../../src/protocol/worker';
import { DataFiles } from '../../../src/worker/dataFiles';
import { Cancelled, Reader } from '../../../src/worker/reading';
import { experimentOf, FakeClock, workerOf } from './support';

const file = (version: string, text: string | null, path = 'd.csv'): DataFile => ({
  path,
  version,
  content: text === null ? null : new TextEncoder().encode(text),
});

/** A CSV experiment, and a table of several pieces. */
const CSV = experimentOf(`{
  "version": 1,
  "data": {"train": {"type": "csv", "path": "d.csv"}},
  "model": {"layers": [{"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "mse"}
}`);
const LONG = `a,b,y\n${'0.123456789,0.987654321,1\n0,1,0\n'.repeat(30_000)}`;

describe('data files in the worker', () => {
  it('are kept by their version, and let go when they are named no more', () => {
    const files = new DataFiles();
    const first = files.take([file('1', 'a'), file('1', 'b', 'e.csv')]);
    assert.deepEqual(first.missing, []);
    const again = files.take([file('1', null)]);
    assert.equal(again.contents.get('d.csv'), first.contents.get('d.csv'));
    assert.deepEqual(files.take([file('2', null)]).missing, ['d.csv']);
    assert.deepEqual(files.take([file('1', null, 'e.csv')]).missing, ['e.csv']);
  });

  it('are asked for again where the host is wrong about them', async () => {
    const { ask } = workerOf();
    const answer = await ask.check({
      experiment: CSV,
      files: [file('1', null)],
      sweepText: null,
      number: 1,
    });
    const none = { problems: [], findings: [], ruledOut: [], summary: null };
    assert.deepEqual(answer, { missing: ['d.csv'], ...none });
    const load = await ask.load({
      experiment: CSV,
      files: [file('1', null)],
      name: '',
      threads: 0,
    });
    assert.deepEqual(load, { missing: ['d.csv'], problems: [], description: null });
  });

  it('are read once for a check and the run after it', async () => {
    const clock = new FakeClock(60);
    const { ask, readings } = workerOf(clock);
    await ask.check({ experiment: CSV, files: [file('1', LONG)], sweepText: null, number: 1 });
    const said = readings.length;
    assert.ok(said > 2);
    const [first] = readings;
    assert.equal(first?.file, 'd.csv');
    assert.equal(first?.total, LONG.length);
    assert.ok((readings.at(-2)?.done ?? 0) > (first?.done ?? 0));
    assert.equal(readings.at(-1), null);
    const { description } = await ask.load({
      ...{ experiment: CSV, files: [file('1', null)], name: '', threads: 0 },
    });
    assert.equal(description?.data.train.rows, 60_000);
    assert.equal(readings.length, said, 'the table was there');
  });

  it('are read for the newest check only, whatever order they come in', async () => {
    for (const [early, late] of [
      [1, 2],
      [2, 1],
    ]) {
      const { ask } = workerOf();
      const files = [file('1', LONG)];
      const check = (number: number) =>
        ask.check({ experiment: CSV, files, sweepText: null, number });
      const answers = new Map([
        [early, check(early)],
        [late, check(late)],
      ]);
      await assert.rejects(Promise.resolve(answers.get(1)), Cancelled);
      assert.equal((await answers.get(2))?.summary?.train.rows, 60_000);
    }
  });

  it('are given up when they are not wanted any more', async () => {
    const { ask, worker, readings } = workerOf(new FakeClock(60));
    const loading = ask.load({ experiment: CSV, files: [file('1', LONG)], name: '', threads: 0 });
    setImmediate(() => setImmediate(() => worker.cancelReading()));
    await assert.rejects(Promise.resolve(loading), /Reading the data was cancelled/);
    assert.equal(readings.at(-1), null);
    const again = await ask.load({
      ...{ experiment: CSV, files: [file('1', null)], name: '', threads: 0 },
    });
    assert.equal(again.description?.data.train.rows, 60_000);
  });
});

describe('the reader', () => {
  it('reads one after the other, with a breath after every piece', async () => {
    const clock = new FakeClock();
    const reader = new Reader(clock, () => undefined);
    const order: string[] = [];
    function* steps(name: string) {
      for (let done = 1; done <= 2; done++) {
        order.push(`${name}${done}`);
        yield { file: name, done, total: 2 };
      }
      return name;
    }
    const both = [reader.read(steps('a'), () => false), reader.read(steps('b'), () => false)];
    assert.deepEqual(await Promise.all(both), ['a', 'b']);
    assert.deepEqual(order, ['a1', 'a2', 'b1', 'b2']);
    assert.equal(clock.breaths, 4);
  });
});
