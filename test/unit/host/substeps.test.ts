import assert from 'node:assert/strict';
import { substepCount, substepOf } from '../../../src/host/session/substeps';
import { sessionOf, until, XOR } from './support';

describe('substeps', () => {
  const names = (depth: number): string[] =>
    Array.from({ length: substepCount(depth) }, (_, done) => {
      const { kind, layer } = substepOf(done, depth);
      return `${kind} ${layer}`;
    });

  it('go forward, over the loss, backward, and to the update', () => {
    assert.deepEqual(names(1), ['update 0', 'forward 0', 'loss 0', 'backward 0']);
    assert.deepEqual(names(2), [
      ...['update 1', 'forward 0', 'forward 1', 'loss 1'],
      ...['backward 1', 'backward 0'],
    ]);
  });

  it('show what has been computed, and mark what was computed last', () => {
    const marks = (done: number) => substepOf(done, 2).marks;
    assert.deepEqual([marks(0)[0].weights, marks(0)[0].z], ['new', 'later']);
    assert.deepEqual(
      [marks(1)[0].z, marks(1)[0].weights, marks(1)[1].a],
      ['new', 'known', 'later'],
    );
    assert.deepEqual([marks(3)[1].a, marks(3)[1].delta], ['known', 'later']);
    assert.deepEqual([marks(4)[1].gradW, marks(4)[0].delta], ['new', 'later']);
    assert.deepEqual([marks(5)[1].gradB, marks(5)[0].gradB], ['known', 'new']);
  });
});

describe('a session, layer by layer', () => {
  it('walks through a batch, and does its update at the end', async () => {
    const { session } = sessionOf();
    const { view } = session;
    const seen: (number | null)[] = [];
    for (let i = 0; i < 7; i++) {
      await session.stepLayer();
      seen.push(view.substep);
      assert.equal(view.state?.position.step, i < 5 ? 0 : 1);
    }
    assert.deepEqual(seen, [1, 2, 3, 4, 5, 0, 1]);
    const { session: other } = sessionOf();
    await other.step(1);
    assert.deepEqual(view.state?.stats, other.view.state?.stats);
  });

  it('goes to any part of it, and does the update beyond the last one', async () => {
    const { session } = sessionOf();
    const { view } = session;
    for (const part of [4, 1, 0, 5]) {
      await session.stepLayer(part);
      assert.deepEqual([view.substep, view.state?.position.step], [part, 0]);
    }
    await session.stepLayer(6);
    assert.deepEqual([view.substep, view.state?.position.step], [0, 1]);
  });

  it('shows the whole again after any other step', async () => {
    const { session } = sessionOf();
    const { view } = session;
    const others = [
      () => session.step(1),
      () => session.stepEpoch(),
      () => session.stepBack(),
      () => session.goTo(3),
      () => session.reset(),
      () => session.train(),
    ];
    for (const other of others) {
      await session.reset();
      await session.stepLayer();
      assert.equal(view.substep, 1);
      await other();
      assert.equal(view.substep, null);
    }
  });

  it('pauses a run that goes on, and looks into the batch beyond its end', async () => {
    const { session } = sessionOf();
    const training = session.train();
    await until(session, () => (session.view.state?.position.step ?? 0) > 0);
    await session.stepLayer();
    assert.equal((await training).state, 'paused');
    assert.equal(session.view.substep, 1);
    await session.train();
    assert.equal((await session.stepLayer()).state, 'done');
    assert.equal(session.view.substep, 1);
  });

  it('is refused where the file has an error', async () => {
    const { session, source } = sessionOf();
    source.text = '{';
    await assert.rejects(session.stepLayer());
    assert.equal(session.view.substep, null);
  });
});

describe('a session that goes back', () => {
  it('stands where it stood, bit for bit, and can go on to the same end', async () => {
    const { session } = sessionOf();
    const { view } = session;
    await session.step(5);
    const stats = view.state?.stats;
    await session.train();
    const { state: end, history } = view;
    const rows = history.slice(0);
    assert.equal((await session.goTo(5)).state, 'paused');
    assert.deepEqual(view.state?.stats, stats);
    assert.deepEqual(view.state?.timeline, { ...end?.timeline, start: 0, head: 120, ended: true });
    assert.deepEqual(history.slice(0), rows, 'the curves stay');
    assert.equal((await session.train()).state, 'done');
    assert.deepEqual(view.state?.stats, end?.stats);
    assert.deepEqual(history.slice(0), rows);
    assert.equal(view.state?.run, end?.run, 'it is the same run');
  });

  it('knows the values of the epoch before it', async () => {
    const { session } = sessionOf();
    await session.goTo(0);
    const untrained = session.view.state?.lastEpoch.slice();
    await session.train();
    await session.goTo(7);
    const { state, history } = session.view;
    assert.equal(state?.lastEpoch[0], history.slice(0).values[0][1]);
    await session.goTo(0);
    assert.equal(session.view.status.state, 'idle');
    assert.deepEqual(session.view.state?.lastEpoch, untrained, 'of the network before training');
    await session.goTo(1);
    assert.deepEqual(session.view.state?.lastEpoch, untrained, 'still inside the first epoch');
  });

  it('goes one update back, and at the start nowhere', async () => {
    const { session } = sessionOf();
    await session.step(2);
    for (const step of [1, 0, 0]) {
      await session.stepBack();
      assert.equal(session.view.state?.position.step, step);
    }
  });

  it('pauses a run that goes on', async () => {
    const { session } = sessionOf();
    const training = session.train();
    await until(session, () => (session.view.state?.position.step ?? 0) > 10);
    await session.goTo(2);
    assert.equal((await training).state, 'paused');
    assert.equal(session.view.state?.position.step, 2);
  });

  it('stays with the run that is shown where the file was edited since', async () => {
    const { session, source } = sessionOf();
    await session.step(4);
    source.text = XOR.replace('"units": 3', '"units": 5');
    await session.check();
    await session.stepBack();
    assert.equal(session.view.state?.position.step, 3);
    assert.equal(session.view.description?.layers[0].units, 3);
    assert.equal(session.stale, true);
  });

  it('ends where it was asked to last', async () => {
    const { session } = sessionOf();
    await session.train();
    await Promise.all([90, 3, 40, 17].map(step => session.goTo(step)));
    assert.equal(session.view.state?.position.step, 17);
  });

  it('goes on from a window that was reloaded', async () => {
    const { session } = sessionOf();
    await session.step(9);
    const saved = session.saved('file:///small');
    assert.ok(saved);
    const { session: next } = sessionOf();
    next.restore(saved);
    await next.stepBack();
    assert.equal(next.view.state?.position.step, 8);
  });
});
