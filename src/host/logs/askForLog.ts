/** Compare with My Log: what a program has printed, from the clipboard or a file. */
import { env, l10n, Uri, workspace } from 'vscode';
import { decodeText } from '../../experiment/data/csv/text';
import { chooseGiven } from '../documents/chooseGiven';
import { baseName } from '../documents/files';

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

function chooseLog(): Promise<Uri | 'clipboard' | undefined> {
  return chooseGiven({
    title: l10n.t('Compare with My Log: where are the epochs?'),
    clipboard: l10n.t('The lines that your program has printed, such as: epoch 10 loss 0.6931'),
    glob: '**/*.{log,out}',
    icon: 'output',
    kind: l10n.t('Logs'),
    endings: ['log', 'out', 'txt', 'csv', 'tsv'],
  });
}
