import assert from 'node:assert/strict';
import { PanelFeed } from '../../../src/host/panel/panelFeed';
import type { ToPanel } from '../../../src/protocol/panel';
import { sessionOf, XOR } from './support';

function feedOf() {
  const parts = sessionOf();
  const posted: ToPanel[] = [];
  const clock = { rest: 0, wake: (): void => undefined };
  const feed = new PanelFeed(
    {
      session: parts.session,
      expression: parts.expression,
      gradients: parts.gradients,
      sweep: parts.sweep,
      findings: parts.findings,
      myLogs: parts.myLogs,
      place: () => ({ uri: 'file:///small', fallbackTitle: 'fallback' }),
      read: () => null,
      remembered: () => null,
    },
    message => posted.push(structuredClone(message)),
    {
      after: (milliseconds, callback) => {
        clock.rest = milliseconds;
        clock.wake = callback;
        return { dispose: () => (clock.wake = () => undefined) };
      },
    },
  );
  parts.session.onDidChange(() => feed.update());
  const last = (): ToPanel => posted[posted.length - 1];
  const drawAll = (cost = 1): void => {
    let seen = 0;
    while (seen < posted.length) {
      seen = posted.length;
      feed.drawn(last().revision, cost);
      clock.wake();
    }
  };
  return { ...parts, feed, posted, last, drawAll, clock };
}

/** The history as a page puts it together. */
function epochsOf(messages: ToPanel[]): number[] {
  let epochs: number[] = [];
  for (const message of messages) {
    if (message.type === 'expression') continue;
    const frame = message.type === 'snapshot' ? message.snapshot.frame : message.frame;
    if (message.type === 'snapshot') epochs = [];
    if (!frame) continue;
    assert.equal(frame.history.from, epochs.length);
    epochs.push(...frame.history.numbers);
  }
  return epochs;
}

/** Everything that the thread was to do next has been done. */
const turn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

