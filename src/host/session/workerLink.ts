/** A worker on demand: started at the first request, and again after it has ended. */
import type { HostEvent } from '../../protocol/worker';
import type { Disposable } from '../events/events';
import { t } from '../words/say';
import type { AskWorker } from './file/source';
import { WorkerConnection, type WorkerEndpoint, type WorkerListener } from './workerConnection';

export type StartWorker = () => Promise<WorkerEndpoint>;

export class WorkerLink implements Disposable {
  private connection: Promise<WorkerConnection> | null = null;
  private disposed = false;

  constructor(
    private readonly start: StartWorker,
    /** Called for events of the current worker only. */
    private readonly listener: Pick<WorkerListener, 'frame' | 'reading' | 'ended'>,
  ) {}

  readonly ask: AskWorker = async (name, params, transfer) =>
    (await this.connect()).request(name, params, transfer);

  /** Sends an event to the worker, if there is one. */
  notify(event: HostEvent): void {
    void this.connection?.then(
      connection => connection.notify(event),
      () => undefined,
    );
  }

  /** Ends the worker; the next request starts a new one. */
  end(): void {
    const ending = this.connection;
    this.connection = null;
    void ending?.then(
      connection => connection.dispose(),
      () => undefined,
    );
  }

  dispose(): void {
    this.disposed = true;
    this.end();
  }

  private connect(): Promise<WorkerConnection> {
    if (this.disposed) return Promise.reject(new Error(t('The file was closed.')));
    if (this.connection) return this.connection;
    const connecting: Promise<WorkerConnection> = this.start().then(endpoint =>
      this.open(endpoint, connecting),
    );
    this.connection = connecting;
    connecting.catch(() => {
      if (this.connection === connecting) this.connection = null;
    });
    return connecting;
  }

  private open(endpoint: WorkerEndpoint, self: Promise<WorkerConnection>): WorkerConnection {
    const isCurrent = (): boolean => this.connection === self;
    return new WorkerConnection(endpoint, {
      frame: frame => {
        if (isCurrent()) this.listener.frame(frame);
      },
      reading: reading => {
        if (isCurrent()) this.listener.reading(reading);
      },
      ended: reason => {
        endpoint.dispose();
        if (!isCurrent()) return;
        this.connection = null;
        this.listener.ended(reason);
      },
    });
  }
}
