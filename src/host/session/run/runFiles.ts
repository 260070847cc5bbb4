/** Saves a run in files, piece by piece; unchanged pieces are not written again. Knows nothing of vscode. */
import { encodeMain, lastingPieces, MAIN, type SavedRun } from './savedRun';

export interface PieceStore {
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** Also removes pieces that an earlier window has written. */
  removeAll(): Promise<void>;
}

export class RunFiles {
  /** Lasting pieces in the folder, with the objects that they encode. */
  private readonly written = new Map<string, object>();
  private last: Promise<void> = Promise.resolve();
  /** A waiting save: it will include everything that happens until its turn. */
  private next: Promise<void> | null = null;
  private ended = false;

  constructor(
    private readonly store: PieceStore,
    /** null: there is nothing to save yet. */
    private readonly current: () => SavedRun | null,
  ) {}

  /** Resolves when everything so far is saved, or nothing is to be saved any more. */
  save(): Promise<void> {
    this.next ??= this.after(() => {
      this.next = null;
      return this.write();
    });
    return this.next;
  }

  /** Writes nothing from now on, and removes every piece, also one that is just being written. */
  forget(): Promise<void> {
    this.ended = true;
    return this.after(() => this.store.removeAll());
  }

  /** Writes nothing from now on; existing pieces stay. */
  dispose(): void {
    this.ended = true;
  }

  /** Saves take turns: two writes of one file at a time could end in either. */
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
      // Noted first, because a piece that was cut off has to be removed as well.
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

/** Lets everything else that waits for the thread have its turn. */
function breath(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}
