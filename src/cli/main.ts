/** `node dist/cli.js`: hands the process to the runner. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { threadsOf } from '../engine/kernels/threads';
import { readFile } from './readFile';
import { runCli } from './runCli';

/** A reader that has seen enough, such as `head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const now = (): number => performance.now();

/** A thread that cannot start never gets ready: the others do its work. */
function start(program: string, workerData: unknown): () => void {
  const source = `${program} help(require('node:worker_threads').workerData);`;
  const thread = new Worker(source, { eval: true, workerData });
  thread.on('error', () => undefined);
  thread.unref();
  return () => void thread.terminate();
}

process.exitCode = runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  readFile,
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  terminal: process.stderr.isTTY,
  now,
  threads: wanted => threadsOf(wanted, availableParallelism(), { start, now }),
});
