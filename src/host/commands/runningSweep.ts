/** A running sweep, and its worker, which ends with it. Knows nothing of vscode. */
import type { SweepProgress } from '../../protocol/runs';
import type { WorkerRequests } from '../../protocol/worker';
import { firstError, Refusal } from '../session/file/source';
import { WorkerConnection } from '../session/workerConnection';
import type { StartWorker } from '../session/workerLink';
import type { SweepReport } from '../sweep/sweepText';

/** Milliseconds for the worker to answer a cancellation; then it is ended: it may be busy with one long step. */
const PATIENCE = 1000;

export class RunningSweep {
  private worker: WorkerConnection | null = null;
  private cancelled = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly startWorker: StartWorker,
    private readonly report: SweepReport,
    /** Called after every change of the report; null: the sweep has ended in some way. */
    private readonly changed: (news: SweepProgress | null) => void,
  ) {}

  /** @throws Refusal if a run cannot be prepared; Error if the worker ends */
  async run(request: WorkerRequests['sweep']['params']): Promise<void> {
    const { report } = this;
    try {
      this.worker = await this.connect();
      if (!this.cancelled) {
        const { problems } = await this.worker.request('sweep', request);
        const error = firstError(problems);
        if (error) throw new Refusal(error);
      }
      report.state = this.cancelled ? 'cancelled' : 'done';
    } catch (error) {
      report.state = this.cancelled ? 'cancelled' : 'failed';
      report.message = error instanceof Error ? error.message : String(error);
      if (!this.cancelled) throw error;
    } finally {
      this.dispose();
      this.changed(null);
    }
  }

  private async connect(): Promise<WorkerConnection> {
    const { report } = this;
    return new WorkerConnection(await this.startWorker(), {
      frame: () => undefined,
      reading: () => undefined,
      swept: news => {
        report.runs.push(...news.runs);
        this.changed(news);
      },
      ended: () => undefined,
    });
  }

  /** Cancels the sweep; results of finished runs stay. */
  cancel(): void {
    this.cancelled = true;
    this.worker?.notify({ type: 'cancelSweep' });
    this.waiting ??= setTimeout(() => this.worker?.dispose(), PATIENCE);
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.worker?.dispose();
  }
}
