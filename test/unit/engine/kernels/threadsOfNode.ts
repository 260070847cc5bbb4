/** Threads of Node's for a run, as the worker and the terminal bring them. */
import { Worker } from 'node:worker_threads';
import type { Threads } from '../../../../src/engine/kernels/threads';

export function threadsOfNode(count: number, automatic = false): Threads & { alive: number } {
  const threads = {
    count,
    automatic,
    alive: 0,
    now: () => performance.now(),
    start(program: string, workerData: unknown): () => void {
      const thread = new Worker(program, { eval: true, workerData });
      threads.alive++;
      thread.once('exit', () => threads.alive--);
      thread.unref();
      return () => void thread.terminate();
    },
  };
  return threads;
}
