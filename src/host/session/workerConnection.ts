/** The host's end of one worker. */
import { RequestChannel, type Endpoint } from '../../protocol/channel';
import type { Frame } from '../../protocol/snapshot';
import type { SweepProgress } from '../../protocol/sweep';
import type { HostEvent, Reading, WorkerEvent, WorkerRequests } from '../../protocol/worker';
import type { Disposable } from '../events/events';

/** A started worker, of whatever kind the platform has. */
export interface WorkerEndpoint extends Endpoint, Disposable {
  /** Calls back once if the worker ends by itself; `reason` is a part of a sentence. */
  onEnd(ended: (reason: string) => void): void;
}

export interface WorkerListener {
  frame(frame: Frame): void;
  /** How far a large data file has been read; null: no more is being read. */
  reading(reading: Reading | null): void;
  swept(progress: SweepProgress): void;
  /** The worker ended by itself; everything pending has been rejected. */
  ended(reason: string): void;
}

export class WorkerConnection implements Disposable {
  private readonly channel: RequestChannel<WorkerRequests, WorkerEvent, HostEvent>;

  constructor(
    private readonly endpoint: WorkerEndpoint,
    listener: WorkerListener,
  ) {
    this.channel = new RequestChannel(endpoint, event => {
      switch (event.type) {
        case 'frame':
          try {
            return listener.frame(event.frame);
          } finally {
            // Also of a frame that cannot be shown: the worker waits for it before it answers.
            this.taken();
          }
        case 'reading':
          return listener.reading(event.reading);
        case 'sweep':
          return listener.swept(event.progress);
        default:
          return event satisfies never;
      }
    });
    endpoint.onEnd(reason => {
      this.channel.close(`The training worker ended: ${reason}.`);
      listener.ended(reason);
    });
  }

  request<Name extends keyof WorkerRequests>(
    name: Name,
    params: WorkerRequests[Name]['params'],
    transfer: ArrayBuffer[] = [],
  ): Promise<WorkerRequests[Name]['result']> {
    return this.channel.request(name, params, transfer);
  }

  notify(event: HostEvent): void {
    this.channel.notify(event);
  }

  dispose(): void {
    this.channel.close('The training worker was ended.');
    this.endpoint.dispose();
  }

  /**
   * Once the thread has looked after everything else. A port hands over all that has come in, and
   * what comes in meanwhile: told at once, the worker of a busy machine has the next frame ready
   * before this one is dealt with, and nothing but frames would have its turn.
   */
  private taken(): void {
    setTimeout(() => this.channel.notify({ type: 'taken' }));
  }
}
