/** Run Sweep: runs a file's sweep in its own worker, and shows the results in the panel. */
import { l10n, type Disposable, type Uri } from 'vscode';
import { withValue } from '../../experiment/format/fixes';
import { readExperiment } from '../../experiment/read';
import type { SweepKind, SweepProgress } from '../../protocol/runs';
import type { DataFile } from '../../protocol/worker';
import { threadsWanted } from '../surfaces/configuration';
import { baseName, isExperiment } from '../documents/files';
import { together } from '../events/events';
import { firstError, Refusal } from '../session/file/source';
import type { StartWorker } from '../session/workerLink';
import type { Opened, Sessions } from '../sessions/sessions';
import { showProblem } from '../editor/showProblem';
import { registerCommand } from '../surfaces/commands';
import { showError, withNotice, type ProgressReport } from '../surfaces/tell';
import { RunningSweep } from './runningSweep';
import { newReport, type SweepReport } from '../sweep/sweepText';

/** A new sweep, or what is missing of the last one. */
type SweepWish = SweepKind | 'goOn';

/** Initialisations of a sweep over seeds. */
const SEEDS = 10;

export interface SweepContext {
  sessions: Sessions;
  startWorker: StartWorker;
  targetOf(argument: unknown): Uri;
  /** Shows the results of this file. */
  show(uri: Uri): void;
}

export function registerSweeps(context: SweepContext): Disposable {
  const { sessions } = context;
  const sweeps = new Sweeps(context);
  return together(
    sweeps,
    registerCommand('runSweep', async (argument?: unknown, kind: SweepWish = 'file') => {
      let opened: Opened | undefined;
      try {
        const uri = context.targetOf(argument);
        if (!isExperiment(uri)) throw new Error(l10n.t('Open a *.backprop.json file first.'));
        opened = sessions.open(uri);
        return await sweeps.run(opened, kind);
      } catch (error) {
        const { source } = opened ?? {};
        showError(error, refusal => void (source && showProblem(source, refusal)));
        return undefined;
      }
    }),
    registerCommand('cancelSweep', (uri: Uri) => sessions.get(uri)?.sweep.cancel()),
  );
}

/** A sweep and all that its numbers depend on. */
interface Planned {
  report: SweepReport;
  files: DataFile[];
}

class Sweeps implements Disposable {
  private readonly running = new Set<Disposable>();
  /** The last sweep of each experiment, to be gone on with. */
  private readonly planned = new WeakMap<Opened, Planned>();
  /** Experiments with a sweep, from its start on: two at a time would write the same report. */
  private readonly busy = new Set<Opened>();

  constructor(private readonly context: SweepContext) {}

  dispose(): void {
    for (const disposable of this.running) disposable.dispose();
  }

  /** @throws Refusal if the file, its data or a run has an error; Error if a sweep is running */
  async run(opened: Opened, kind: SweepWish): Promise<SweepReport> {
    if (this.busy.has(opened)) {
      const name = baseName(opened.uri);
      throw new Error(l10n.t('A sweep of {0} is running: cancel it first, or let it end.', name));
    }
    this.busy.add(opened);
    try {
      const planned = kind === 'goOn' ? await this.goOn(opened) : await plan(opened, kind);
      this.planned.set(opened, planned);
      await this.train(opened, planned);
      return planned.report;
    } finally {
      this.busy.delete(opened);
    }
  }

  /** @throws Error with a sentence if the file or its data have changed since the last sweep */
  private async goOn(opened: Opened): Promise<Planned> {
    const before = this.planned.get(opened);
    if (!before) throw new Error(l10n.t('There is no sweep to go on with: run it first.'));
    const now = await plan(opened, before.report.kind);
    if (!isSame(before, now)) {
      throw new Error(l10n.t('The file has changed since this sweep: run it again.'));
    }
    const { runs } = before.report;
    return { ...now, report: { ...now.report, runs: [...runs] } };
  }

  private async train(opened: Opened, { report, files }: Planned): Promise<void> {
    const { uri, sweep } = opened;
    sweep.show(report);
    this.context.show(uri);
    const skip = report.runs.map(({ number }) => number);
    const request = { text: report.text, files, threads: threadsWanted(uri), skip };
    await withNotice(l10n.t('Sweep of {0}', baseName(uri)), async (progress, token) => {
      const running = new RunningSweep(this.context.startWorker, report, news => {
        if (news) progress(progressOf(news));
        if (news?.runs.length !== 0) sweep.show(report);
      });
      this.running.add(running);
      sweep.canCancel(() => running.cancel());
      const cancelling = token.onCancellationRequested(() => running.cancel());
      try {
        await running.run(request);
      } finally {
        cancelling.dispose();
        this.running.delete(running);
        sweep.canCancel(null);
      }
    });
  }
}

/** @throws Refusal if the file or its data have an error; Error with a sentence if there is no sweep */
async function plan({ source, session, uri }: Opened, kind: SweepKind): Promise<Planned> {
  const read = await source.read(session.ask);
  const text =
    kind === 'seeds' && read.experiment ? overSeeds(read.text, read.experiment.seed) : read.text;
  const { experiment, problems } = text === read.text ? read : readExperiment(text);
  const error = firstError(problems);
  if (error) throw new Refusal(error);
  if (!experiment?.sweep) {
    throw new Error(l10n.t('{0} has no `sweep` section.', baseName(uri)));
  }
  const { files, problems: unread } = await source.readFiles(experiment, () => false);
  const refused = firstError(unread);
  if (refused) throw new Refusal(refused);
  const report = newReport(experiment, experiment.sweep, source.fileName, text, kind);
  return { report, files };
}

/** The experiment with other initialisations alone, from its own seed on. */
function overSeeds(text: string, seed: number): string {
  const values = Array.from({ length: SEEDS }, (_, at) => seed + at);
  const sweep = { parameters: { seed: { values } }, aggregate_over: ['seed'] };
  return withValue(text, ['sweep'], sweep) ?? text;
}

function isSame(before: Planned, now: Planned): boolean {
  const versions = ({ files }: Planned) => files.map(({ path, version }) => `${path} ${version}`);
  return before.report.text === now.report.text && versions(before).join() === versions(now).join();
}

function progressOf({ runs, done, of, epoch, epochs }: SweepProgress): ProgressReport {
  const within = epochs > 0 ? ` · ${l10n.t('epoch {0} of {1}', epoch, epochs)}` : '';
  const words = `${l10n.t('{0} of {1} runs', done, of)}${within}`;
  return { words, percent: (100 * runs.length) / of };
}
