/** The worker's autopsies: a file or arrays, beside an experiment or alone. */
import assert from 'node:assert/strict';
import type { WorkerRequests } from '../../../src/protocol/worker';
import { planted } from '../experiment/plantedArrays';
import type { Bug } from '../engine/autopsy/pass';
import { experimentOf as textOf, jsonOf } from '../experiment/autopsyFiles';
import { experimentOf, SMALL, workerOf } from './support';

type Params = WorkerRequests['autopsy']['params'];

const MISSING: Bug = { id: 'derivative_missing', layer: 0 };

function besideOf(arrays = planted(), changes: object = {}) {
  return { experiment: experimentOf(textOf(arrays, changes)), files: [] };
}

function request(changes: Partial<Params> = {}): Params {
  const arrays = planted(MISSING).given.map(({ name, values }) => ({ name, values }));
  return { given: { arrays }, beside: null, number: 1, ...changes };
}

describe("the worker's autopsy", () => {
  it('names the mistake in arrays, with what is right and what was tried', async () => {
    const { ask } = workerOf();
    const beside = besideOf(planted());
    const { report, problems } = await ask.autopsy(request({ beside }));
    assert.ok(report);
    assert.deepEqual(problems, []);
    assert.deepEqual([report.verdict, report.isKnown, report.solution], ['wrong', true, 'full']);
    assert.deepEqual([report.first, report.tried[0].id], ['dW1', 'derivative_missing']);
    const wrong = report.arrays.find(({ name }) => name === 'dW1');
    assert.deepEqual([wrong?.rows, wrong?.cols, wrong?.agrees], [3, 4, false]);
    assert.equal(wrong?.expected?.data.length, wrong?.data?.length);
  });

  it('reads a file by its suffix, and says what it cannot read', async () => {
    const { ask } = workerOf();
    const given = { file: 'lab.json', content: new TextEncoder().encode(jsonOf(planted(MISSING))) };
    const { report } = await ask.autopsy(request({ given }));
    assert.deepEqual([report?.verdict, report?.isKnown], ['wrong', false]);
    const broken = { file: 'lab.npz', content: Uint8Array.of(80, 75, 3, 4, 9, 9) };
    await assert.rejects(
      async () => ask.autopsy(request({ given: broken, number: 2 })),
      /^Error: lab\.npz [a-z]/,
    );
  });

  it('gives of the mistake no more than the experiment allows', async () => {
    const { ask } = workerOf();
    const beside = besideOf(planted(), { policy: { solution_export: false } });
    const { report } = await ask.autopsy(request({ beside }));
    assert.ok(report);
    const [finding] = report.findings;
    assert.deepEqual([report.solution, report.first, report.tried], ['hint', 'dW1', []]);
    assert.equal(finding.message, finding.hint);
    assert.deepEqual([finding.id, finding.code], ['', { wrong: '', right: '' }]);
    assert.ok(report.arrays.every(({ expected }) => expected === null));
    assert.doesNotMatch(JSON.stringify(report.findings), /derivative_missing/);
  });

  it('goes on without an experiment that cannot be used, and says why', async () => {
    const { ask } = workerOf();
    const wrong = besideOf(planted(), {
      data: { train: { type: 'csv', path: 'gone.csv', label: 'y', features: ['a', 'b', 'c'] } },
    });
    const { report, problems } = await ask.autopsy(request({ beside: wrong }));
    assert.equal(report?.isKnown, false);
    assert.match(problems[0].message, /gone\.csv/);
  });

  it('is given up for a newer one', async () => {
    const { ask } = workerOf();
    const [older, newer] = [ask.autopsy(request()), ask.autopsy(request({ number: 2 }))];
    await assert.rejects(async () => older, { name: 'Cancelled' });
    assert.equal((await newer).report?.verdict, 'wrong');
  });

  it('leaves the run alone', async () => {
    const { ask, frames } = workerOf();
    await ask.load({ experiment: SMALL, name: 'x', files: [], threads: 1 });
    await ask.step({ updates: 3 });
    const { length } = frames;
    await ask.autopsy(request({ beside: besideOf(planted()) }));
    assert.equal(frames.length, length);
    const frame = await ask.snapshot({});
    assert.equal(frame.position.step, 3);
  });
});
