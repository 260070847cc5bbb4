/** New Experiment from This CSV: writes the file that says what training on the bare CSV does. */
import { commands, l10n, Uri, window, workspace, type Disposable } from 'vscode';
import type { ActiveExperiment } from './activeExperiment';
import { COMMANDS } from './commandIds';
import { inferFrom } from './documents/csvSource';
import { baseName, EXPERIMENT_SUFFIX, exists, folderOf, isCsv, stateOf } from './documents/files';
import { showError } from './log';
import type { Panels } from './panel/panels';
import { firstError, Refusal } from './session/source';
import type { Sessions } from './sessions';
import { showProblem } from './showProblem';
import { targetOf } from './target';

export interface NewExperimentContext {
  sessions: Sessions;
  active: ActiveExperiment;
  panels: Panels;
}

export function registerNewExperiment(context: NewExperimentContext): Disposable {
  const { sessions, active, panels } = context;
  return commands.registerCommand(COMMANDS.newFromCsv, async (argument?: unknown) => {
    try {
      const csv = targetOf(argument, panels, active);
      if (!isCsv(csv)) throw new Error(l10n.t('Open a *.csv file first.'));
      return await create(sessions, csv);
    } catch (error) {
      showError(error, refusal => {
        const csv = active.uri && sessions.get(active.uri);
        if (csv) void showProblem(csv.source, refusal);
      });
      return undefined;
    }
  });
}

async function create(sessions: Sessions, csv: Uri): Promise<Uri | undefined> {
  const state = await stateOf(csv);
  if (!state) throw new Error(l10n.t('{0} does not exist any more.', baseName(csv)));
  const { session } = sessions.open(csv);
  const { problems, experimentText } = await inferFrom(state, baseName(csv), session.ask);
  const error = firstError(problems);
  if (error) throw new Refusal(error);
  const name = baseName(csv).replace(/\.csv$/i, EXPERIMENT_SUFFIX);
  const target = Uri.joinPath(folderOf(csv), name);
  if ((await exists(target)) && !(await mayReplace(name))) return undefined;
  await workspace.fs.writeFile(target, new TextEncoder().encode(experimentText));
  await window.showTextDocument(target, { preview: false });
  return target;
}

async function mayReplace(name: string): Promise<boolean> {
  const replace = l10n.t('Replace');
  const question = l10n.t('{0} exists already. Replace it?', name);
  return (await window.showWarningMessage(question, { modal: true }, replace)) === replace;
}
