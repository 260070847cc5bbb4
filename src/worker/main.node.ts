/** The worker thread of the desktop and of remote hosts. */
import { parentPort } from 'node:worker_threads';
import { serveTraining } from './trainingWorker';

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread only.');

serveTraining(
  {
    post: (message, transfer) => port.postMessage(message, transfer),
    listen: receive => port.on('message', receive),
  },
  {
    now: () => performance.now(),
    breathe: () => new Promise(resolve => setImmediate(resolve)),
  },
);
