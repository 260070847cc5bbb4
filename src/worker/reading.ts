/** Reads large files in pieces, reports its progress, and can be cancelled between two pieces. */
import type { Reading } from '../protocol/worker';
import type { Clock } from './time/clock';

/** Milliseconds between two progress reports. */
const INTERVAL = 50;

export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

export class Reader {
  private readonly active = new Set<{ cancelled: boolean }>();
  /** One file at a time: the table read for one request may serve the next. */
  private last: Promise<unknown> = Promise.resolve();
  private due = -Infinity;

  constructor(
    private readonly clock: Clock,
    /** Called with null when nothing is being read any more. */
    private readonly report: (reading: Reading | null) => void,
  ) {}

  /**
   * Runs all steps, and lets messages in between them.
   * @param unwanted asked before every step: is the result no longer needed?
   * @throws Cancelled
   */
  read<T>(steps: Generator<Reading, T>, unwanted: () => boolean): Promise<T> {
    const reading = { cancelled: false };
    this.active.add(reading);
    const turn = this.last.then(async () => {
      try {
        return await this.run(steps, () => reading.cancelled || unwanted());
      } finally {
        this.active.delete(reading);
        if (this.active.size === 0) this.end();
      }
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends everything that is being read with `Cancelled`. */
  cancel(): void {
    for (const reading of this.active) reading.cancelled = true;
  }

  private async run<T>(steps: Generator<Reading, T>, unwanted: () => boolean): Promise<T> {
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
