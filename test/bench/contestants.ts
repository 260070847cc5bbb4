/** Who takes part: each makes a network for a work, and trains it for a number of updates. */
import type { Work } from './works';

export interface Runner {
  /** Does `updates` updates. @returns milliseconds */
  train(updates: number): Promise<number>;
  end(): Promise<void>;
}

export interface Contestant {
  name: string;
  /** Version, threads, whatever explains its numbers. */
  about: string;
  /** null: this work is not for it. */
  start(work: Work): Promise<Runner | null>;
}

/**
 * What time is: the wall's, or the processor's, which other processes on a busy machine take
 * nothing of. On an idle one the two are the same, but for who works on two threads.
 */
export type Clock = 'wall' | 'cpu';

/** Handed to the bench's own processes and threads. */
export const CLOCK_VARIABLE = 'BENCH_CLOCK';

function now(): number {
  if (process.env[CLOCK_VARIABLE] !== 'cpu') return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds of something that takes its time in this thread. */
export function timed(body: () => void): number {
  const start = now();
  body();
  return Math.max(1e-3, now() - start);
}
