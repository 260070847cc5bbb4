import assert from 'node:assert/strict';
import { computedAgain } from '../../../src/host/session/sentences';
import { MAIN } from '../../../src/host/session/run/savedRun';
import { piecesOf, reread, sessionOf, until, XOR } from './support';

const URI = 'file:///small.backprop.json';

async function savedAt(step: number) {
  const { session } = sessionOf();
  const place = { tensor: 'gradW', layer: 0, row: 0, col: 1 } as const;
  await session.watch({ tensors: [], boundary: 10, derivation: { place, terms: 3, row: null } });
  await session.step(step);
  const saved = session.saved(URI);
  assert.ok(saved);
  return { saved, view: session.view };
}

describe('a saved run', () => {
  it('comes back as it was, number for number', async () => {
    const { saved } = await savedAt(7);
    saved.history.values[0][0] = NaN;
    const pieces = piecesOf(saved);
    const read = await reread(pieces);
    assert.deepEqual(read, saved);
    // As a file system of Node's returns it: somewhere inside a larger buffer.
    const pooled = [...pieces].map(
      ([name, bytes]) => [name, Buffer.concat([Buffer.alloc(24), bytes]).subarray(24)] as const,
    );
    assert.deepEqual(await reread(new Map(pooled)), saved);
    assert.ok(read?.state.boundary?.values instanceof Float32Array);
    const { formula } = read.state.derivation ?? {};
    assert.equal(formula?.kind === 'sum' && formula.general.value, NaN);
  });

  it('is nothing where the bytes are not its own', async () => {
    const pieces = piecesOf((await savedAt(1)).saved);
    const main = pieces.get(MAIN);
    assert.ok(main);
    const reading = (bytes: Uint8Array) => reread(new Map([...pieces, [MAIN, bytes]]));
    assert.ok(await reading(main));
    assert.equal(await reading(new Uint8Array()), null);
    // As a full disk leaves it: cut in its JSON, or in the numbers behind it.
    assert.equal(await reading(main.subarray(0, 40)), null);
    assert.equal(await reading(main.subarray(0, -1)), null);
    assert.equal(await reading(new TextEncoder().encode('{"version": 1}')), null);
    const older = new TextDecoder('latin1')
      .decode(main)
      .replace(/backprop-run-\d+/, 'backprop-run-3');
    assert.equal(await reading(Uint8Array.from(older, char => char.charCodeAt(0))), null);
  });

  it('is nothing where its JSON says something else', async () => {
    const pieces = piecesOf((await savedAt(1)).saved);
    const main = new TextDecoder('latin1').decode(pieces.get(MAIN));
    const damaged = Uint8Array.from(main.replace('"past":[]', '"past":42'), char =>
      char.charCodeAt(0),
    );
    assert.equal(await reread(new Map([...pieces, [MAIN, damaged]])), null);
  });

  it('is nothing without one of its pieces', async () => {
    const pieces = piecesOf((await savedAt(1)).saved);
    for (const name of pieces.keys()) {
      const others = [...pieces].filter(([other]) => other !== name);
      assert.equal(await reread(new Map(others)), null, name);
    }
  });

  it('is not there before there is a run', () => {
    assert.equal(sessionOf().session.saved(URI), null);
  });
});

