/** The worker thread of the desktop and of remote hosts. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';
import { threadsOf } from '../engine/kernels/threads';
import { serveTraining } from './serveTraining';

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread only.');

const now = (): number => performance.now();

/** Starts a helper thread. One that cannot start is never ready, and the others do its work. */
function start(program: string, workerData: unknown): () => void {
  const source = `${program} help(require('node:worker_threads').workerData);`;
  const thread = new Worker(source, { eval: true, workerData });
  thread.on('error', () => undefined);
  return () => void thread.terminate();
}

serveTraining(
  {
    post: (message, transfer) => port.postMessage(message, transfer),
    listen: receive => port.on('message', receive),
  },
  {
    now,
    breathe: () => new Promise(resolve => setImmediate(resolve)),
  },
  wanted => threadsOf(wanted, availableParallelism(), { start, now }),
);
