/** Our own engine on two threads, where batches are large enough for them. */
import { setImmediate } from 'node:timers/promises';
import { ThreadsOfNode } from '../unit/engine/kernels/threadsOfNode';
import { timed, type Contestant, type Runner } from './contestants';
import { startRun } from './ours';
import type { Work } from './works';

/** Rows of a batch, and inputs, from which two threads are faster than one. */
const LARGE = 64;
/** Milliseconds in which a thread should have started. */
const START = 10_000;

export const threaded: Contestant = {
  name: 'ours, 2 threads',
  about: 'WebAssembly on two threads',
  start,
};

async function start(work: Work): Promise<Runner | null> {
  if (work.batch < LARGE || work.sizes[0] < LARGE) return null;
  const run = startRun(work, 'fastest', new ThreadsOfNode(2));
  for (const until = performance.now() + START; run.threads === 1; await setImmediate()) {
    if (performance.now() > until) throw new Error('The second thread does not start.');
    run.train(1);
  }
  return {
    train: updates => Promise.resolve(timed(() => run.train(updates))),
    end: () => Promise.resolve(run.end()),
  };
}
