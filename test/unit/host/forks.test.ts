/** Forks, and the runs that were shown before the present one. */
import assert from 'node:assert/strict';
import type { Experiment } from '../../../src/experiment/fields/experiment';
import { changedOptions, differences } from '../../../src/host/session/run/pastRuns';
import { experimentOf } from '../worker/support';
import { piecesOf, reread, sessionOf, XOR } from './support';

const SLOWER = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25');
const URI = 'file:///small.backprop.json';

async function forked() {
  const { session, source, workers } = sessionOf();
  await session.step(8);
  source.text = SLOWER;
  await session.fork();
  return {
    session,
    source,
    workers,
    summary: session.view.pastRuns.summary(session.view.definition),
  };
}

describe('Fork from Here', () => {
  it('goes on from the present step with what the file says now', async () => {
    const { session, summary } = await forked();
    assert.equal(session.view.state?.position.step, 8);
    assert.match(session.view.status.message, /^A fork/);
    assert.equal(session.stale, false);
    assert.deepEqual(summary.options, ['optimizer.learning_rate']);
    assert.deepEqual(summary.current.values, ['0.25']);
    assert.deepEqual(summary.current.origin, { run: 1, step: 8, epoch: 2 });
    assert.equal(summary.past[0].number, 1);
    assert.deepEqual(summary.past[0].values, ['0.5']);
    assert.equal(summary.past[0].step, 8);
    assert.deepEqual([...summary.past[0].history.numbers], [1, 2]);
  });

  it('keeps what the run before it had come to there, not where it had been', async () => {
    const { session, source } = sessionOf();
    await session.step(30);
    await session.goTo(8);
    const { state } = session.view;
    assert.ok(state);
    source.text = SLOWER;
    await session.fork();
    const [past] = session.view.pastRuns.summary(session.view.definition).past;
    assert.deepEqual([past.step, past.epoch], [8, 2]);
    assert.equal(past.history.numbers.length, 10, 'its curve goes further');
    assert.deepEqual(past.lastEpoch, state.lastEpoch);
    assert.equal(past.lastEpoch[0], past.history.values[0][1]);
  });

  it('cannot be stepped back beyond where it left the other run', async () => {
    const { session } = await forked();
    await session.step(2);
    await session.stepBack();
    await session.stepBack();
    await session.stepBack();
    assert.equal(session.view.state?.position.step, 8);
  });

  it('is refused without a run, and without a change', async () => {
    const { session } = sessionOf();
    await assert.rejects(session.fork(), /no run to fork from/);
    await session.step(1);
    await assert.rejects(session.fork(), /Change something in the file first/);
  });

  it('is refused for a network of another shape, and loses nothing', async () => {
    const { session, source } = sessionOf();
    await session.step(3);
    source.text = XOR.replace('"units": 3', '"units": 4');
    await assert.rejects(session.fork(), /shape: layer 1 .* was 2×3 with biases/);
    assert.equal(session.view.state?.position.step, 3);
    assert.equal(session.view.pastRuns.runs.length, 0);
    await session.stepBack();
    assert.equal(session.view.state?.position.step, 2);
  });

  it('is not computed again from its file alone when its worker has ended', async () => {
    const { session, workers } = await forked();
    workers[0].crash('killed');
    assert.match(session.view.status.message, /A fork is not computed again from its file/);
    await session.step(1);
    assert.equal(session.view.state?.position.step, 1, 'a new run');
  });

  it('is kept for another window, with the run it left', async () => {
    const { session } = await forked();
    const saved = session.saved(URI);
    assert.ok(saved);
    const other = sessionOf().session;
    other.restore((await reread(piecesOf(saved))) ?? assert.fail('it cannot be read'));
    const { pastRuns, definition } = other.view;
    assert.deepEqual(
      pastRuns.summary(definition).past,
      session.view.pastRuns.summary(definition).past,
    );
    assert.equal(definition?.text, SLOWER);
  });

  it('that was kept is not stale, begins anew with a step, and is followed by a run of another text', async () => {
    const { session } = await forked();
    const saved = session.saved(URI);
    assert.ok(saved);
    const { session: other, source } = sessionOf();
    source.text = SLOWER;
    other.restore((await reread(piecesOf(saved))) ?? assert.fail('it cannot be read'));
    await other.check();
    assert.equal(other.stale, false);
    await other.step(1);
    assert.equal(other.view.state?.position.step, 1, 'a new run');
    source.text = XOR;
    await other.check();
    assert.equal(other.stale, true);
    await other.step(1);
    assert.equal(other.stale, false);
    assert.equal(other.view.state?.position.step, 1, 'a new run, once more');
    assert.equal(other.view.status.message, '');
  });
});

