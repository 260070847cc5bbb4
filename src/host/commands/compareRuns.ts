/** Compare Runs…: a diff of the file as it was for an earlier run and for the current one. */
import { commands, l10n, Uri, workspace, type Disposable } from 'vscode';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import { baseName } from '../documents/files';
import type { Panels } from '../panel/panels';
import { together } from '../events/events';
import { changedOptions, type PastRun, type RunDefinition } from '../session/run/pastRuns';
import type { Opened, Sessions } from '../sessions/sessions';
import { pickOne } from '../surfaces/ask';
import { registerCommand } from '../surfaces/commands';
import { plain } from '../surfaces/plainText';
import { targetOf } from './target';

/** Scheme of documents with the file's text of a run. */
const SCHEME = 'backprop-run';

export interface CompareContext {
  sessions: Sessions;
  active: ActiveExperiment;
  panels: Panels;
}

export function registerCompareRuns(context: CompareContext): Disposable {
  const { sessions, active, panels } = context;
  return together(
    workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: uri => textOf(sessions, uri),
    }),
    registerCommand('compareRuns', (argument?: unknown, pair?: RunPair) =>
      compare(sessions.open(targetOf(argument, panels, active)), pair),
    ),
  );
}

/** Numbers of two runs. */
interface RunPair {
  from: number;
  to: number;
}

/** @param pair null: the current run, and an earlier one that is asked for */
async function compare(opened: Opened, pair: RunPair | null = null): Promise<void> {
  const { from, to } = pair ?? (await ask(opened)) ?? {};
  if (from === undefined || to === undefined) return;
  const { uri } = opened;
  const title = l10n.t('{0}: run {1} ↔ run {2}', baseName(uri), from, to);
  const [left, right] = [from, to].map(number => documentOf(uri, number));
  await commands.executeCommand('vscode.diff', left, right, plain(title));
}

async function ask({ session }: Opened): Promise<RunPair | undefined> {
  const { pastRuns, definition } = session.view;
  if (!definition || pastRuns.runs.length === 0) {
    throw new Error(
      l10n.t('There is no earlier run to compare with: change the file and train again, or fork.'),
    );
  }
  const past = await choose(pastRuns.runs, definition);
  return past && { from: past.number, to: pastRuns.current };
}

/** Asks which run, newest first, if there are several. */
async function choose(
  runs: readonly PastRun[],
  current: RunDefinition,
): Promise<PastRun | undefined> {
  if (runs.length === 1) return runs[0];
  const choices = [...runs].reverse().map(run => ({
    value: run,
    label: l10n.t('run {0}', run.number),
    description: run.step === 1 ? l10n.t('1 step') : l10n.t('{0} steps', run.step),
    detail: changedOptions(run, current).join(' · '),
  }));
  return pickOne(choices, { title: l10n.t('Compare the current run with…') });
}

/** The document's name is that of JSON with comments, not of an experiment: nothing checks it again. */
function documentOf(experiment: Uri, number: number): Uri {
  const query = JSON.stringify([experiment.toString(), number]);
  return Uri.from({ scheme: SCHEME, path: `/run ${number}.jsonc`, query });
}

function textOf(sessions: Sessions, { query }: Uri): string | undefined {
  const [experiment, number] = JSON.parse(query) as [string, number];
  const opened = sessions.get(Uri.parse(experiment));
  if (!opened) return undefined;
  const { pastRuns, definition } = opened.session.view;
  if (number === pastRuns.current) return definition?.text;
  return pastRuns.runs.find(run => run.number === number)?.text;
}
