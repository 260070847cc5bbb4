/** What a runtime offers for work on several threads: the engine itself knows of none. */
export interface Threads {
  /** How many may train one network together, the calling one included. */
  readonly count: number;
  /** `count` is the most: used where it has been measured to be faster. */
  readonly automatic: boolean;
  /** Runs a program on a thread of its own, which finds `work` as its data. @returns what ends it */
  start(program: string, work: unknown): () => void;
  /** Milliseconds. */
  now(): number;
}

/**
 * The program of a helping thread, in Node and in browsers: an instance of the kernels on the memory
 * of the run, where it works until it is dismissed; see assembly/threads.ts.
 */
export const HELPER_PROGRAM = `
const help = ({ module, memory, order }) => {
  const env = { memory, 'Math.exp': Math.exp, 'Math.log': Math.log, 'Math.log1p': Math.log1p };
  new WebAssembly.Instance(module, { env }).exports.help(...order);
};
if (typeof require === 'function') help(require('node:worker_threads').workerData);
else onmessage = event => { help(event.data); close(); };
`;

/** Products in one batch from which waiting for each other is little against them. */
const ENOUGH = 500_000;
/** Rows of a batch for each thread. */
const ROWS_EACH = 4;

/** Threads for batches of so many rows; 1 where a single one is as good. */
export function threadsFor(threads: Threads | null, rows: number, parameters: number): number {
  if (threads === null || (threads.automatic && rows * parameters < ENOUGH)) return 1;
  return Math.max(1, Math.min(threads.count, Math.floor(rows / ROWS_EACH)));
}

/** Calls that are compared, and milliseconds for which their result holds. */
const TRIALS = 6;
const HOLDS = 2000;

/**
 * One thread or all: whichever has been faster lately. On a busy machine two can lose to one, as
 * each waits for the slowest. The numbers are the same either way.
 */
export class ThreadChoice {
  private trials = TRIALS;
  private decided = 0;
  private alone = Infinity;
  private together = Infinity;

  constructor(
    private readonly all: number,
    private readonly automatic: boolean,
  ) {}

  /** Threads for the next call. */
  next(now: number): number {
    if (!this.automatic) return this.all;
    if (this.trials === 0 && now - this.decided > HOLDS) {
      this.trials = TRIALS;
      this.alone = Infinity;
      this.together = Infinity;
    }
    if (this.trials > 0) return this.trials % 2 === 0 ? this.all : 1;
    return this.together < this.alone ? this.all : 1;
  }

  /** What it took. @param each milliseconds for one batch */
  took(threads: number, each: number, now: number): void {
    if (this.trials === 0) return;
    if (threads === 1) this.alone = Math.min(this.alone, each);
    else this.together = Math.min(this.together, each);
    if (--this.trials === 0) this.decided = now;
  }
}