describe('The runs before the present one', () => {
  it('are kept with their text where the file has changed, and may be forgotten', async () => {
    const { session, source } = sessionOf();
    await session.train();
    source.text = SLOWER;
    await session.train();
    const { pastRuns } = session.view;
    assert.deepEqual(
      pastRuns.runs.map(({ number, text }) => [number, text]),
      [[1, XOR]],
    );
    session.view.forgetRun(1);
    assert.deepEqual(pastRuns.runs, []);
    assert.equal(pastRuns.current, 2);
  });

  it('are not kept where nothing was computed, or nothing differs', async () => {
    const { session, source } = sessionOf();
    await session.ensureRun();
    source.text = SLOWER;
    await session.train();
    await session.train();
    assert.deepEqual(session.view.pastRuns.runs, []);
  });

  it('are the newest eight', async () => {
    const { session, source } = sessionOf();
    for (let run = 1; run <= 10; run++) {
      source.text = XOR.replace('0.5', `0.${run}1`);
      await session.stepEpoch();
    }
    const numbers = session.view.pastRuns.runs.map(({ number }) => number);
    assert.deepEqual(numbers, [2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('differ in options that are named as in the file', async () => {
    const { session, source } = sessionOf();
    await session.ensureRun();
    const first = session.view.definition ?? assert.fail();
    source.text = SLOWER.replace('"units": 3', '"units": 4').replace('"small"', '"renamed"');
    await session.ensureRun();
    const second = session.view.definition ?? assert.fail();
    assert.deepEqual(changedOptions(first, second), [
      'model.layers.0.units 3 → 4',
      'optimizer.learning_rate 0.5 → 0.25',
    ]);
    assert.deepEqual(differences([first.experiment, first.experiment]), []);
  });

  it('name dropout as an option of the layer before it, and nothing of those behind', () => {
    const dropout = (rate: number) =>
      SLOWER.replace('}, {"units"', `}, {"type": "dropout", "rate": ${rate}}, {"units"`);
    const experiments = [SLOWER, dropout(0.5), dropout(0.25)].map(experimentOf);
    assert.deepEqual(differences(experiments), [
      { path: 'model.layers.0.dropout', values: ['–', '0.5', '0.25'] },
    ]);
  });

  it('is told of metrics as of one option, by their names where these differ', () => {
    const two = SLOWER.replace('"trainer"', '"metrics": ["loss", "accuracy"], "trainer"');
    const three = SLOWER.replace('"trainer"', '"metrics": ["loss", "accuracy", "mse"], "trainer"');
    const experiments = [two, three, SLOWER].map(experimentOf);
    const [metrics, ...others] = differences(experiments.slice(0, 2));
    assert.deepEqual(others, []);
    assert.equal(metrics.path, 'metrics');
    assert.deepEqual(metrics.values, ['loss, accuracy', 'loss, accuracy, mse']);
    const strict =
      '"metrics": ["loss", {"name": "accuracy", "type": "accuracy", "threshold": 0.4}], "trainer"';
    const stricter = experimentOf(SLOWER.replace('"trainer"', strict));
    const [same, ...more] = differences([experiments[0], stricter]);
    assert.deepEqual(more, []);
    assert.equal(same.path, 'metrics');
    assert.match(same.values[1], /0\.4/);
    assert.notEqual(same.values[0], same.values[1]);
  });

  it('is told of long values where they differ, however alike they begin', () => {
    const of = (last: number): Experiment => {
      const x = Array.from({ length: 30 }, (_, at) => `[${at}, 0]`).join();
      const y = Array.from({ length: 31 }, (_, at) => at % 2).join();
      const data = `{"type": "inline", "x": [${x},[${last}, 1]], "y": [${y}]}`;
      return experimentOf(SLOWER.replace('{"type": "generator", "name": "xor_easy"}', data));
    };
    const [option] = differences([of(77), of(78)]);
    assert.match(option.values[0], /77/);
    assert.match(option.values[1], /78/);
    assert.ok(option.values.every(({ length }) => length <= 40));
  });
});

describe('a past run', () => {
  const edit = async ({ source, session }: ReturnType<typeof sessionOf>, rate: string) => {
    source.text = XOR.replace('"learning_rate": 0.5', `"learning_rate": ${rate}`);
    await session.check();
  };

  it('is opened at the step at which it was left, to the same bits, and keeps its number', async () => {
    const parts = sessionOf();
    const { session } = parts;
    const { view } = session;
    await session.step(7);
    const before = view.state ?? assert.fail();
    await edit(parts, '0.25');
    await session.step(3);
    await session.openRun(1);
    assert.equal(view.state?.position.step, 7);
    assert.deepEqual(view.state.stats, before.stats);
    assert.deepEqual(
      [view.pastRuns.current, ...view.pastRuns.runs.map(({ number }) => number)],
      [1, 2],
    );
    assert.ok(session.stale);
    assert.equal(view.status.message, '');
    await session.step(1);
    assert.equal(view.pastRuns.current, 3, 'a step is one of the file as it is now');
    await session.openRun(17);
    assert.equal(view.pastRuns.current, 3, 'there is none of this number');
  });

  it('is not opened where it went on from another', async () => {
    const parts = sessionOf();
    const { session } = parts;
    await session.step(3);
    await edit(parts, '0.25');
    await session.fork();
    await session.step(3);
    await edit(parts, '0.125');
    await session.step(1);
    await assert.rejects(session.openRun(2), /A fork is not computed again/);
    assert.equal(session.view.pastRuns.current, 3);
  });
});
