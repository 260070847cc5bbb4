/** What is tried on copies of an experiment: begun once, ended with its worker, forgotten with its text. */
import assert from 'node:assert/strict';
import { Refusal } from '../../../src/host/session/file/source';
import { layers, sound } from '../experiment/diagnosis/support';
import { FakeSource, sessionOf } from './support';

/** Units that begin alike, and stay so. */
const ALIKE = JSON.stringify(
  sound({
    model: { layers: layers('tanh', 6).map(each => ({ ...each, kernel_initializer: 'ones' })) },
    trainer: { epochs: 20, batch_size: 16 },
  }),
);
const ID = 'units_identical';

async function examinable() {
  const parts = sessionOf(new FakeSource(ALIKE));
  await parts.session.check();
  await parts.session.train();
  const finding = parts.findings.findings.find(({ id }) => id === ID) ?? assert.fail();
  return { ...parts, finding };
}

describe('the laboratory of an experiment', () => {
  it('tries what may help in a worker of its own, which ends with it', async () => {
    const { laboratory, finding, workers, findings } = await examinable();
    const stateOf = () => findings.report.findings[0].examination?.state;
    assert.equal(stateOf(), undefined);
    const trying = laboratory.examine(finding);
    assert.equal(stateOf(), 'running');
    await trying;
    const { state, edits } = laboratory.examination(ID) ?? assert.fail();
    assert.equal(state, 'done');
    assert.ok(edits[0].offered);
    assert.deepEqual(findings.report.findings[0].examination, laboratory.examination(ID));
    assert.deepEqual(
      workers.map(({ disposed }) => disposed),
      [false, true],
    );
  });

  it('tries it once', async () => {
    const { laboratory, finding, workers } = await examinable();
    await Promise.all([laboratory.examine(finding), laboratory.examine(finding)]);
    await laboratory.examine(finding);
    assert.equal(workers.length, 2);
  });

  it('stops at once, keeps what is waiting from beginning, and can go on', async () => {
    const { laboratory, finding, workers } = await examinable();
    const trying = laboratory.examine(finding);
    const waiting = laboratory.runSanity('ten_seeds');
    laboratory.stop();
    await Promise.all([trying, waiting]);
    assert.equal(laboratory.examination(ID)?.state, 'stopped');
    assert.deepEqual(laboratory.sanity, []);
    assert.ok(workers.slice(1).every(({ disposed }) => disposed));
    await laboratory.examine(finding);
    assert.equal(laboratory.examination(ID)?.state, 'done');
  });

  it('forgets what is about another text, and stops for it', async () => {
    const { laboratory, finding, source, session } = await examinable();
    await laboratory.examine(finding);
    await laboratory.runSanity('double_batch');
    await session.check();
    assert.ok(laboratory.examination(ID));
    source.text = ALIKE.replace('"epochs":20', '"epochs":21');
    await session.check();
    assert.equal(laboratory.examination(ID), null);
    assert.deepEqual(laboratory.sanity, []);
  });

  it('keeps the sentence of a sanity experiment; one that fails leaves none', async () => {
    const { laboratory, source } = await examinable();
    const running = laboratory.runSanity('double_batch');
    assert.deepEqual(laboratory.sanity, [{ name: 'double_batch', words: null, ended: 0 }]);
    await running;
    assert.match(laboratory.sanity[0].words ?? '', /^With batches of 32/);
    source.text = '{';
    await assert.rejects(laboratory.runSanity('ten_seeds'), Refusal);
    assert.deepEqual(
      laboratory.sanity.map(({ name }) => name),
      ['double_batch'],
    );
  });

  it('an examination that fails can be had again', async () => {
    const { laboratory, finding, source } = await examinable();
    source.text = '{';
    await assert.rejects(laboratory.examine(finding), Refusal);
    assert.equal(laboratory.examination(ID)?.state, 'stopped');
  });

  it('runs the file to its end and an edit beside it, which stands among the runs', async () => {
    const { laboratory, finding, session } = await examinable();
    await laboratory.examine(finding);
    const [edit] = laboratory.examination(ID)?.edits ?? [];
    await session.reset();
    await laboratory.runBoth(edit);
    assert.equal(session.view.status.state, 'done');
    const { pastRuns, definition } = session.view;
    const { options, current, past } = pastRuns.summary(definition);
    assert.deepEqual(options, ['model.layers.0.kernel_initializer.type']);
    assert.deepEqual([current.number, past.length, past[0].number], [1, 1, 2]);
    assert.deepEqual([past[0].epoch, past[0].history.numbers.length], [20, 20]);
    const loss = past[0].columns.indexOf('loss');
    assert.ok(past[0].lastEpoch[loss] < (session.view.state?.lastEpoch[loss] ?? 0));
    // The next run of the file has a number of its own.
    await laboratory.runBoth(edit);
    assert.deepEqual(
      pastRuns.runs.map(({ number }) => number),
      [2, 3],
    );
  });

  it('shows findings everywhere, among the problems alone, or nowhere', async () => {
    const { findings, level } = await examinable();
    const shown = (): number[] => {
      findings.refresh();
      return [findings.report.findings, findings.findings, findings.ofBatch, findings.problems].map(
        ({ length }) => length,
      );
    };
    assert.deepEqual(shown(), [1, 1, 1, 1]);
    assert.ok(findings.report.ruledOut.length > 10);
    level.of = 'problems';
    assert.deepEqual(shown(), [0, 0, 0, 1]);
    assert.deepEqual(findings.report.ruledOut, []);
    level.of = 'off';
    assert.deepEqual(shown(), [0, 0, 0, 0]);
  });

  it('names field and line of a finding, and what was looked for beside it', async () => {
    const { findings } = await examinable();
    const [{ field, line, canTry, since }] = findings.report.findings;
    assert.deepEqual([field, line, canTry, since], ['kernel_initializer', 1, true, null]);
    const { ruledOut, ofRun, canEdit } = findings.report;
    const ids = ruledOut.map(({ id }) => id);
    assert.ok(!ids.includes(ID) && ids.includes('inputs_unscaled'));
    assert.deepEqual([ofRun, canEdit], [true, true]);
  });

  it('what the reader has found explains what would be found of the run', async () => {
    const text = JSON.stringify(
      sound({
        data: { train: { type: 'inline', x: [[0], [1], [2], [3]], y: [0, 3, 6, 9] } },
        model: { layers: layers('tanh', 4) },
        loss: { type: 'mse' },
      }),
    );
    const { session, findings } = sessionOf(new FakeSource(text));
    await session.check();
    await session.train();
    const ids = findings.report.findings.map(({ id }) => id);
    assert.deepEqual(ids, ['target_outside_output_range']);
  });
});
