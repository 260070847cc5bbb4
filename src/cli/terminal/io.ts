import type { Threads } from '../../engine/kernels/threads';

/** What the runner needs of the world around it; tests bring their own. */
export interface Io {
  /** The working directory: the workspace that data files may not leave. */
  cwd: string;
  /** null where there is no such file. @throws Error where it cannot be read */
  readFile(path: string): Uint8Array | null;
  out(text: string): void;
  err(text: string): void;
  /** Standard error is a terminal: progress may be drawn there. */
  terminal: boolean;
  /** Milliseconds. */
  now(): number;
  /** The threads that there are to train on, `wanted` at most; 0: as many as help. */
  threads(wanted: number): Threads | null;
}

/** 0; 1 for a failed or open check, or a training that ended in NaN; 2 for invalid input. */
export type ExitStatus = 0 | 1 | 2;

/** Input that cannot be worked with; the message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
