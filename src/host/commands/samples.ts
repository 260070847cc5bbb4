/** Open Sample…: opens a copy that can be edited, with its data. */
import { l10n, Uri, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { requiredFiles } from '../../experiment/prepare';
import { readExperiment } from '../../experiment/read';
import { EXPERIMENT_SUFFIX, exists, folderOf } from '../documents/files';
import { SAMPLES } from './sampleList';
import { pickOne, type Choice } from '../surfaces/ask';
import { showFile } from '../surfaces/columns';
import { registerCommand } from '../surfaces/commands';

/** Folder of the copies, in the first folder of the workspace. */
export const SAMPLE_FOLDER = 'backprop-samples';

/** The command asks for a sample unless it gets a name, as links give it. */
export function registerSamples(context: ExtensionContext): Disposable {
  return registerCommand('openSample', async (name?: unknown) => {
    const file = SAMPLES.find(sample => sample === name) ?? (await pick(context));
    if (!file) return undefined;
    const copy = await placeCopy(context, file);
    await showFile(copy);
    return copy;
  });
}

async function pick(context: ExtensionContext): Promise<string | undefined> {
  const choices = Promise.all(SAMPLES.map(file => describe(context, file)));
  const where = workspace.workspaceFolders?.length
    ? l10n.t('A copy you can edit is put into {0}', SAMPLE_FOLDER)
    : l10n.t('A copy you can edit is opened');
  return pickOne(choices, { placeholder: where, matchOnDescription: true, matchOnDetail: true });
}

async function describe(context: ExtensionContext, file: string): Promise<Choice<string>> {
  const text = await readText(sampleUri(context, file));
  if (!file.endsWith(EXPERIMENT_SUFFIX)) {
    const detail = l10n.t('A bare CSV file: Train Network works on it at once.');
    return { value: file, label: file, detail };
  }
  const { experiment, expression } = readExperiment(text);
  const { name, description } = experiment ?? expression ?? {};
  const detail = description ?? leadingComment(text);
  return { value: file, label: name ?? file, description: file, detail };
}

/** The comment above the experiment's first brace, as one paragraph. */
export function leadingComment(text: string): string {
  const comments = text.slice(0, text.indexOf('{')).match(/\/\/.*/g) ?? [];
  return comments.map(line => line.slice(2).trim()).join(' ');
}

/** Copies the sample; an existing copy is never overwritten. */
async function placeCopy(context: ExtensionContext, file: string): Promise<Uri> {
  const target = await targetFolder(context, file);
  const text = await readText(sampleUri(context, file));
  const experiment = file.endsWith(EXPERIMENT_SUFFIX) ? readExperiment(text).experiment : null;
  const data = experiment ? requiredFiles(experiment) : [];
  for (const path of [...data, file]) {
    const to = Uri.joinPath(target, path);
    if (await exists(to)) continue;
    const from = sampleUri(context, path);
    // Data that has to be downloaded by hand is not part of the samples.
    if (path !== file && !(await exists(from))) continue;
    await workspace.fs.createDirectory(folderOf(to));
    await workspace.fs.writeFile(to, await workspace.fs.readFile(from));
  }
  return Uri.joinPath(target, file);
}

async function targetFolder(context: ExtensionContext, file: string): Promise<Uri> {
  const home = workspace.workspaceFolders?.at(0)?.uri;
  if (!home || workspace.fs.isWritableFileSystem(home.scheme) === false) {
    return Uri.joinPath(context.globalStorageUri, SAMPLE_FOLDER);
  }
  // Not if the workspace is the samples' own folder: that would be a copy of a copy.
  if (await exists(Uri.joinPath(home, file))) return home;
  return Uri.joinPath(home, SAMPLE_FOLDER);
}

function sampleUri({ extensionUri }: ExtensionContext, file: string): Uri {
  return Uri.joinPath(extensionUri, 'samples', file);
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}
