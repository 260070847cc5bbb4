/** The worker thread of the desktop and of remote hosts. */
import { threadsOf } from '../engine/kernels/threads';
import { serveTraining } from './serveTraining';

export type NodeProcess = typeof globalThis.process;

/**
 * Serves the port of this thread.
 * @param process gives Node's modules, which a program that browsers run too cannot import
 */
export function serveInNode(process: NodeProcess): void {
  const { parentPort: port, Worker } = process.getBuiltinModule('node:worker_threads');
  const { availableParallelism } = process.getBuiltinModule('node:os');
  if (!port) throw new Error('This file runs in a worker thread only.');
  const now = (): number => performance.now();
  /** Starts a helper thread. One that cannot start is never ready, and the others do its work. */
  const start = (program: string, workerData: unknown): (() => void) => {
    const source = `${program} help(require('node:worker_threads').workerData);`;
    const thread = new Worker(source, { eval: true, workerData });
    thread.on('error', () => undefined);
    return () => void thread.terminate();
  };
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
}
