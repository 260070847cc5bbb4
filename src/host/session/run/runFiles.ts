/** Keeps a run in files, a piece at a time: what has not changed is not written again. Knows nothing of vscode. */
import { encodeMain, lastingPieces, MAIN, type SavedRun } from './savedRun';

export interface PieceStore {
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Also what an earlier window has written. */
  removeAll(): Promise<void>;
}

export class RunFiles {
  /** Lasting pieces that lie there, with what they were made of. */
  private readonly written = new Map<string, object>();
  private last: Promise<void> = Promise.resolve();
  /** A save that waits for its turn: it will see everything that has happened until then. */
  private next: Promise<void> | null = null;
  private ended = false;

  constructor(
    private readonly store: PieceStore,
    /** null: there is nothing to keep yet. */
    private readonly current: () => SavedRun | null,
  ) {}

  /** Resolves when everything until now is kept, or nothing is to be kept any more. */
  save(): Promise<void> {
    this.next ??= this.after(() => {
      this.next = null;
      return this.write();
    });
    return this.next;
  }

  /** Nothing is written from now on; what is there is removed, also what is just being written. */
  forget(): Promise<void> {
    this.ended = true;
    return this.after(() => this.store.removeAll());
  }

  /** Nothing is written from now on; what is there stays. */
  dispose(): void {
    this.ended = true;
  }

  /** Two writings of one file at a time would end in either. */
  private after(work: () => Promise<void>): Promise<void> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  private async write(): Promise<void> {
    const run = this.ended ? null : this.current();
    if (!run) return;
    const pieces = lastingPieces(run);
    for (const piece of pieces) {
      const { name, of } = piece;
      if (this.written.get(name) === of) continue;
      await breath();
      if (this.ended) return;
      // Noted first: a piece that was cut off has to be removed as well.
      this.written.set(name, run);
      await this.store.write(name, piece.encode());
      this.written.set(name, of);
    }
    if (this.ended) return;
    await this.store.write(MAIN, encodeMain(run));
    const needed = new Set(pieces.map(({ name }) => name));
    for (const name of [...this.written.keys()].filter(each => !needed.has(each))) {
      this.written.delete(name);
      await this.store.remove(name);
    }
  }
}

/** Whatever waits for the thread has its turn. */
function breath(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}
