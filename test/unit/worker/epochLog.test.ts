/** The log of a run in the panel: line by line what the terminal prints. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Experiment } from '../../../src/experiment/fields/experiment';
import { prepare } from '../../../src/experiment/prepare';
import type { LogTail } from '../../../src/protocol/snapshot';
import { EpochLog } from '../../../src/worker/run/epochLog';
import { LoadedRun } from '../../../src/worker/run/loadedRun';
import { run as terminal } from '../cli/support';
import { XOR } from '../host/support';
import { experimentOf, FakeClock, sample, workerOf } from './support';

const NOTHING = {};

const written = (trainer: string): string =>
  XOR.replace('"epochs": 40, "batch_size": 7', `"batch_size": 7, ${trainer}`);

/** What the terminal prints of a training, without its summary. */
function printed(text: string): string {
  const { out, err } = terminal(['train', 'log.backprop.json'], { 'log.backprop.json': text });
  assert.ok(out.includes('\n'), err);
  return out.replace(/[^\n]*\n$/, '');
}

async function loaded(experiment: Experiment, log = 6, clock = new FakeClock()) {
  const worker = workerOf(clock);
  await worker.ask.watch({ tensors: [], boundary: 0, log });
  const { description } = await worker.ask.load({ experiment, name: '', files: [], threads: 0 });
  assert.ok(description);
  const last = () => worker.frames.at(-1)?.log ?? assert.fail('no log');
  return { ...worker, description, last };
}

async function trained(text: string) {
  const worker = await loaded(experimentOf(text));
  await worker.ask.train(NOTHING);
  return { ...worker, text: await worker.ask.log(NOTHING) };
}

const textsOf = ({ lines }: LogTail) => lines.map(({ text }) => text);

describe('the log of a run', () => {
  for (const name of ['xor', 'softmax-2-3-2', 'linear-70', 'five-points'])
    it(`says what the terminal prints: ${name}`, async () => {
      const text = readFileSync(`samples/${name}.backprop.json`, 'utf8');
      const { text: log, last } = await trained(text);
      assert.ok(log.length > 0);
      assert.equal(log, printed(text));
      assert.deepEqual(textsOf(last()), log.split('\n').slice(0, -1).slice(-6));
    });

  const cases = {
    'without a format': '"epochs": 120',
    'every few epochs': '"epochs": 120, "log_every": 7',
    'counted from 0': '"epochs": 25, "log_every": 10, "log_format": "{epoch0} of {epochs}: {loss}"',
    'with the step': '"epochs": 9, "log_format": "{step}, {iterations}, {epoch:>4} {{}}"',
    'in several lines': String.raw`"epochs": 9, "log_format": "epoch {epoch}\n\tloss {loss:.4f}\n"`,
    // The curves keep a part of its epochs.
    'of a long run': '"epochs": 40000, "log_every": 1000',
  };
  for (const [name, trainer] of Object.entries(cases))
    it(`says what the terminal prints ${name}`, async () => {
      const { text } = await trained(written(trainer));
      assert.equal(text, printed(written(trainer)));
    });

  it('knows the learning rate of each epoch', async () => {
    const text = written(
      '"epochs": 12, "log_format": "{epoch}: {learning_rate}, {loss:.3f}"',
    ).replace(
      '"learning_rate": 0.5',
      '"learning_rate": 0.5, "schedule": {"type": "step", "step_size": 3, "gamma": 0.5}',
    );
    const { text: log } = await trained(text);
    assert.equal(log, printed(text));
    assert.match(log, /^3: 0\.5, .*\n4: 0\.25, /m);
  });

  it('ends where the run stands, which may go back and on', async () => {
    const { ask, description, last } = await loaded(experimentOf(XOR));
    const { batchesPerEpoch } = description;
    assert.deepEqual(last(), { lines: [], first: 1 });
    await ask.train(NOTHING);
    const all = (await ask.log(NOTHING)).split('\n').slice(0, -1);
    assert.equal(all.length, 40);
    for (const epochs of [9, 2, 0, 17, 40]) {
      await ask.goTo({ step: epochs * batchesPerEpoch });
      assert.deepEqual(textsOf(last()), all.slice(Math.max(0, epochs - 6), epochs));
      const text = all.slice(0, epochs).map(line => `${line}\n`);
      assert.equal(await ask.log(NOTHING), text.join(''));
    }
    await ask.goTo({ step: 9 * batchesPerEpoch - 1 });
    assert.equal(last().lines.length, 6);
    assert.equal(textsOf(last()).at(-1), all[7]);
  });

  it('begins again with the run', async () => {
    const { ask, last } = await loaded(experimentOf(XOR));
    await ask.train(NOTHING);
    const first = await ask.log(NOTHING);
    await ask.reset(NOTHING);
    assert.deepEqual(last().lines, []);
    assert.equal(await ask.log(NOTHING), '');
    await ask.train(NOTHING);
    assert.equal(await ask.log(NOTHING), first);
  });

  it('of a fork begins where the fork does', async () => {
    const { ask } = await loaded(experimentOf(XOR));
    await ask.step({ updates: 30 });
    const before = (await ask.log(NOTHING)).split('\n').length - 1;
    const slower = experimentOf(XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25'));
    await ask.fork({ experiment: slower, name: '', files: [], threads: 0 });
    assert.equal(await ask.log(NOTHING), '');
    await ask.train(NOTHING);
    const log = await ask.log(NOTHING);
    assert.match(log, new RegExp(`^epoch ${String(before + 1).padStart(2)}  loss`));
    assert.equal(log.split('\n').length - 1, 40 - before);
  });

  it('is not in the frames where nobody sees it', async () => {
    const { ask, frames } = await loaded(sample('xor'), 0);
    await ask.step({ updates: 3 });
    assert.ok(frames.every(({ log }) => log === null));
  });

  it('says before the first line when that comes', async () => {
    const late = await loaded(experimentOf(written('"epochs": 9, "log_every": 5')));
    assert.deepEqual(late.last(), { lines: [], first: 5 });
  });

  it('counts the seconds of training, not those of a pause', () => {
    const clock = new FakeClock(0);
    const format = '"epochs": 4, "log_format": "{epoch}: {seconds:.0f}"';
    const { prepared } = prepare(experimentOf(written(format)), new Map());
    assert.ok(prepared);
    const { run, log } = new LoadedRun(prepared, '', 1, clock);
    const epochs = (seconds: number): void => {
      log.resume();
      clock.time += 1000 * seconds;
      run.train(run.batchesPerEpoch);
      log.rest();
    };
    epochs(2);
    clock.time += 60_000;
    epochs(3);
    assert.equal(log.text(), '1: 2\n2: 5\n');
  });

  it('keeps its last lines, and says so', () => {
    const text = written('"epochs": 50, "log_format": "{epoch}"');
    const { prepared } = prepare(experimentOf(text), new Map());
    assert.ok(prepared);
    const { run } = new LoadedRun(prepared, '', 1, new FakeClock());
    const log = new EpochLog(run, new FakeClock(), 5);
    for (let epoch = 1; epoch <= 13; epoch++) {
      run.train(run.batchesPerEpoch);
      log.add(epoch, run.lastEpoch);
    }
    const cut = '(lines before epoch 6 are not kept)';
    assert.deepEqual(
      log.tail(3).lines,
      [11, 12, 13].map(epoch => ({ epoch, text: String(epoch) })),
    );
    assert.equal(log.text(), `${[cut, 6, 7, 8, 9, 10, 11, 12, 13].join('\n')}\n`);
    assert.deepEqual(log.tail(20).lines[0].text, cut);
  });
});
