/** The host's connection to one worker. */
import { RequestChannel, type Endpoint } from '../../protocol/channel';
import type { Examination } from '../../protocol/findings';
import type { Frame } from '../../protocol/snapshot';
import type { SweepProgress } from '../../protocol/runs';
import type { HostEvent, Reading, WorkerEvent, WorkerRequests } from '../../protocol/worker';
import type { Disposable } from '../events/events';
import { spokenBundle, t } from '../words/say';

/** A started worker of the platform's kind. */
export interface WorkerEndpoint extends Endpoint, Disposable {
  /** Calls `ended` if the worker ends by itself; the reason is part of a sentence. */
  onEnd(ended: (reason: string) => void): void;
}

export interface WorkerListener {
  frame(frame: Frame): void;
  /** Progress of reading a large data file; null: nothing is being read. */
  reading(reading: Reading | null): void;
  swept?(progress: SweepProgress): void;
  examined?(examination: Examination): void;
  /** Called if the worker ends by itself; all pending requests have been rejected. */
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
            // Also for a frame that cannot be shown: the worker waits for this before it answers.
            this.taken();
          }
        case 'reading':
          return listener.reading(event.reading);
        case 'sweep':
          return listener.swept?.(event.progress);
        case 'examined':
          return listener.examined?.(event.examination);
        default:
          return event satisfies never;
      }
    });
    // Messages keep their order: whatever is asked later is answered in this language.
    const bundle = spokenBundle();
    if (bundle) this.channel.notify({ type: 'speak', bundle });
    endpoint.onEnd(reason => {
      this.channel.close(t('The training worker ended: {0}.', reason));
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
    this.channel.close(t('The training worker was ended.'));
    this.endpoint.dispose();
  }

  /**
   * Asks for the next frame once everything else in the thread has had its turn. A port also delivers
   * messages that arrive while it delivers others: asked at once, the worker on a busy machine would
   * have the next frame ready by then, and nothing but frames would ever have a turn.
   */
  private taken(): void {
    setTimeout(() => this.channel.notify({ type: 'taken' }));
  }
}
