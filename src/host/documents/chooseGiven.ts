/** Asks for what a program of a person has given: the clipboard, a file of the workspace, or any other. */
import { l10n, workspace, type Uri } from 'vscode';
import { chooseFile, pickOne, type Choice } from '../surfaces/ask';
import { baseName } from './files';

/** Most files in the list; with more, browsing is easier. */
const MOST_FILES = 100;

export interface Given {
  title: string;
  /** What the clipboard may hold. */
  clipboard: string;
  /** Files of the workspace that are listed. */
  glob: string;
  icon: string;
  /** Files that can be browsed for: what they hold, and their endings. */
  kind: string;
  endings: string[];
}

/** @returns undefined where nothing was chosen */
export async function chooseGiven(given: Given): Promise<Uri | 'clipboard' | undefined> {
  const { title, clipboard, glob, icon, kind, endings } = given;
  const found = await workspace.findFiles(glob, '**/node_modules/**', MOST_FILES);
  const files = found.sort((a, b) => a.path.localeCompare(b.path));
  const choices: Choice<Uri | 'clipboard' | null>[] = [
    {
      icon: 'clippy',
      label: l10n.t('From the Clipboard'),
      detail: clipboard,
      value: 'clipboard',
    },
    ...files.map(uri => ({
      icon,
      label: baseName(uri),
      description: workspace.asRelativePath(uri),
      value: uri,
    })),
    { icon: 'folder-opened', label: l10n.t('Browse…'), value: null },
  ];
  const chosen = await pickOne(choices, { title, matchOnDescription: true });
  return chosen === null ? chooseFile({ [kind]: endings }) : chosen;
}
