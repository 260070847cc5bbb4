/** Find My Bug: the arrays of a program as an autopsy, from a file, an experiment or the clipboard. */
import { l10n, Uri, workspace, type ExtensionContext } from 'vscode';
import { chooseGiven } from '../documents/chooseGiven';
import { baseName, EXPERIMENT_SUFFIX, exists, folderOf, isExperiment } from '../documents/files';
import { together, type Disposable } from '../events/events';
import type { StartWorker } from '../session/workerLink';
import { chooseTarget } from '../surfaces/ask';
import { showFile } from '../surfaces/columns';
import { registerCommand } from '../surfaces/commands';
import { showError } from '../surfaces/tell';
import type { AutopsyCommand } from '../../protocol/autopsy/page';
import { comparedBy } from './arraysFile';
import { AutopsyEditors } from './autopsyEditors';
import type { AutopsyTab } from './autopsyTab';
import { Pasted } from './pasted';

export interface Autopsies extends Disposable {
  readonly editors: AutopsyEditors;
}

export function registerFindMyBug(
  { extensionUri, globalStorageUri }: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri'>,
  startWorker: StartWorker,
  log: (message: string) => void,
): Autopsies {
  const pasted = new Pasted(globalStorageUri);
  const paste = async (): Promise<void> => editors.open(await pasted.take());
  const run = (command: AutopsyCommand, tab: AutopsyTab): void => {
    const works = {
      paste,
      newExperiment: () => newExperiment(tab, pasted),
      openExperiment: async () => {
        if (tab.experiment) await showFile(tab.experiment);
      },
    };
    works[command]().catch(showError);
  };
  const editors = new AutopsyEditors(extensionUri, { startWorker, run, log }, uri =>
    pasted.titleOf(uri),
  );
  const subscriptions = together(
    editors,
    registerCommand('findMyBug', async (argument?: unknown) => {
      const arrays = argument instanceof Uri ? argument : await chooseArrays();
      if (arrays === 'clipboard') return paste();
      if (!arrays) return undefined;
      const compared = isExperiment(arrays) ? await comparedBy(arrays) : arrays;
      if (!compared) {
        throw new Error(
          l10n.t('{0} names no arrays: its checks have no compare_gradients.', baseName(arrays)),
        );
      }
      return editors.open(compared);
    }),
  );
  return { editors, dispose: () => subscriptions.dispose() };
}

function chooseArrays(): Promise<Uri | 'clipboard' | undefined> {
  return chooseGiven({
    title: l10n.t('Find My Bug: where are the arrays?'),
    clipboard: l10n.t('What NumPy prints, with the names of the arrays, or JSON.'),
    glob: '**/*.{npz,npy}',
    icon: 'file-binary',
    kind: l10n.t('Arrays'),
    endings: ['npz', 'npy', 'json', 'txt', 'log'],
  });
}

/** Writes the net of an autopsy as an experiment, and shows it. */
async function newExperiment(tab: AutopsyTab, pasted: Pasted): Promise<void> {
  const { uri } = tab;
  const isPasted = pasted.titleOf(uri) !== null;
  const stem = baseName(uri).replace(/\.[^.]*$/, '');
  const compared = isPasted ? null : baseName(uri);
  const text = await tab.experimentText({ name: stem, compared });
  if (text === null) throw new Error(l10n.t('No net was found in {0}.', baseName(uri)));
  const target = await targetFor(uri, stem, isPasted);
  if (!target) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await showFile(target);
}

/** Beside the arrays where nothing stands there yet; else where a person says. */
async function targetFor(uri: Uri, stem: string, isPasted: boolean): Promise<Uri | undefined> {
  const root = workspace.workspaceFolders?.[0]?.uri;
  const folder = isPasted ? root : folderOf(uri);
  const own = Uri.joinPath(folder ?? folderOf(uri), `${stem}${EXPERIMENT_SUFFIX}`);
  if (!isPasted && !(await exists(own))) return own;
  return chooseTarget(own);
}
