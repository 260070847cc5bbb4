/** A file's `checks`, made while its run goes on in the editor: the same as in the terminal. */
import assert from 'node:assert/strict';
import { Run } from '../../../src/engine/training/run';
import { prepare } from '../../../src/experiment/prepare';
import { readExperiment } from '../../../src/experiment/read';
import { Verifier } from '../../../src/experiment/verifier';
import { checksReport } from '../../../src/host/session/checksReport';
import { FakeClock } from '../worker/support';
import { FakeSource, piecesOf, reread, sessionOf, XOR } from './support';

const CHECKS = {
  gradient_check: true,
  formula: { for: 'layers.1.delta', formula: 'a - y' },
  expect: [
    { path: 'loss', step: 0, value: 9 },
    { path: 'loss', step: 7, value: 0.7, tolerance: 0.5 },
    { path: 'layers.1.gradB.0', step: 11, value: 2 },
    { path: 'loss', step: 1000, value: 0 },
  ],
};

const checking = (checks: object | null, text = XOR): string =>
  JSON.stringify({ ...(JSON.parse(text) as object), ...(checks && { checks }) }, null, 1);

/** What the terminal says of the same text. */
function inTerminal(text: string) {
  const { experiment } = readExperiment(text);
  assert.ok(experiment);
  const { prepared } = prepare(experiment, new Map());
  assert.ok(prepared);
  const run = new Run(prepared.spec, prepared.data, prepared.parameters, prepared.stream);
  const verifier = new Verifier(prepared);
  verifier.observe(run);
  while (!run.done) {
    run.train(1);
    verifier.observe(run);
  }
  verifier.finish(run);
  return verifier.results;
}

async function opened(checks: object | null = CHECKS, tick = 5) {
  const parts = sessionOf(new FakeSource(checking(checks)), new FakeClock(tick));
  await parts.session.check();
  return parts;
}

describe('the checks of a file, in a session', () => {
  for (const tick of [0.01, 5]) {
    it(`say what the terminal says, at ${tick} ms for every look at the clock`, async () => {
      const { session } = await opened(CHECKS, tick);
      await session.train();
      assert.equal(checksReport(session)?.total, 6);
      assert.deepEqual(checksReport(session)?.results, inTerminal(checking(CHECKS)));
      assert.match(session.view.status.message, /^2 of 6 checks passed\. \S/);
    });
  }

  it('are made at their steps, also by hand, and change nothing', async () => {
    const { session } = await opened();
    const counts: (number | undefined)[] = [];
    for (const updates of [1, 5, 1, 3, 1]) {
      await session.step(updates);
      counts.push(checksReport(session)?.results.length);
    }
    assert.deepEqual(counts, [3, 3, 4, 4, 5]);
    await session.goTo(2);
    await session.goTo(20);
    assert.equal(checksReport(session)?.results.length, 5);
    const plain = await opened(null);
    await plain.session.step(20);
    assert.equal(plain.session.view.state?.batchLoss, session.view.state?.batchLoss);
    assert.equal(checksReport(plain.session), null);
  });

  it('can be paused in their gradient check, which begins again with the run', async () => {
    const { session } = await opened({ gradient_check: true }, 20);
    const training = session.train();
    await new Promise(resolve => setImmediate(resolve));
    await session.pause();
    await training;
    await session.train();
    assert.deepEqual(checksReport(session)?.results, [
      { what: 'gradient_check', finding: null, open: false },
    ]);
  });

  it('begin again with the run', async () => {
    const { session } = await opened();
    await session.train();
    await session.reset();
    assert.deepEqual(checksReport(session)?.results, []);
    await session.train();
    assert.equal(checksReport(session)?.results.length, 6);
  });

  it('say nothing of a file that says something else by now', async () => {
    const { session, source } = await opened();
    await session.train();
    const slower = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25');
    for (const text of [checking(CHECKS, slower), checking({ gradient_check: true }), '{']) {
      source.text = text;
      await session.check();
      assert.equal(checksReport(session), null, text);
    }
    source.text = checking(CHECKS);
    await session.check();
    assert.equal(checksReport(session)?.results.length, 6);
  });

  it('are those of the file where it is trained again', async () => {
    const { session, source } = await opened();
    await session.train();
    source.text = checking({ gradient_check: true });
    await session.check();
    await session.train();
    assert.deepEqual(checksReport(session)?.results, [
      { what: 'gradient_check', finding: null, open: false },
    ]);
  });

  it('are not asked of a fork, which begins elsewhere', async () => {
    const { session, source } = await opened();
    await session.step(3);
    source.text = checking(CHECKS, XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25'));
    await session.check();
    await session.fork();
    await session.step(10);
    assert.equal(checksReport(session), null);
  });

  it('outlive the window', async () => {
    const first = await opened();
    await first.session.train();
    const saved = first.session.saved('file:///a');
    assert.ok(saved);
    const read = await reread(piecesOf(saved));
    assert.ok(read);
    const second = await opened();
    second.session.restore(read);
    assert.deepEqual(checksReport(second.session), checksReport(first.session));
  });
});
