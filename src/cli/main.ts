/** `node dist/cli.js`: hands the process to the runner. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { threadsOf } from '../engine/kernels/threads';
import type { Io } from './terminal/io';
import { endOfOutput, lenientWriterTo, OutputError, writerTo } from './terminal/output';
import { readFile } from './terminal/readFile';
import { runCli } from './runCli';

let ended = false;
/** Ends with the status of a failed output; a stream that writes later reports it after the run. */
function end(failure: unknown): void {
  if (ended) return;
  ended = true;
  const { status, words } = endOfOutput(failure);
  process.exitCode = status;
  err(words);
}

const err = lenientWriterTo(process.stderr);
const out = writerTo(process.stdout);
process.stdout.on('error', end);

const now = (): number => performance.now();

/** Starts a helper thread. One that cannot start is never ready, and the others do its work. */
function start(program: string, workerData: unknown): () => void {
  const source = `${program} help(require('node:worker_threads').workerData);`;
  const thread = new Worker(source, { eval: true, workerData });
  thread.on('error', () => undefined);
  thread.unref();
  return () => void thread.terminate();
}

const io: Io = {
  cwd: process.cwd(),
  readFile,
  out,
  err,
  terminal: process.stderr.isTTY,
  now,
  threads: wanted => threadsOf(wanted, availableParallelism(), { start, now }),
};

try {
  process.exitCode = runCli(process.argv.slice(2), io);
} catch (error) {
  if (!(error instanceof OutputError)) throw error;
  end(error.cause);
}
