/** What is written to keep a run: counted in pieces and bytes, never timed. */
import assert from 'node:assert/strict';
import { RunFiles, type PieceStore } from '../../../src/host/session/run/runFiles';
import { decodeRun, MAIN } from '../../../src/host/session/run/savedRun';
import { FakeSource, sessionOf, XOR } from './support';

const URI = 'file:///a';
const SLOWER = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25');

/** Keeps what is written in memory; a test may hold a writing up, or have it fail. */
class FakeStore implements PieceStore {
  readonly files = new Map<string, Uint8Array>();
  log: string[] = [];
  full = false;
  hold: Promise<void> = Promise.resolve();

  async write(name: string, bytes: Uint8Array): Promise<void> {
    this.log.push(`${name} begins`);
    await this.hold;
    if (this.full) throw new Error('no space left');
    this.files.set(name, bytes);
    this.log.push(name);
  }

  remove(name: string): Promise<void> {
    this.files.delete(name);
    this.log.push(`${name} removed`);
    return Promise.resolve();
  }

  removeAll(): Promise<void> {
    this.files.clear();
    return Promise.resolve();
  }

  /** Names and sizes of what was written since the last call. */
  written(): [string, number][] {
    const names = this.log.filter(line => !line.includes(' '));
    this.log = [];
    return names.map(name => [name, this.files.get(name)?.length ?? 0]);
  }

  read() {
    return decodeRun(name => Promise.resolve(this.files.get(name) ?? null));
  }
}

function keeping(source = new FakeSource()) {
  const parts = sessionOf(source);
  const store = new FakeStore();
  const files = new RunFiles(store, () => parts.session.saved(URI));
  return { ...parts, store, files };
}

/** A table in the file itself, of `rows` rows. */
function inline(rows: number): string {
  // Inputs of the same size, however many rows: what is found in one is found in the other.
  const table = Array.from({ length: rows }, (_, row) => [(row % 10) / 7, row % 5, row % 3]);
  const train = { type: 'inline', x: table, y: table.map((_, row) => row % 2) };
  const file = JSON.parse(XOR) as { data: unknown };
  // As many updates as with any other number of rows.
  const trainer = { epochs: 40, batch_size: 'full' };
  return JSON.stringify({ ...file, data: { train }, trainer });
}

describe('a run that is kept', () => {
  it('comes back from what lies there', async () => {
    const { session, files, store } = keeping();
    await session.step(5);
    await files.save();
    assert.deepEqual(await store.read(), session.saved(URI));
  });

  it('writes what does not change once', async () => {
    const { session, files, store } = keeping();
    await session.step(5);
    await files.save();
    const first = store.written().map(([name]) => name);
    assert.deepEqual(first, ['1.text', '1.description', MAIN]);
    for (let more = 0; more < 3; more++) {
      await session.step(1);
      await files.save();
      assert.deepEqual(
        store.written().map(([name]) => name),
        [MAIN],
      );
    }
    assert.equal((await store.read())?.state.position.step, 8);
  });

  it('writes as little of a large file as of a small one, and of a run with many before it', async () => {
    const sizes: number[] = [];
    for (const rows of [10, 2000]) {
      const { session, source, files, store } = keeping(new FakeSource(inline(rows)));
      for (const rate of [0.5, 0.25, 0.125, 0.0625]) {
        source.text = inline(rows).replace('"learning_rate":0.5', `"learning_rate":${rate}`);
        await session.stepEpoch();
        await files.save();
      }
      assert.equal(session.view.pastRuns.runs.length, 3);
      assert.ok(source.text.length > rows * 15);
      store.written();
      await session.step(1);
      await files.save();
      const [[name, size], ...others] = store.written();
      assert.deepEqual([name, others], [MAIN, []]);
      sizes.push(size);
    }
    assert.ok(sizes[1] < sizes[0] + 200, `${sizes.join(' and ')} bytes`);
    assert.ok(sizes[1] < 10_000, `${sizes[1]} bytes`);
  });

  it('encodes a run once when it becomes one of the past, and removes what nobody needs', async () => {
    const { session, source, files, store } = keeping();
    await session.step(5);
    await files.save();
    source.text = SLOWER;
    await session.step(5);
    store.written();
    await files.save();
    assert.deepEqual(
      store.written().map(([name]) => name),
      ['2.text', '1.past', '2.description', MAIN],
    );
    assert.deepEqual([...store.files.keys()].sort(), [
      '1.past',
      '1.text',
      '2.description',
      '2.text',
      MAIN,
    ]);
    assert.deepEqual(await store.read(), session.saved(URI));
    session.view.forgetRun(1);
    await files.save();
    assert.deepEqual([...store.files.keys()].sort(), ['2.description', '2.text', MAIN]);
  });

  it('lets others have the thread between two pieces', async () => {
    const { session, files, store } = keeping();
    await session.step(5);
    let turns = 0;
    const others = setInterval(() => turns++);
    let before = -1;
    const write = store.write.bind(store);
    store.write = (name, bytes) => {
      if (name !== MAIN) assert.ok(turns > before, `${name} came at once`);
      before = turns;
      return write(name, bytes);
    };
    await new Promise(resolve => setTimeout(resolve));
    await files.save();
    clearInterval(others);
    assert.equal(store.files.size, 3);
  });

  it('is one writing for all that was asked for meanwhile, of the newest step', async () => {
    const { session, files, store } = keeping();
    await session.step(5);
    await files.save();
    store.written();
    let release = (): void => undefined;
    store.hold = new Promise(resolve => (release = resolve));
    const saves = [files.save()];
    // It has its turn, and what it writes is encoded.
    await Promise.resolve();
    for (let more = 0; more < 5; more++) {
      await session.step(1);
      saves.push(files.save());
    }
    release();
    await Promise.all(saves);
    assert.deepEqual(
      store.written().map(([name]) => name),
      [MAIN, MAIN],
    );
    assert.equal((await store.read())?.state.position.step, 10);
  });

  it('is forgotten also where it is just being written', async () => {
    const { session, files, store } = keeping();
    await session.step(5);
    let release = (): void => undefined;
    store.hold = new Promise(resolve => (release = resolve));
    const saving = files.save();
    const forgetting = files.forget();
    release();
    await Promise.all([saving, forgetting]);
    await files.save();
    assert.deepEqual([...store.files.keys()], []);
  });

  it('is written again where the disk was full, and says that it was', async () => {
    const { session, files, store } = keeping();
    await session.step(5);
    store.full = true;
    await assert.rejects(files.save(), /no space left/);
    assert.equal(await store.read(), null);
    store.full = false;
    await files.save();
    assert.deepEqual(await store.read(), session.saved(URI));
  });
});
