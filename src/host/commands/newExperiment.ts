/** New Experiment: from a sample, or from a CSV file with its columns chosen or inferred. */
import { commands, l10n, Uri, workspace, type Disposable } from 'vscode';
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import { oneOf } from '../../protocol/readValues';
import { TABLE_PARTS, type TablePart } from '../../protocol/table/table';
import type { TableChoice } from '../../experiment/newExperiment/target';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import { chooseTable, chooseOrigin } from './columnPicker';
import { TablePickers } from '../picker/tablePickers';
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
  extensionUri: Uri;
}

type Work = (argument: unknown, more: unknown) => Promise<Uri | undefined>;

export function registerNewExperiment(context: NewExperimentContext): Disposable {
  const { sessions, active, panels, choices, extensionUri } = context;
  const pickers = new TablePickers(extensionUri, sessions, {
    look: uri => looked(sessions, uri, choices.of(uri)),
    choose: (uri, choice) => choose(sessions, uri, choice),
    create: uri => create(sessions, uri, choices.of(uri)),
  });
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
  /** Unless there is nothing to choose from. */
  const showColumns = async (csv: Uri, at: TablePart | null): Promise<undefined> => {
    await looked(sessions, csv, choices.of(csv));
    pickers.show(csv, at);
  };
  return together(
    pickers,
    register('newFromCsv', async argument => {
      const csv = targetOf(argument, panels, active);
      if (!isTableFile(csv)) throw new Error(l10n.t('Open a table first: a *.csv file, say.'));
      return create(sessions, csv, choices.of(csv));
    }),
    register('chooseColumns', async (argument, about) => {
      const csv = targetOf(argument, panels, active);
      if (!isTableFile(csv)) throw new Error(l10n.t('Open a table first: a *.csv file, say.'));
      return showColumns(csv, oneOf(TABLE_PARTS, about));
    }),
    register('newExperiment', async () => {
      const origin = await chooseOrigin();
      if (origin === 'sample') return commands.executeCommand<Uri>(commandId('openSample'));
      const csv = origin && (await chooseTable(active.target));
      return csv && showColumns(csv, 'target');
    }),
  );
}

/** Keeps what is decided about a table, and checks the table again with it. */
async function choose(sessions: Sessions, csv: Uri, chosen: TableChoice): Promise<void> {
  const { source, session } = sessions.open(csv);
  if (!(source instanceof CsvSource)) return;
  // The first row decides about the names.
  const named = { ...chosen, columns: undefined };
  const { columns } = await looked(sessions, csv, named);
  source.choose({ ...named, columns: columns.map(({ name }) => name) });
  await session.check();
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
