import assert from 'node:assert/strict';
import { Refusal } from '../../../src/host/session/file/source';
import { FakeSource, sessionOf, until, XOR } from './support';

const EPOCHS = 40;
const STEPS = EPOCHS * 3;

describe('a session', () => {
  it('trains to the end and knows the whole history', async () => {
    const { session, changes } = sessionOf();
    const status = await session.train();
    assert.equal(status.state, 'done');
    const { view } = session;
    assert.equal(view.state?.position.step, STEPS);
    assert.equal(view.history.length, EPOCHS);
    assert.deepEqual([...view.history.slice(0).numbers].slice(0, 3), [1, 2, 3]);
    assert.equal(view.description?.name, 'small');
    assert.ok(changes.includes('run') && changes.includes('frame'));
  });

  it('asks its worker for as many threads as are wanted', async () => {
    const { session, threadsAsked } = sessionOf(new FakeSource(), undefined, 3);
    await session.train();
    assert.deepEqual(threadsAsked, [3]);
  });

  it('has in its first frame what is asked for while it is loaded', async () => {
    const { session, source } = sessionOf();
    const readFiles = source.readFiles.bind(source);
    source.readFiles = async (...asked) => {
      await session.watch({ tensors: [], boundary: 10 });
      return readFiles(...asked);
    };
    await session.ensureRun();
    assert.equal(session.view.state?.boundary?.resolution, 10);
  });

  it('is running while it runs, and is paused when paused', async () => {
    const { session } = sessionOf();
    const training = session.train();
    await until(session, () => (session.view.state?.position.step ?? 0) > 0);
    assert.equal(session.view.status.state, 'running');
    await session.pause();
    assert.equal((await training).state, 'paused');
    assert.ok((session.view.state?.position.step ?? 0) < STEPS);
  });

  it('does not start when it is paused before it has started', async () => {
    const { session } = sessionOf();
    const training = session.train();
    await session.pause();
    assert.equal((await training).state, 'idle');
    assert.equal(session.view.state?.position.step, 0);
  });

  it('a second Train is the first one', async () => {
    const { session } = sessionOf();
    assert.equal(session.train(), session.train());
    await session.train();
    assert.equal(session.view.state?.run, 1);
  });

  it('steps one update, or to the end of the epoch', async () => {
    const { session } = sessionOf();
    await session.step(1);
    assert.deepEqual(session.view.state?.position, { step: 1, epoch: 0, batch: 1 });
    await session.stepEpoch();
    assert.deepEqual(session.view.state?.position, { step: 3, epoch: 1, batch: 0 });
    await session.stepEpoch();
    assert.deepEqual(session.view.state?.position, { step: 6, epoch: 2, batch: 0 });
  });

  it('a Step during a run pauses it and does one more', async () => {
    const { session } = sessionOf();
    const training = session.train();
    await until(session, () => (session.view.state?.position.step ?? 0) > 0);
    await session.step(1);
    assert.equal((await training).state, 'paused');
    assert.equal(session.view.status.state, 'paused');
  });

  it('Train on a finished run trains again, as another run', async () => {
    const { session } = sessionOf();
    await session.train();
    const first = session.view.history.slice(0);
    assert.equal((await session.train()).state, 'done');
    assert.equal(session.view.state?.run, 2);
    assert.deepEqual(session.view.history.slice(0), first);
  });

  it('reset goes back to step 0 and empties the history', async () => {
    const { session } = sessionOf();
    await session.train();
    assert.equal((await session.reset()).state, 'idle');
    assert.equal(session.view.state?.position.step, 0);
    assert.equal(session.view.history.length, 0);
  });
});

