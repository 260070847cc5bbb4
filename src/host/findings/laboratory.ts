/**
 * Copies of an experiment that are run to find something out: edits against a finding, sanity experiments,
 * and a run beside the current one. One at a time, each in a worker of its own. Knows nothing of vscode.
 */
import { withValue } from '../../experiment/format/fixes';
import { readExperiment } from '../../experiment/read';
import type { Finding } from '../../experiment/format/finding';
import type { Examination, SanityName, SanityOutcome, TriedEdit } from '../../protocol/findings';
import { Emitter, type Disposable } from '../events/events';
import { t } from '../words/say';
import type { Session } from '../session/session';
import { copyOf, type Copy } from '../session/file/copy';
import { firstError, Refusal } from '../session/file/source';
import { WorkerConnection } from '../session/workerConnection';
import type { StartWorker } from '../session/workerLink';

/** The file has changed since an edit was tried. */
export const editedSince = (): string => t('The file has changed since this was tried.');

const NOTHING: Record<string, never> = {};
const NOT_STARTED: Examination = {
  ...{ state: 'running', edits: [], at: null },
  ...{ curvature: null, roundedFrom: null },
};

export class Laboratory implements Disposable {
  private readonly changes = new Emitter<void>();
  readonly onDidChange = this.changes.event;
  private readonly found = new Map<string, Examination>();
  private readonly outcomes = new Map<SanityName, SanityOutcome>();
  /** The text that they are about. */
  private fingerprint: string | null = null;
  private worker: WorkerConnection | null = null;
  private last: Promise<unknown> = Promise.resolve();
  /** Counts the times that everything was stopped: what waited before that does not begin. */
  private stops = 0;
  /** Counts up with every change. */
  version = 0;

  constructor(
    private readonly session: Session,
    private readonly startWorker: StartWorker,
    private readonly now: () => number,
  ) {
    session.onDidChange(change => {
      if (change === 'checked' || change === 'status') this.forgetOld();
    });
  }

  examination(id: string): Examination | null {
    return this.found.get(id) ?? null;
  }

  get sanity(): SanityOutcome[] {
    return [...this.outcomes.values()];
  }

  /** Tries what may help against a finding; what is being tried goes on. */
  async examine(finding: Finding): Promise<void> {
    const { id } = finding;
    const known = this.found.get(id);
    if (known && known.state !== 'stopped') return;
    const { curvature = null, roundedFrom = null } = known ?? {};
    this.take(id, { ...NOT_STARTED, curvature, roundedFrom });
    const take = (examination: Examination): void => this.take(id, examination);
    try {
      await this.turn(async worker => {
        const copy = await this.copy();
        const { examination } = await worker.request('examine', { ...copy, finding });
        if (examination) take(examination);
      }, take);
    } finally {
      const left = this.found.get(id);
      if (left?.state === 'running') take({ ...left, state: 'stopped', at: null });
    }
  }

  async runSanity(name: SanityName): Promise<void> {
    if (this.outcomes.get(name)?.words === null) return;
    this.note({ name, words: null, ended: 0 });
    try {
      await this.turn(async worker => {
        const copy = await this.copy();
        const { words } = await worker.request('sanity', { ...copy, name });
        this.note({ name, words, ended: this.now() });
      });
    } finally {
      if (this.outcomes.get(name)?.words === null) this.outcomes.delete(name);
      this.changed();
    }
  }

  /**
   * Trains the experiment to its end, and beside it a copy with an edit that was tried, which becomes
   * one of the earlier runs.
   * @throws Refusal if either has an error; Error with a sentence if the edit does not fit any more
   */
  async runBoth({ path, text }: TriedEdit): Promise<void> {
    const { session } = this;
    const { text: whole } = await session.source.read(session.ask);
    const edited = withValue(whole, path, JSON.parse(text));
    if (edited === null) throw new Error(editedSince());
    const { state } = session.view.status;
    const own = state === 'done' || state === 'failed' ? null : session.train();
    await this.runBeside(edited);
    await own;
  }

  /**
   * Trains a copy of the experiment with this text to its end: it becomes one of the past runs.
   * @throws Refusal if it has an error
   */
  async runBeside(text: string): Promise<void> {
    await this.turn(async worker => {
      const { experiment, problems } = readExperiment(text);
      const refused = firstError(problems);
      if (refused || !experiment) throw new Refusal(refused ?? problems[0]);
      const { files } = await this.copy();
      const name = experiment.name ?? '';
      const loaded = await worker.request('load', { experiment, files, name, threads: 0 });
      const error = firstError(loaded.problems);
      if (error || !loaded.description) throw error ? new Refusal(error) : new Error(name);
      await worker.request('train', NOTHING);
      const { history, lastEpoch, position } = await worker.request('snapshot', NOTHING);
      const { columns } = loaded.description;
      const { step, epoch } = position;
      const run = { experiment, text, origin: null, columns, history, step, epoch, lastEpoch };
      this.session.view.pastRuns.addBeside(run);
      this.session.view.fire('status');
    });
  }

  /** Ends what is running, and what waits for its turn; what was found out stays. */
  stop(): void {
    this.stops++;
    this.worker?.dispose();
    this.worker = null;
    for (const [id, examination] of this.found) {
      if (examination.state !== 'running') continue;
      this.found.set(id, { ...examination, state: 'stopped', at: null });
    }
    for (const [name, { words }] of this.outcomes) if (words === null) this.outcomes.delete(name);
    this.changed();
  }

  dispose(): void {
    this.stop();
    this.changes.dispose();
  }

  /** Forgets what is about another text or other data than there are now. */
  private forgetOld(): void {
    const { fingerprint } = this.session.checked;
    if (fingerprint === this.fingerprint && !this.session.stale) return;
    this.fingerprint = fingerprint;
    if (this.found.size === 0 && this.outcomes.size === 0) return;
    this.stop();
    this.found.clear();
    this.outcomes.clear();
    this.changed();
  }

  /** Work in a worker of its own, after what was asked for before; nothing is done once it was stopped. */
  private turn(
    work: (worker: WorkerConnection) => Promise<void>,
    examined?: (examination: Examination) => void,
  ): Promise<void> {
    const { stops } = this;
    const isStopped = (): boolean => this.stops !== stops;
    const turn = this.last.then(async () => {
      if (isStopped()) return;
      const worker = new WorkerConnection(await this.startWorker(), {
        frame: () => undefined,
        reading: () => undefined,
        examined: news => {
          if (!isStopped()) examined?.(news);
        },
        ended: () => undefined,
      });
      this.worker = worker;
      try {
        if (!isStopped()) await work(worker);
      } catch (error) {
        // Its worker was ended with it.
        if (!isStopped()) throw error;
      } finally {
        worker.dispose();
      }
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private copy(): Promise<Copy> {
    const { source, ask } = this.session;
    return copyOf(source, ask);
  }

  private take(id: string, examination: Examination): void {
    this.found.set(id, examination);
    this.changed();
  }

  private note(outcome: SanityOutcome): void {
    this.outcomes.set(outcome.name, outcome);
    this.changed();
  }

  private changed(): void {
    this.version++;
    this.changes.fire();
  }
}
