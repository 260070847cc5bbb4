/** Compare with My Log: what a program has printed, from the clipboard or a file. */
import { env, l10n, Uri, workspace } from 'vscode';
import { decodeText } from '../../experiment/data/csv/text';
import { baseName } from '../documents/files';
import { chooseFile, pickOne, type Choice } from '../surfaces/ask';

const LOGS_GLOB = '**/*.{log,out}';
const ENDINGS = ['log', 'out', 'txt', 'csv', 'tsv'];
/** Most files in the list; with more, browsing is easier. */
const MOST_FILES = 100;
/** A longer file is no log of epochs (bytes). */
const LONGEST = 8 << 20;

/**
 * @param given the file of the log; else it is asked for
 * @returns undefined where nothing was chosen
 * @throws Error with a sentence where there is nothing to read
 */
export async function askForLog(given: unknown): Promise<string | undefined> {
  const from = given instanceof Uri ? given : await chooseLog();
  if (!from) return undefined;
  const text = from === 'clipboard' ? await env.clipboard.readText() : await textOf(from);
  if (text.trim() !== '') return text;
  throw new Error(
    from === 'clipboard'
      ? l10n.t('There is no text on the clipboard: copy the epochs that your program has printed.')
      : l10n.t('{0} is empty.', baseName(from)),
  );
}

async function textOf(file: Uri): Promise<string> {
  const { size } = await workspace.fs.stat(file);
  if (size <= LONGEST) return decodeText(await workspace.fs.readFile(file));
  throw new Error(l10n.t('{0} is too long for a log of epochs: 8 MB is the most.', baseName(file)));
}

async function chooseLog(): Promise<Uri | 'clipboard' | undefined> {
  const found = await workspace.findFiles(LOGS_GLOB, '**/node_modules/**', MOST_FILES);
  const files = found.sort((a, b) => a.path.localeCompare(b.path));
  const choices: Choice<Uri | 'clipboard' | null>[] = [
    {
      icon: 'clippy',
      label: l10n.t('From the Clipboard'),
      detail: l10n.t('The lines that your program has printed, such as: epoch 10 loss 0.6931'),
      value: 'clipboard',
    },
    ...files.map(uri => ({
      icon: 'output',
      label: baseName(uri),
      description: workspace.asRelativePath(uri),
      value: uri,
    })),
    { icon: 'folder-opened', label: l10n.t('Browse…'), value: null },
  ];
  const question = {
    title: l10n.t('Compare with My Log: where are the epochs?'),
    matchOnDescription: true,
  };
  const chosen = await pickOne(choices, question);
  return chosen === null ? chooseFile({ [l10n.t('Logs')]: ENDINGS }) : chosen;
}