describe('an edit', () => {
  it('marks the session stale, and undoing it takes that back', async () => {
    const { session, source } = sessionOf();
    await session.step(1);
    source.text = XOR.replace('0.5', '0.25');
    await session.check();
    assert.equal(session.stale, true);
    source.text = `// only a comment\n${XOR}`;
    await session.check();
    assert.equal(session.stale, false);
  });

  it('never restarts a run; the next Train is a new run', async () => {
    const { session, source } = sessionOf();
    await session.step(5);
    source.text = XOR.replace('"units": 3', '"units": 4');
    await session.check();
    assert.equal(session.view.state?.position.step, 5);
    assert.equal(session.view.description?.parameters, 13);
    const training = session.train();
    await until(session, () => session.view.status.state === 'running');
    assert.equal(session.view.status.message, '');
    await training;
    assert.equal(session.view.description?.parameters, 17);
    assert.equal(session.view.history.length, EPOCHS);
    assert.equal(session.stale, false);
  });

  it('makes a new run to which nothing of the old one is added, however late it comes', async () => {
    const { session, source } = sessionOf();
    await session.step(8);
    source.text = XOR.replace('0.5', '0.25');
    const readFiles = source.readFiles.bind(source);
    source.readFiles = async (...asked) => {
      await session.watch({ tensors: [], boundary: 10 });
      return readFiles(...asked);
    };
    await session.ensureRun();
    assert.equal(session.view.state?.position.step, 0);
    assert.equal(session.view.history.length, 0);
  });

  it('during a run lets a Step only pause it', async () => {
    const { session, source } = sessionOf();
    const training = session.train();
    await until(session, () => (session.view.state?.position.step ?? 0) > 0);
    source.text = XOR.replace('"units": 3', '"units": 4');
    await session.check();
    await session.step(1);
    assert.equal((await training).state, 'paused');
    assert.equal(session.view.description?.parameters, 13, 'the old definition is still there');
  });

  it('of a data file makes a run of the new data', async () => {
    const source = new FakeSource(
      XOR.replace('{"type": "generator", "name": "xor_easy"}', '{"type": "csv", "path": "d.csv"}'),
    );
    source.files.set('d.csv', 'a,b,y\n0,0,0\n0,1,1\n');
    const { session } = sessionOf(source);
    await session.step(1);
    await session.check();
    source.files.set('d.csv', 'a,b,y\n0,0,0\n0,1,1\n1,0,1\n');
    session.dataChanged();
    await session.check();
    assert.equal(session.checked.summary?.train.rows, 3);
    assert.equal(session.stale, true);
    await session.step(1);
    assert.equal(session.view.description?.data.train.rows, 3);
  });

  it('of anything but the data gives the worker no file twice', async () => {
    const source = new FakeSource(
      XOR.replace('{"type": "generator", "name": "xor_easy"}', '{"type": "csv", "path": "d.csv"}'),
    );
    source.files.set('d.csv', 'a,b,y\n0,0,0\n0,1,1\n');
    const { session, workers } = sessionOf(source);
    await session.check();
    source.text = source.text.replace('"learning_rate": 0.5', '"learning_rate": 0.6');
    await session.check();
    await session.step(1);
    assert.deepEqual(source.given, ['d.csv: content', 'd.csv: held', 'd.csv: held']);
    source.files.set('d.csv', 'a,b,y\n0,0,0\n0,1,1\n1,1,1\n');
    await session.check();
    assert.equal(session.checked.summary?.train.rows, 2, 'nothing said that the file has changed');
    session.dataChanged();
    await session.check();
    assert.equal(session.checked.summary?.train.rows, 3);
    // Another worker has nothing.
    workers[0].crash('by a test');
    await session.step(1);
    assert.deepEqual(source.given.slice(3), ['d.csv: content', 'd.csv: content']);
  });

  it('of a file with a sweep says what is wrong with its runs', async () => {
    const sweep = '"sweep": {"parameters": {"optimizer.learning_rate": {"values": [1, 0]}}},';
    const source = new FakeSource(XOR.replace('"name"', `${sweep} "name"`));
    const { session } = sessionOf(source);
    await session.check();
    const [{ message, place }] = session.checked.problems;
    assert.match(message, /`learning_rate` must be a number above 0, not 0/);
    assert.ok('path' in place && place.path.at(-1) === 1);
    source.text = source.text.replace('[1, 0]', '[1, 2]');
    await session.check();
    assert.deepEqual(session.checked.problems, []);
  });

  it('of what is checked or swept is no other run', async () => {
    const { session, source } = sessionOf();
    await session.step(1);
    source.text = XOR.replace('"name"', '"checks": {"gradient_check": true}, "name"');
    await session.check();
    assert.equal(session.stale, false);
    await session.step(1);
    assert.equal(session.view.state?.position.step, 2);
  });

  it('of a data file that takes it away is no run of the old data either', async () => {
    const source = new FakeSource(
      XOR.replace('{"type": "generator", "name": "xor_easy"}', '{"type": "csv", "path": "d.csv"}'),
    );
    source.files.set('d.csv', 'a,b,y\n0,0,0\n0,1,1\n');
    const { session } = sessionOf(source);
    await session.step(1);
    source.files.delete('d.csv');
    session.dataChanged();
    await assert.rejects(session.step(1), /d\.csv/);
    await assert.rejects(session.step(1), /d\.csv/);
    assert.equal(session.view.state?.position.step, 1);
  });

  it('is followed by a step of a new run, of which the status says no more than of any other', async () => {
    const { session, source } = sessionOf();
    await session.step(1);
    source.text = XOR.replace('"units": 3', '"units": 4');
    await session.step(1);
    assert.equal(session.stale, false);
    assert.equal(session.view.state?.position.step, 1);
    assert.equal(session.view.status.message, '');
  });

  it('of words alone leaves the run what the file says', async () => {
    const { session, source } = sessionOf();
    await session.step(1);
    for (const [before, after] of [
      ['"name": "small"', '"name": "other"'],
      ['"name": "small"', '"name": "small", "description": "New."'],
    ]) {
      source.text = XOR.replace(before, after);
      await session.check();
      assert.equal(session.stale, false, after);
    }
    await session.step(1);
    assert.equal(session.view.state?.position.step, 2);
  });

  it('that breaks the file refuses Train with the sentence, and loses nothing', async () => {
    const { session, source } = sessionOf();
    await session.step(4);
    source.text = XOR.replace('"units": 3', '"units": 0');
    await assert.rejects(session.train(), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.deepEqual(error.problem.place, {
        kind: 'json',
        path: ['model', 'layers', 0, 'units'],
        part: 'value',
      });
      return true;
    });
    assert.equal(session.view.state?.position.step, 4);
    source.text = XOR;
    await session.step(1);
    assert.equal(session.view.state?.position.step, 5);
  });
});