describe('a session in the next window', () => {
  async function restoredAt(step: number) {
    const { saved } = await savedAt(step);
    const parts = sessionOf();
    parts.session.restore(saved);
    return { ...parts, saved };
  }

  it('shows what was computed, without a worker', async () => {
    const { session, saved, workers } = await restoredAt(7);
    assert.equal(workers.length, 0);
    assert.equal(session.view.state?.position.step, 7);
    assert.deepEqual(session.view.history.slice(0), saved.history);
    assert.equal(session.view.status.state, 'paused');
    assert.match(session.view.status.message, /reloaded/);
    assert.deepEqual(session.saved(URI)?.state.stats, saved.state.stats, 'another reload is fine');
  });

  it('steps on from there, with the bits it would have had', async () => {
    const { session } = await restoredAt(7);
    await session.step(1);
    const { view } = await savedAt(8);
    assert.deepEqual(session.view.state?.stats, view.state?.stats);
    assert.deepEqual(session.view.history.slice(0), view.history.slice(0));
    assert.equal(session.view.status.message, '');
  });

  const PICTURES = { tensors: [{ layer: 0, tensor: 'weights' }], boundary: 6 } as const;
  const watch = { ...PICTURES, tensors: [...PICTURES.tensors] };

  it('has every picture that is asked for, and never shows another step meanwhile', async () => {
    const { session, saved } = await restoredAt(7);
    const steps = new Set<number | undefined>();
    const said = new Set<string>();
    session.onDidChange(() => {
      steps.add(session.view.state?.position.step);
      said.add(session.view.status.message);
    });
    await session.watch(watch);
    assert.deepEqual([...steps], [7]);
    assert.ok(said.has(computedAgain()));
    const { state, status, history, steps: norms } = session.view;
    const other = sessionOf().session;
    await other.watch(watch);
    await other.step(7);
    assert.deepEqual(state?.tensors, other.view.state?.tensors);
    assert.deepEqual(state?.boundary, other.view.state?.boundary);
    assert.deepEqual(state?.stats, saved.state.stats);
    assert.deepEqual(history.slice(0), saved.history);
    assert.deepEqual(norms.slice(0), saved.steps);
    assert.deepEqual(status, { state: 'paused', message: '' });
    await session.watch({ boundary: 5 });
    assert.equal(session.view.state?.boundary?.resolution, 5);
  });

  it('does what is asked meanwhile from where it is shown', async () => {
    const { session } = await restoredAt(7);
    const pictures = session.watch(watch);
    const ref = { layer: 1, tensor: 'weights' } as const;
    const copied = session.ensureShown().then(() => session.ask('tensor', ref));
    await session.stepBack();
    assert.equal(session.view.state?.position.step, 6);
    await session.step(2);
    await pictures;
    const { view } = await savedAt(8);
    assert.deepEqual(session.view.state?.stats, view.state?.stats);
    assert.deepEqual(session.view.history.slice(0), view.history.slice(0));
    const at7 = sessionOf().session;
    await at7.step(7);
    assert.deepEqual(await copied, await at7.ask('tensor', ref));
  });

  it('goes on training from there once its pictures have been asked for', async () => {
    const { session } = await restoredAt(7);
    const pictures = session.watch(watch);
    assert.equal((await session.train()).state, 'done');
    await pictures;
    assert.equal(session.view.history.length, 40);
    assert.equal(session.view.state?.run, 1, 'it is the same run');
  });

  it('can go forward again to where it had been', async () => {
    const first = sessionOf().session;
    await first.step(20);
    await first.goTo(4);
    const saved = first.saved(URI);
    assert.ok(saved);
    const { session } = sessionOf();
    session.restore(saved);
    await session.watch(watch);
    assert.equal(session.view.state?.position.step, 4);
    assert.equal(session.view.state.timeline.head, 20);
    assert.deepEqual(session.view.history.slice(0), saved.history);
  });

  it('is reset at once, whatever was to be computed again', async () => {
    const { session } = await restoredAt(7);
    const pictures = session.watch(watch);
    assert.equal((await session.reset()).state, 'idle');
    await pictures;
    assert.equal(session.view.state?.position.step, 0);
    assert.equal(session.view.history.length, 0);
    await session.step(1);
    assert.equal(session.view.state.position.step, 1);
  });

  it('stays as it was where its data is gone, or nobody looks', async () => {
    const { session, source, saved, workers } = await restoredAt(7);
    await session.watch({ tensors: [], boundary: 0, inspected: true });
    assert.equal(workers.length, 0, 'nobody looks');
    await session.watch({ log: 6 });
    assert.equal(workers.length, 0, 'a few lines are not worth a run');
    const place = { kind: 'json', path: ['data'], part: 'value' } as const;
    source.problems = [{ severity: 'error', id: 'gone', message: 'It is gone.', place, fixes: [] }];
    await assert.rejects(session.watch(watch), /gone/);
    assert.equal(session.view.state?.position.step, 7);
    assert.deepEqual(session.view.history.slice(0), saved.history);
    assert.match(session.view.status.message, /reloaded\. Step goes on/);
    source.problems = [];
    await session.step(1);
    assert.equal(session.view.state.position.step, 8);
  });

  it('is computed again from its own file, though that has been edited since', async () => {
    const { session, source } = await restoredAt(7);
    source.text = XOR.replace('"units": 3', '"units": 5');
    await session.check();
    await session.watch(watch);
    assert.equal(session.view.state?.position.step, 7);
    assert.equal(session.view.state.tensors[0].cols, 3);
    assert.equal(session.stale, true);
    await session.step(1);
    assert.equal(session.view.description?.layers[0].units, 5);
    assert.equal(session.view.state.position.step, 1);
  });

  it('finishes the epoch that was under way', async () => {
    const { session } = await restoredAt(7);
    await session.stepEpoch();
    assert.deepEqual(session.view.state?.position, { step: 9, epoch: 3, batch: 0 });
  });

  it('trains again from the start, to the same end', async () => {
    const { session } = await restoredAt(7);
    assert.equal((await session.train()).state, 'done');
    assert.equal(session.view.history.length, 40);
    await session.step(1);
    assert.equal(session.view.state?.position.step, 121, 'nothing is caught up twice');
  });

  it('resets to step 0, and then steps one', async () => {
    const { session } = await restoredAt(7);
    await session.reset();
    assert.equal(session.view.state?.position.step, 0);
    await session.step(1);
    assert.equal(session.view.state?.position.step, 1);
  });

  it('is stale where the file says something else, and then starts anew', async () => {
    const { session, source } = await restoredAt(7);
    source.text = XOR.replace('"units": 3', '"units": 5');
    await session.check();
    assert.equal(session.stale, true);
    await session.step(1);
    assert.equal(session.view.state?.position.step, 1);
    assert.equal(session.view.description?.layers[0].units, 5);
    assert.equal(session.stale, false);
  });

  it('never covers a run that is there', async () => {
    const { saved } = await savedAt(7);
    const { session } = sessionOf();
    await session.step(2);
    session.restore(saved);
    assert.equal(session.view.state?.position.step, 2);
    await until(session, () => !session.stale);
  });
});
