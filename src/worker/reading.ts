/** Reads large files in pieces, says how far it has come, and can be stopped in between. */
import type { Reading } from '../protocol/worker';
import type { Clock } from './run/clock';

/** Milliseconds between two messages about the progress. */
const INTERVAL = 50;

export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export class Reader {
  private readonly active = new Set<{ cancelled: boolean }>();
  /** One file at a time: what is read for one question may answer the next. */
  private last: Promise<unknown> = Promise.resolve();
  private due = -Infinity;

  constructor(
    private readonly clock: Clock,
    /** Called with null when nothing is read any more. */
    private readonly report: (reading: Reading | null) => void,
  ) {}

  /**
   * Takes all steps, with a breath after each.
   * @param unwanted asked after every breath: has something else come up?
   * @throws Cancelled
   */
  read<T>(steps: Generator<Reading, T>, unwanted: () => boolean): Promise<T> {
    const own = { cancelled: false };
    this.active.add(own);
    const turn = this.last.then(async () => {
      try {
        return await this.take(steps, () => own.cancelled || unwanted());
      } finally {
        this.active.delete(own);
        if (this.active.size === 0) this.end();
      }
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** All that is being read ends with `Cancelled`. */
  cancel(): void {
    for (const reading of this.active) reading.cancelled = true;
  }

  private async take<T>(steps: Generator<Reading, T>, unwanted: () => boolean): Promise<T> {
    for (;;) {
      if (unwanted()) throw new Cancelled('Reading the data was cancelled.');
      const { done, value } = steps.next();
      if (done) return value;
      this.show(value);
      await this.clock.breathe();
    }
  }

  private show(reading: Reading): void {
    const now = this.clock.now();
    if (now < this.due) return;
    this.due = now + INTERVAL;
    this.report(reading);
  }

  private end(): void {
    if (this.due === -Infinity) return;
    this.due = -Infinity;
    this.report(null);
  }
}
