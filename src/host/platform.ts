/** The difference between the two entry points. */
import type { StartWorker } from './session/workerLink';

export interface Platform {
  /** Starts a worker thread or a web worker; rejects with one sentence. */
  startWorker: StartWorker;
}