describe('what the panel is sent', () => {
  it('is nothing before it listens, then everything', async () => {
    const { feed, posted, session, last } = feedOf();
    await session.step(3);
    assert.equal(posted.length, 0);
    feed.ready();
    assert.equal(posted.length, 1);
    const message = last();
    assert.ok(message.type === 'snapshot');
    assert.equal(message.snapshot.title, 'small');
    assert.equal(message.snapshot.frame?.position.step, 3);
    assert.deepEqual([...(message.snapshot.frame?.history.numbers ?? [])], [1]);
  });

  it('has the file’s name for a title, and the mistake for a status, where nothing can run', async () => {
    const { feed, source, session, last } = feedOf();
    source.text = '{';
    await assert.rejects(session.train());
    feed.ready();
    const message = last();
    assert.ok(message.type === 'snapshot');
    assert.equal(message.snapshot.title, 'fallback');
    assert.equal(message.snapshot.description, null);
    assert.notEqual(message.snapshot.status.message, '');
  });

  it('waits for what is being drawn, and is then the newest state', async () => {
    const { feed, posted, session, drawAll } = feedOf();
    await session.step(1);
    feed.ready();
    await session.step(1);
    await session.step(1);
    await session.stepEpoch();
    assert.equal(posted.length, 1);
    drawAll();
    assert.equal(posted.length, 2);
    const [, update] = posted;
    assert.ok(update.type === 'update' && update.frame);
    assert.equal(update.frame.position.step, 6);
    assert.equal(update.revision, 2);
    assert.deepEqual(epochsOf(posted), [1, 2]);
  });

  it('is the answer alone where only a question is new', async () => {
    const { feed, posted, session, last, drawAll } = feedOf();
    await session.step(1);
    await turn(); // the worker knows that its frame was taken
    feed.ready();
    drawAll();
    const before = posted.length;
    const place = { tensor: 'delta', layer: 1, row: 0, col: 0 } as const;
    const asking = (row: number) =>
      session.watch({ derivation: { place: { ...place, row }, terms: 9, row: null } });
    await asking(0);
    drawAll();
    assert.equal(posted.length, before + 1);
    const update = last();
    assert.ok(update.type === 'update');
    assert.equal(update.frame, null);
    assert.deepEqual(update.answer?.derivation?.place, place);
    await asking(99);
    drawAll();
    const absent = last();
    assert.ok(absent.type === 'update');
    assert.deepEqual(absent.answer, { derivation: null, formula: null }, 'there is no such number');
    await asking(0);
    feed.ready();
    const whole = last();
    assert.ok(whole.type === 'snapshot');
    assert.deepEqual(whole.snapshot.frame?.derivation?.place, place);
    drawAll();
    await session.step(1);
    const next = last();
    assert.ok(next.type === 'update');
    assert.deepEqual(next.frame?.derivation?.place, place);
    assert.equal(next.answer, undefined, 'the frame has it');
  });

  it('follows a quick drawing with the next one, in time for the next picture of the screen', async () => {
    const { feed, posted, session, clock } = feedOf();
    await session.step(1);
    feed.ready();
    await session.step(1);
    feed.drawn(1, 8);
    assert.equal(posted.length, 2);
    assert.equal(clock.rest, 0);
  });

  it('leaves the page alone for as long as a slow drawing cost', async () => {
    const { feed, posted, session, clock } = feedOf();
    await session.step(1);
    feed.ready();
    await session.step(1);
    feed.drawn(1, 120);
    assert.equal(posted.length, 2);
    assert.equal(clock.rest, 240, 'from one message to the next: half of it is spent on drawing');
    for (const slow of [2, 3]) {
      await session.step(1);
      feed.drawn(slow, 60_000);
      assert.equal(posted.length, slow);
      clock.wake();
      assert.equal(posted.length, slow + 1);
    }
    assert.equal(clock.rest, 1000);
  });

  it('does not rest for a single late picture', async () => {
    const { feed, posted, session, clock } = feedOf();
    await session.step(1);
    feed.ready();
    for (const [revision, cost] of [2, 120, 2, 120, 2].entries()) {
      feed.drawn(revision + 1, cost);
      await session.step(1);
      assert.equal(posted.length, revision + 2);
    }
    assert.equal(clock.rest, 0);
  });

  it('is sent ahead of the drawing, so far and no further', async () => {
    const { feed, posted, session } = feedOf();
    await session.step(1);
    feed.ready();
    await session.step(1);
    assert.equal(posted.length, 1, 'what the first drawing costs is not known yet');
    feed.drawn(1, 1);
    for (let step = 0; step < 20; step++) await session.step(1);
    assert.equal(posted.length, 11);
    feed.drawn(3, 1);
    for (let step = 0; step < 20; step++) await session.step(1);
    assert.equal(posted.length, 13);
    feed.drawn(2, 1);
    assert.equal(posted.length, 13, 'drawn before');
    feed.ready();
    assert.equal(posted.length, 14);
    feed.drawn(13, 1);
    await session.step(1);
    assert.equal(posted.length, 14, 'the page that drew these is gone');
  });

  it('goes in pairs while a run goes on, for a window that takes in messages one by one', () => {
    const { session, feed, posted, last, clock } = feedOf();
    const { view } = session;
    const running = (): void => {
      view.status = { state: 'running', message: '' };
      feed.update();
    };
    feed.ready();
    feed.drawn(1, 1);
    running();
    assert.equal(posted.length, 2, 'nothing else is on its way');
    running();
    assert.equal(posted.length, 2);
    running();
    assert.equal(posted.length, 4);
    running();
    assert.equal(posted.length, 4);
    clock.wake();
    assert.equal(posted.length, 5, 'the second does not come');
    running();
    feed.hidden();
    clock.wake();
    assert.equal(posted.length, 5, 'the page is gone');
    feed.ready();
    feed.drawn(last().revision, 1);
    running();
    running();
    view.status = { state: 'paused', message: '' };
    const before = last().revision;
    feed.update();
    assert.equal(last().revision, before + 2, 'at once');
    const revisions = posted.map(({ revision }) => revision);
    assert.deepEqual(
      revisions,
      [...revisions].sort((x, y) => x - y),
    );
  });

  it('does not wait for a second message where the page is slow', () => {
    const { session, feed, posted, clock } = feedOf();
    feed.ready();
    feed.drawn(1, 30);
    session.view.status = { state: 'running', message: '' };
    for (const sent of [2, 3, 4]) {
      feed.update();
      clock.wake();
      assert.equal(posted.length, sent);
    }
    assert.equal(clock.rest, 60);
  });

  it('goes on, with everything, after a drawing that failed', async () => {
    const { feed, posted, session, clock, last } = feedOf();
    await session.step(1);
    feed.ready();
    feed.failed();
    clock.wake();
    assert.equal(posted.length, 1, 'not before there is news');
    await session.step(1);
    assert.equal(posted.length, 2);
    assert.equal(last().type, 'snapshot');
  });

  it('is whole again for another run', async () => {
    const { feed, posted, session, drawAll } = feedOf();
    feed.ready();
    drawAll();
    await session.train();
    drawAll();
    const before = posted.length;
    await session.reset();
    drawAll();
    assert.ok(posted.slice(before).some(({ type }) => type === 'snapshot'));
    assert.deepEqual(epochsOf(posted), []);
  });

  it('stops when the page is hidden, and is whole when it is back', async () => {
    const { feed, posted, session, last } = feedOf();
    await session.step(1);
    feed.ready();
    feed.hidden();
    await session.train();
    assert.equal(posted.length, 1);
    feed.ready();
    assert.equal(last().type, 'snapshot');
    assert.equal(epochsOf(posted).length, 40);
  });

  it('adds up to the whole history, whenever the page draws', async () => {
    const { feed, posted, session, drawAll } = feedOf();
    await session.step(1);
    feed.ready();
    session.onDidChange(() => {
      if (Math.random() < 0.5) drawAll();
    });
    await session.train();
    drawAll();
    assert.equal(epochsOf(posted).length, 40);
    assert.ok(posted.some(message => message.type === 'update'));
  });

  it('says that the file was edited, without numbers', async () => {
    const { feed, session, source, drawAll, last } = feedOf();
    await session.step(1);
    feed.ready();
    drawAll();
    source.text = source.text.replace('0.5', '0.1');
    await session.check();
    const message = last();
    assert.ok(message.type === 'update');
    assert.equal(message.stale, true);
    assert.equal(message.frame, null);
  });

  it('shows a tensor once there is a network to show it in', async () => {
    const { feed, posted, session, drawAll } = feedOf();
    feed.reveal({ layer: 1, tensor: 'gradW' });
    feed.ready();
    drawAll();
    assert.equal(posted.filter(message => message.reveal).length, 0);
    await session.step(1);
    drawAll();
    const [first, ...more] = posted.flatMap(({ reveal }) => reveal ?? []);
    assert.deepEqual(first, { layer: 1, tensor: 'gradW' });
    assert.deepEqual(more, [], 'once');
  });

  it('shows a tensor again to a page that was gone before it drew it', async () => {
    const { feed, session, drawAll, last } = feedOf();
    await session.step(1);
    feed.ready();
    drawAll();
    feed.reveal({ layer: 0, tensor: 'z' });
    assert.deepEqual(last().reveal, { layer: 0, tensor: 'z' });
    feed.hidden();
    feed.ready();
    assert.deepEqual([last().type, last().reveal], ['snapshot', { layer: 0, tensor: 'z' }]);
    drawAll();
    feed.ready();
    assert.equal(last().reveal, null);
  });

  it('shows the tensor that was chosen last', async () => {
    const { feed, session, drawAll, last } = feedOf();
    await session.step(1);
    feed.ready();
    drawAll();
    feed.reveal({ layer: 0, tensor: 'z' });
    feed.reveal({ layer: 0, tensor: 'a' });
    feed.drawn(last().revision, 1);
    drawAll();
    assert.deepEqual(last().reveal, { layer: 0, tensor: 'a' });
  });

  it('is a graph where the file is an expression, and a run again where it is one again', async () => {
    const { feed, session, source, expression, drawAll, last } = feedOf();
    expression.onDidChange(() => feed.update());
    await session.step(1);
    feed.ready();
    drawAll();
    const steps = { inputs: { x: 2 }, steps: ['f = x * 3'] };
    source.text = JSON.stringify({ version: 1, kind: 'expression', expression: steps });
    expression.take(await source.read());
    const message = last();
    assert.ok(message.type === 'expression');
    const { graph, position, title } = message.snapshot;
    assert.deepEqual([position, title, graph?.nodes[0].gradient], [3, 'fallback', 3]);
    drawAll();
    expression.goTo(1);
    const next = last();
    assert.ok(next.type === 'expression' && next.snapshot.position === 1);
    assert.equal(next.revision, message.revision + 1);
    drawAll();
    source.text = XOR;
    expression.take(await source.read());
    assert.equal(last().type, 'snapshot');
  });

  it('keeps the last graph where the file has an error, and says which', async () => {
    const { feed, source, expression, last } = feedOf();
    const steps = { inputs: { x: 2 }, steps: ['f = x * w'] };
    source.text = JSON.stringify({ version: 1, kind: 'expression', expression: steps });
    expression.take(await source.read());
    feed.ready();
    const message = last();
    assert.ok(message.type === 'expression');
    assert.equal(message.snapshot.graph, null);
    assert.match(message.snapshot.message, /`w`/);
  });

  it('has each boundary once, also where its frame was skipped', async () => {
    const { feed, session, drawAll, last, posted } = feedOf();
    await session.watch({ tensors: [], boundary: 10 });
    await session.step(1);
    feed.ready();
    drawAll(100);
    const { view } = session;
    const { state } = view;
    assert.ok(state?.boundary);
    const [history, steps] = [view.history, view.steps].map(log => log.slice(log.length));
    const frame = { ...state, run: 1, status: view.status, history, steps };
    const boundaries = () =>
      posted.flatMap(message => (message.type === 'update' ? [message.frame?.boundary] : []));
    const before = boundaries().length;
    const next = { ...state.boundary };
    // The page is left alone for a while: the second of these is skipped.
    view.receive({ ...frame, revision: 100, boundary: null });
    view.receive({ ...frame, revision: 101, boundary: next });
    view.receive({ ...frame, revision: 102, boundary: null });
    drawAll();
    view.receive({ ...frame, revision: 103, boundary: null });
    drawAll();
    assert.equal(last().type, 'update');
    assert.deepEqual(boundaries().slice(before), [null, next, null]);
  });
});
