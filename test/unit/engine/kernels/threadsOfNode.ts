/** Threads of Node's for a run, as the worker and the terminal bring them. */
import { Worker } from 'node:worker_threads';
import type { Threads } from '../../../../src/engine/kernels/threads';

export class ThreadsOfNode implements Threads {
  readonly automatic = false;
  readonly started: Worker[] = [];

  constructor(readonly count: number) {}

  now(): number {
    return performance.now();
  }

  start(program: string, workerData: unknown): () => void {
    const source = `${program} help(require('node:worker_threads').workerData);`;
    const thread = new Worker(source, { eval: true, workerData });
    thread.unref();
    this.started.push(thread);
    return () => void thread.terminate();
  }
}
