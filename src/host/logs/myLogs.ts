/**
 * The log of a student's program beside the run that the panel shows: compared in a worker of its own, anew
 * where the run is of another definition. Knows nothing of vscode.
 */
import { readExperiment } from '../../experiment/read';
import type { MyLog } from '../../protocol/runs';
import { Emitter, type Disposable } from '../events/events';
import { copyOf, type Copy } from '../session/file/copy';
import { firstError, Refusal } from '../session/file/source';
import type { Session } from '../session/session';
import { WorkerConnection } from '../session/workerConnection';
import type { StartWorker } from '../session/workerLink';

const COMPARING: MyLog = { verdict: 'comparing', message: '', first: null, columns: [] };

export class MyLogs implements Disposable {
  private readonly changes = new Emitter<void>();
  readonly onDidChange = this.changes.event;
  private shown: MyLog | null = null;
  /** What the student's program has printed. */
  private log: string | null = null;
  /** The experiment that it was compared with. */
  private comparedWith: string | null = null;
  private worker: WorkerConnection | null = null;
  /** Counts the comparisons: only the newest is shown. */
  private newest = 0;

  constructor(
    private readonly session: Session,
    private readonly startWorker: StartWorker,
  ) {
    session.onDidChange(change => {
      const text = session.view.definition?.text;
      if (change !== 'run' || this.log === null || text === this.comparedWith) return;
      void this.compare(this.log);
    });
  }

  /** null: there is none, or it was dismissed. */
  get report(): MyLog | null {
    return this.shown;
  }

  /** Compares a log with the run that is shown, else with the file. What is wrong is shown, too. */
  async compare(log: string): Promise<void> {
    this.stop();
    const number = this.newest;
    this.log = log;
    // The numbers of a log that is compared anew stay until the new ones are known.
    this.show(
      this.shown ? { ...this.shown, ...COMPARING, columns: this.shown.columns } : COMPARING,
    );
    const report = await this.reportOf(log).catch((error: unknown): MyLog => ({
      ...{ verdict: 'unreadable', first: null, columns: [] },
      message: error instanceof Error ? error.message : String(error),
    }));
    if (number === this.newest) this.show(report);
  }

  dismiss(): void {
    this.stop();
    this.log = null;
    this.show(null);
  }

  dispose(): void {
    this.stop();
    this.changes.dispose();
  }

  private async reportOf(log: string): Promise<MyLog> {
    const number = this.newest;
    const { text, files } = await this.copy();
    this.comparedWith = text;
    const endpoint = await this.startWorker();
    const worker = new WorkerConnection(endpoint, {
      frame: () => undefined,
      reading: () => undefined,
      ended: () => undefined,
    });
    if (number !== this.newest) worker.dispose();
    else this.worker = worker;
    try {
      const { report } = await worker.request('compareLog', { text, files, log });
      return report;
    } finally {
      worker.dispose();
    }
  }

  private async copy(): Promise<Copy> {
    const { source, ask, view } = this.session;
    if (!view.definition) return copyOf(source, ask);
    const { text, experiment } = view.definition;
    const { files, problems } = await source.readFiles(experiment, () => false);
    const refused = firstError(problems) ?? firstError(readExperiment(text).problems);
    if (refused) throw new Refusal(refused);
    return { text, files };
  }

  private stop(): void {
    this.newest++;
    this.worker?.dispose();
    this.worker = null;
  }

  private show(report: MyLog | null): void {
    this.shown = report;
    this.changes.fire();
  }
}
