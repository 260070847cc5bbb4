import type { Threads } from '../../engine/kernels/threads';

/** Everything that the runner uses of the process; tests replace it. */
export interface Io {
  /** The working directory: the workspace that data files may not leave. */
  cwd: string;
  /** null if there is no such file. @throws Error if it cannot be read */
  readFile(path: string): Uint8Array | null;
  out(text: string): void;
  err(text: string): void;
  /** Whether standard error is a terminal, which can show progress. */
  terminal: boolean;
  /** Milliseconds since a fixed point. */
  now(): number;
  /** Finds threads to train on, `wanted` at most; 0: as many as help. */
  threads(wanted: number): Threads | null;
}

/** 0; 1 for a failed or open check, a training that ended in NaN, or a finding; 2 for invalid input. */
export type ExitStatus = 0 | 1 | 2;

/** An error in the command line or its file; the message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
