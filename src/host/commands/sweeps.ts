/** Run Sweep: runs a file's sweep in its own worker, and shows the results as a document. */
import { EventEmitter, l10n, Uri, ViewColumn, window, workspace, type Disposable } from 'vscode';
import type { SweepProgress } from '../../protocol/runs';
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
import { newReport, sweepDocument, type SweepReport } from '../sweep/sweepText';

/** Scheme of read-only documents with the results of a sweep. */
const SCHEME = 'backprop-sweep';

export function registerSweeps(
  sessions: Sessions,
  startWorker: StartWorker,
  targetOf: (argument: unknown) => Uri,
): Disposable {
  const sweeps = new Sweeps(startWorker, sessions);
  return together(
    sweeps,
    registerCommand('runSweep', async (argument?: unknown) => {
      let opened: Opened | undefined;
      try {
        const uri = targetOf(argument);
        if (!isExperiment(uri)) throw new Error(l10n.t('Open a *.backprop.json file first.'));
        opened = sessions.open(uri);
        return await sweeps.run(opened);
      } catch (error) {
        const { source } = opened ?? {};
        showError(error, refusal => void (source && showProblem(source, refusal)));
        return undefined;
      }
    }),
    registerCommand('cancelSweep', (uri: Uri) => sessions.get(uri)?.sweep.cancel()),
  );
}

class Sweeps implements Disposable {
  private readonly changes = new EventEmitter<Uri>();
  private readonly reports = new Map<string, SweepReport>();
  private readonly running = new Set<Disposable>();
  /** Experiments with a sweep, from its start on: two at a time would write the same report. */
  private readonly busy = new Set<Opened>();
  private readonly provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.changes.event,
    provideTextDocumentContent: uri => {
      const report = this.reports.get(uri.query);
      return report ? sweepDocument(report) : l10n.t('Run the sweep again to see its results.');
    },
  });

  private readonly subscriptions: Disposable[];

  constructor(
    private readonly startWorker: StartWorker,
    private readonly sessions: Sessions,
  ) {
    this.subscriptions = [
      this.provider,
      this.changes,
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === SCHEME) this.forgetUnused();
      }),
      sessions.onDidClose(() => this.forgetUnused()),
    ];
  }

  dispose(): void {
    for (const disposable of [...this.running, ...this.subscriptions]) disposable.dispose();
  }

  /** Drops results, with the logs of all runs, once their document or their session is closed. */
  private forgetUnused(): void {
    const shown = workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME);
    const used = [...shown.map(({ uri }) => uri.query), ...this.sessions.all().map(addressOf)];
    for (const key of this.reports.keys()) if (!used.includes(key)) this.reports.delete(key);
  }

  /** @throws Refusal if the file, its data or a run has an error; Error if a sweep is running */
  async run(opened: Opened): Promise<SweepReport> {
    if (this.busy.has(opened)) {
      const name = baseName(opened.uri);
      throw new Error(l10n.t('A sweep of {0} is running: cancel it first, or let it end.', name));
    }
    this.busy.add(opened);
    try {
      return await this.runOne(opened);
    } finally {
      this.busy.delete(opened);
    }
  }

  private async runOne(opened: Opened): Promise<SweepReport> {
    const { source, session, uri } = opened;
    const { experiment, problems, text } = await source.read(session.ask);
    const error = firstError(problems);
    if (error) throw new Refusal(error);
    const sweep = experiment?.sweep;
    if (!experiment || !sweep) {
      throw new Error(l10n.t('{0} has no `sweep` section.', baseName(uri)));
    }
    const files = await source.readFiles(experiment, () => false);
    const refused = firstError(files.problems);
    if (refused) throw new Refusal(refused);
    const document = documentOf(uri);
    const report = newReport(experiment, sweep, source.fileName);
    this.reports.set(document.query, report);
    opened.sweep.show(report);
    this.changes.fire(document);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true });
    const request = { text, files: files.files, threads: threadsWanted(uri) };
    await withNotice(l10n.t('Sweep of {0}', baseName(uri)), async (progress, token) => {
      const running = new RunningSweep(this.startWorker, report, news => {
        if (news) progress(progressOf(news));
        if (news?.runs.length === 0) return;
        this.changes.fire(document);
        opened.sweep.show(report);
      });
      this.running.add(running);
      opened.sweep.canCancel(() => running.cancel());
      const cancelling = token.onCancellationRequested(() => running.cancel());
      try {
        await running.run(request);
      } finally {
        cancelling.dispose();
        this.running.delete(running);
        opened.sweep.canCancel(null);
      }
    });
    return report;
  }
}

function addressOf({ uri }: Opened): string {
  return uri.toString();
}

function progressOf({ runs, done, of, epoch, epochs }: SweepProgress): ProgressReport {
  const within = epochs > 0 ? ` · ${l10n.t('epoch {0} of {1}', epoch, epochs)}` : '';
  const words = `${l10n.t('{0} of {1} runs', done, of)}${within}`;
  return { words, percent: (100 * runs.length) / of };
}

/** Address of a file's results: a later sweep replaces an earlier one. */
function documentOf(experiment: Uri): Uri {
  const name = baseName(experiment).replace(/\.backprop\.json$/, '');
  const path = `/${l10n.t('{0} sweep', name)}.txt`;
  return Uri.from({ scheme: SCHEME, path, query: experiment.toString() });
}