describe('a file with a mistake', () => {
  it('has no run, and its status is the sentence', async () => {
    const { session } = sessionOf(new FakeSource('{"version": 1'));
    await assert.rejects(session.train());
    assert.equal(session.view.description, null);
    assert.equal(session.view.status.state, 'idle');
    assert.notEqual(session.view.status.message, '');
  });

  it('names a data file that is missing', async () => {
    const csv = XOR.replace(
      '{"type": "generator", "name": "xor_easy"}',
      '{"type": "csv", "path": "gone.csv"}',
    );
    const { session } = sessionOf(new FakeSource(csv));
    await session.check();
    assert.match(session.checked.problems[0].message, /gone\.csv/);
    await assert.rejects(session.train(), /gone\.csv/);
  });

  it('answers the newest check only', async () => {
    const { session, source } = sessionOf();
    const first = session.check();
    source.text = '{';
    await Promise.all([first, session.check()]);
    assert.notEqual(session.checked.problems.length, 0);
  });
});

describe('a worker that ends', () => {
  it('leaves what was computed, says so, and the next Train starts another', async () => {
    const { session, workers } = sessionOf();
    const training = session.train();
    await until(session, () => session.view.history.length > 2);
    const rows = session.view.history.length;
    workers[0].crash('out of memory');
    await assert.rejects(training, /The training worker ended: out of memory\./);
    assert.equal(session.view.status.state, 'failed');
    assert.match(session.view.status.message, /out of memory/);
    assert.ok(session.view.history.length >= rows);
    assert.equal((await session.train()).state, 'done');
    assert.equal(workers.length, 2);
    assert.equal(session.view.history.length, EPOCHS);
  });

  it('is replaced by one that steps on with the same bits', async () => {
    const { session, workers } = sessionOf();
    await session.step(5);
    workers[0].crash('a bug');
    assert.equal(session.view.state?.position.step, 5);
    await session.step(1);
    const other = sessionOf().session;
    await other.step(6);
    assert.deepEqual(session.view.state?.stats, other.view.state?.stats);
    assert.equal(session.view.state?.position.step, 6);
  });

  it('while it only checked says nothing about the run', async () => {
    const { session, workers } = sessionOf();
    await session.check();
    workers[0].crash('a bug');
    assert.equal(session.view.status.state, 'idle');
    await session.step(1);
    assert.equal(session.view.state?.position.step, 1);
    assert.equal(workers.length, 2);
  });

  it('is not started before it is needed, and ends with its session', async () => {
    const { session, workers } = sessionOf();
    assert.equal(workers.length, 0);
    await session.check();
    assert.equal(workers.length, 1);
    session.rest();
    await session.check();
    session.dispose();
    await new Promise(resolve => setImmediate(resolve));
    assert.ok(workers.every(worker => worker.disposed));
    await assert.rejects(session.train(), /closed/);
  });

  it('rests only while it holds no run', async () => {
    const { session, workers } = sessionOf();
    await session.step(1);
    session.rest();
    await session.step(1);
    assert.equal(workers.length, 1);
    assert.equal(session.view.state?.position.step, 2);
  });
});
