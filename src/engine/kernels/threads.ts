/** What a runtime offers for work on several threads: the engine itself knows of none. */
export interface Threads {
  /** How many may train one network together, the calling one included. */
  readonly count: number;
  /** `count` is the most: used where it has been measured to be faster. */
  readonly automatic: boolean;
  /**
   * On a thread of its own: runs a program, then what it has defined as `help` with `work`.
   * @returns what ends the thread
   */
  start(program: string, work: unknown): () => void;
  /** Milliseconds. */
  now(): number;
}

/** Threads by default: more help less, and leave a machine to its owner. */
const MOST = 4;

/**
 * @param wanted how many; 0: as many as help
 * @param cores of this machine
 * @returns null for one
 */
export function threadsOf(
  wanted: number,
  cores: number,
  { start, now }: Pick<Threads, 'start' | 'now'>,
): Threads | null {
  const automatic = wanted === 0;
  const count = automatic ? Math.min(cores, MOST) : wanted;
  return count > 1 ? { count, automatic, start, now } : null;
}

/**
 * The program of a helping thread, of Node and of browsers: an instance of the kernels on the memory
 * of the run, where it works until it is dismissed; see assembly/training/threads.ts.
 */
export const HELPER_PROGRAM = `
const help = ({ module, memory, order }) => {
  const env = { memory, 'Math.exp': Math.exp, 'Math.log': Math.log, 'Math.log1p': Math.log1p };
  new WebAssembly.Instance(module, { env }).exports.help(...order);
};
`;

/** Products in one batch from which waiting for each other is little against them. */
const ENOUGH = 500_000;
/** Rows of a batch for each thread. */
const ROWS_EACH = 4;

/** The number of threads for batches of `rows` rows; 1 where a single one is as good. */
export function threadsFor(threads: Threads | null, rows: number, parameters: number): number {
  if (threads === null || (threads.automatic && rows * parameters < ENOUGH)) return 1;
  return Math.max(1, Math.min(threads.count, Math.floor(rows / ROWS_EACH)));
}

/** Products that one thread does in a millisecond, on a machine too slow and busy to exist. */
const SLOWEST = 10_000;
const PATIENCE = 5000;

/** Milliseconds within which another thread carries out any command for a batch of this size. */
export function patienceFor(rows: number, parameters: number): number {
  return PATIENCE + (rows * parameters) / SLOWEST;
}

/** Milliseconds for which each of the two is tried, and for which their result holds at first. */
const TRIAL = 40;
const HOLDS = 2000;
/** The longest that a choice holds, in multiples of that: it holds ever longer while it stays the same. */
const HOLDS_MOST = 16;
/** What two threads must gain to be worth a second core. */
const GAIN = 1.1;

/**
 * One thread or all: whichever has been faster lately, on average. On a busy machine two can lose to
 * one, as each waits for the slowest. The numbers are the same either way.
 */
export class ThreadChoice {
  private chosen: number;
  private trying = true;
  private until = 0;
  private holds = 1;
  private readonly alone = { ms: 0, batches: 0 };
  private readonly together = { ms: 0, batches: 0 };

  constructor(
    private readonly all: number,
    private readonly automatic: boolean,
  ) {
    this.chosen = all;
  }

  /** Threads for the next call. */
  next(now: number): number {
    if (!this.automatic) return this.all;
    if (!this.trying && now > this.until) this.try();
    if (!this.trying) return this.chosen;
    return this.together.ms <= this.alone.ms ? this.all : 1;
  }

  /** Takes note of the time of a call that trained on this number of batches. */
  measured(threads: number, batches: number, ms: number, now: number): void {
    if (!this.trying) return;
    const { alone, together } = this;
    const tried = threads === 1 ? alone : together;
    tried.ms += ms;
    tried.batches += batches;
    if (alone.ms < TRIAL || together.ms < TRIAL) return;
    const gain = alone.ms / alone.batches / (together.ms / together.batches);
    const better = gain > GAIN ? this.all : 1;
    this.holds = better === this.chosen ? Math.min(2 * this.holds, HOLDS_MOST) : 1;
    this.chosen = better;
    this.trying = false;
    this.until = now + HOLDS * this.holds;
  }

  private try(): void {
    this.trying = true;
    for (const tried of [this.alone, this.together]) {
      tried.ms = 0;
      tried.batches = 0;
    }
  }
}
