/** The worker at the end of a channel. */
import { serve, type Endpoint } from '../protocol/channel';
import { speak } from '../experiment/words/say';
import type { HostEvent, WorkerEvent, WorkerRequests } from '../protocol/worker';
import type { Clock } from './time/clock';
import { TrainingWorker, type FindThreads } from './trainingWorker';

/** Answers requests over `endpoint` until the thread ends. */
export function serveTraining(endpoint: Endpoint, clock: Clock, threads: FindThreads): void {
  const post = (event: WorkerEvent, transfer: ArrayBuffer[]): void => emit(event, transfer);
  const worker = new TrainingWorker(clock, post, threads);
  const emit = serve<WorkerRequests, HostEvent, WorkerEvent>(endpoint, worker.handlers, event => {
    switch (event.type) {
      case 'speak':
        return speak(event.bundle);
      case 'taken':
        return worker.taken();
      case 'cancelReading':
        return worker.cancelReading();
      case 'cancelSweep':
        return worker.cancelSweep();
      default:
        return event satisfies never;
    }
  });
}
