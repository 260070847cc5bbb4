/** Copies that are run against a finding, in the worker: what is told on the way, and at the end. */
import assert from 'node:assert/strict';
import type { Finding } from '../../../src/experiment/format/finding';
import { diagnosed, sound } from '../experiment/diagnosis/support';
import { PLANTED } from '../experiment/diagnosis/planted';
import type { Json } from '../experiment/support';
import { FakeClock, workerOf } from './support';

function firstOf(file: Json): Finding {
  return diagnosed(JSON.stringify(file)).after[0];
}

async function examined(id: string, clock = new FakeClock(), changes: Json = {}) {
  const file = sound({ ...PLANTED[id], ...changes });
  const { ask, examinations } = workerOf(clock);
  const text = JSON.stringify(file);
  const { examination } = await ask.examine({ text, files: [], finding: firstOf(file) });
  return { examination: examination ?? assert.fail(), told: examinations, file };
}

describe('the laboratory', () => {
  it('offers what helps, the best first, with a run from each seed before and after', async () => {
    const { examination } = await examined('units_identical');
    assert.equal(examination.state, 'done');
    const [best] = examination.edits;
    assert.ok(best.offered);
    assert.deepEqual(best.path, ['model', 'layers', 0, 'kernel_initializer']);
    assert.equal(best.text, '"xavier_uniform"');
    assert.equal(best.measure, 'accuracy');
    assert.deepEqual([best.before.length, best.after.length], [3, 3]);
    best.after.forEach((value, i) => assert.ok(value > best.before[i]));
    const [before, after] = best.courses;
    assert.deepEqual([before.length, after.length], [64, 64]);
    assert.ok(after[63] < before[63]);
    const isOffered = examination.edits.map(({ offered }) => offered);
    assert.deepEqual(
      isOffered,
      [...isOffered].sort((a, b) => Number(b) - Number(a)),
    );
  });

  it('counts the epochs in which the loss rises', async () => {
    const { examination } = await examined('learning_rate_too_large');
    const [{ rises, courses }] = examination.edits;
    assert.ok(rises[1] < rises[0], rises.join(' → '));
    const [, after] = courses;
    const counted = after.filter((loss, i) => loss > after[i - 1]).length;
    assert.ok(Math.abs(counted - rises[1]) < 20);
  });

  it('tells on the way which edit is tried, from which seed', async () => {
    const { told } = await examined('units_identical', new FakeClock(30));
    const at = told.flatMap(each => (each.at ? [each.at] : []));
    assert.deepEqual([at[0].edit, at[0].seed, at[0].seeds], [0, 1, 3]);
    const last = at[at.length - 1];
    assert.equal(last.edit, last.edits);
    for (const { edit, edits, seed } of at) assert.ok(edit <= edits && seed >= 1 && seed <= 3);
    assert.ok(told.every(({ state }) => state === 'running'));
  });

  it('stops where there is no more time, with what has been tried by then', async () => {
    const { examination } = await examined('units_identical', new FakeClock(900));
    assert.equal(examination.state, 'stopped');
    assert.equal(examination.at, null);
  });

  it('shows the curvature of a rate that is too large, before the first edit, and of no other', async () => {
    const sgd = { optimizer: { type: 'sgd', learning_rate: 60 } };
    const { examination, told } = await examined('units_identical', new FakeClock(), {
      model: sound().model,
      ...sgd,
    });
    assert.ok(examination.curvature);
    assert.deepEqual(told[0].curvature, examination.curvature);
    assert.deepEqual(told[0].edits, []);
    assert.equal(told[0].roundedFrom, examination.roundedFrom);
    const other = await examined('units_identical');
    assert.deepEqual([other.examination.curvature, other.examination.roundedFrom], [null, null]);
  });

  it('runs a sanity experiment, and says when it cannot', async () => {
    const { ask } = workerOf();
    const text = JSON.stringify(sound());
    const { words } = await ask.sanity({ text, files: [], name: 'overfit_batch' });
    assert.match(words, /^Trained on one batch of 16 rows/);
    await assert.rejects(
      Promise.resolve(ask.sanity({ text: '{}', files: [], name: 'ten_seeds' })),
      /The experiment cannot run/,
    );
  });

  it('compares a log with the run, and says where there is none, or no run', async () => {
    const { ask } = workerOf();
    const told = async (text: string, log: string) => {
      const { report } = await ask.compareLog({ text, files: [], log });
      return [report.verdict, report.message, report.columns.length] as const;
    };
    const text = JSON.stringify(sound());
    assert.deepEqual((await told(text, 'epoch 1 loss 123.5')).slice(0, 1), ['differs']);
    assert.match((await told(text, 'hello'))[1], /^No line of the log names a loss/);
    const broken = '{ "version": 1 }';
    assert.deepEqual(await told(broken, ''), ['unreadable', 'The experiment cannot run.', 0]);
  });

  it('asks for the files that it does not have', async () => {
    const { ask } = workerOf();
    const files = [{ path: 'a.csv', version: '1', content: null }];
    const text = JSON.stringify(sound());
    const finding = firstOf(sound(PLANTED.units_identical));
    assert.deepEqual((await ask.examine({ text, files, finding })).missing, ['a.csv']);
    assert.deepEqual((await ask.sanity({ text, files, name: 'ten_seeds' })).missing, ['a.csv']);
    assert.deepEqual((await ask.compareLog({ text, files, log: '' })).missing, ['a.csv']);
  });
});
