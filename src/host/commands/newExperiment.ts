/** New Experiment: from a sample, or from a CSV file with its columns chosen or inferred. */
import { commands, l10n, Uri, workspace, type Disposable } from 'vscode';
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import type { TableChoice } from '../../experiment/newExperiment/target';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import { chooseTable, chooseOrigin } from './columnPicker';
import { askInputs, askTarget, QUESTIONS, type Part } from './tableQuestions';
import { largestDataFile } from '../surfaces/configuration';
import { CsvSource, inferFrom } from '../documents/csvSource';
import {
  baseName,
  EXPERIMENT_SUFFIX,
  exists,
  folderOf,
  goneMessage,
  isTableFile,
  refusalOf,
  stateOf,
} from '../documents/files';
import type { TableChoices } from '../documents/tableChoices';
import { commandId, type CommandName } from '../manifest/commandId';
import type { Panels } from '../panel/panels';
import { together } from '../events/events';
import { firstError, Refusal } from '../session/file/source';
import type { Sessions } from '../sessions/sessions';
import { showProblem } from '../editor/showProblem';
import { confirm } from '../surfaces/ask';
import { showFile } from '../surfaces/columns';
import { registerCommand } from '../surfaces/commands';
import { showError } from '../surfaces/tell';
import { targetOf } from './target';

export interface NewExperimentContext {
  sessions: Sessions;
  active: ActiveExperiment;
  panels: Panels;
  choices: TableChoices;
}

type Work = (argument: unknown, more: unknown) => Promise<Uri | undefined>;

export function registerNewExperiment(context: NewExperimentContext): Disposable {
  const { sessions, active, panels, choices } = context;
  const register = (name: CommandName, work: Work): Disposable =>
    registerCommand(name, async (argument?: unknown, more?: unknown) => {
      try {
        return await work(argument, more);
      } catch (error) {
        showError(error, refusal => {
          const csv = active.target && sessions.get(active.target);
          if (csv) void showProblem(csv.source, refusal);
        });
        return undefined;
      }
    });
  return together(
    register('newFromCsv', async argument => {
      const csv = targetOf(argument, panels, active);
      if (!isTableFile(csv)) throw new Error(l10n.t('Open a table first: a *.csv file, say.'));
      return create(sessions, csv, choices.of(csv));
    }),
    register('chooseColumns', async (argument, about) => {
      const csv = targetOf(argument, panels, active);
      if (!isTableFile(csv)) throw new Error(l10n.t('Open a table first: a *.csv file, say.'));
      return change(context, csv, isPart(about) ? about : 'target');
    }),
    register('newExperiment', async () => {
      const origin = await chooseOrigin();
      if (origin === 'sample') return commands.executeCommand<Uri>(commandId('openSample'));
      const csv = origin && (await chooseTable(active.target));
      return csv && (await createWithChoice(sessions, csv));
    }),
  );
}

/** Creates an experiment after asking for its columns. */
async function createWithChoice(sessions: Sessions, csv: Uri): Promise<Uri | undefined> {
  const file = baseName(csv);
  const before = { file, inferred: await inferred(sessions, csv, {}, false), decided: {} };
  const target = await askTarget(before);
  if (!target) return undefined;
  const after = { file, inferred: await looked(sessions, csv, target), decided: target };
  const chosen = await askInputs(after);
  return chosen && create(sessions, csv, chosen);
}

/** Asks about one part of what a table was taken for, and checks the table again with the answer. */
async function change(
  { sessions, choices }: NewExperimentContext,
  csv: Uri,
  about: Part,
): Promise<Uri | undefined> {
  const { source, session } = sessions.open(csv);
  if (!(source instanceof CsvSource)) return undefined;
  const found = await looked(sessions, csv, choices.of(csv));
  const asked = { file: baseName(csv), inferred: found, decided: found.decided };
  const chosen = await QUESTIONS[about](asked);
  if (!chosen) return undefined;
  // The first row decides about the names.
  const named = { ...chosen, columns: undefined };
  const { columns } = await looked(sessions, csv, named);
  source.choose({ ...named, columns: columns.map(({ name }) => name) });
  await session.check();
  return csv;
}

async function inferred(sessions: Sessions, csv: Uri, choice: TableChoice, thorough: boolean) {
  const answer = await looked(sessions, csv, choice, thorough);
  const error = firstError(answer.problems);
  if (error) throw new Refusal(error);
  return answer;
}

/** The same where nothing can be made of the table as it is. */
async function looked(
  sessions: Sessions,
  csv: Uri,
  choice: TableChoice,
  thorough = false,
): Promise<Inferred> {
  const state = await stateOf(csv);
  if (!state) throw new Error(goneMessage(baseName(csv)));
  const refusal = refusalOf(state, baseName(csv), largestDataFile(csv));
  if (refusal) throw new Error(refusal.message);
  const { session } = sessions.open(csv);
  const answer = await inferFrom(state, baseName(csv), session.ask, choice, thorough);
  const error = firstError(answer.problems);
  // Without columns there is nothing to choose from.
  if (error && answer.columns.length === 0) throw new Refusal(error);
  return answer;
}

async function create(sessions: Sessions, csv: Uri, choice: TableChoice): Promise<Uri | undefined> {
  const { experimentText } = await inferred(sessions, csv, choice, true);
  const name = baseName(csv).replace(/\.[^.]*$/, EXPERIMENT_SUFFIX);
  const target = Uri.joinPath(folderOf(csv), name);
  if ((await exists(target)) && !(await mayReplace(name))) return undefined;
  await workspace.fs.writeFile(target, new TextEncoder().encode(experimentText));
  await showFile(target);
  return target;
}

function mayReplace(name: string): Promise<boolean> {
  return confirm(l10n.t('{0} exists already. Replace it?', name), l10n.t('Replace'));
}

function isPart(about: unknown): about is Part {
  return typeof about === 'string' && about in QUESTIONS;
}
