/** A file of arrays as it is now, and the experiment that belongs to it. */
import { FileType, Uri, workspace } from 'vscode';
import { requiredFiles } from '../../experiment/prepare';
import type { ExperimentFiles } from '../../protocol/worker';
import {
  baseName,
  EXPERIMENT_SUFFIX,
  folderOf,
  goneMessage,
  readDataFiles,
  refusalOf,
  resolveDataFile,
  stateOf,
} from '../documents/files';
import { ReadText } from '../documents/readText';
import { firstError } from '../session/file/source';
import { largestDataFile } from '../surfaces/configuration';

/** Experiments of a folder that are searched for one that names the arrays. */
const MOST_EXPERIMENTS = 50;

/** @throws Error with a sentence where it cannot be read */
export async function readArraysFile(uri: Uri): Promise<Uint8Array> {
  const state = await stateOf(uri);
  if (!state) throw new Error(goneMessage(baseName(uri)));
  const refusal = refusalOf(state, baseName(uri), largestDataFile(uri));
  if (refusal) throw new Error(refusal.message);
  return state.read();
}

/** `lab.backprop.json` beside a file `lab` of another kind; null: there is none. */
export async function namesakeOf(file: Uri): Promise<Uri | null> {
  const own = Uri.joinPath(folderOf(file), ownName(file));
  return (await stateOf(own))?.kind === 'file' ? own : null;
}

function ownName(file: Uri): string {
  return baseName(file).replace(/\.[^.]*$/, EXPERIMENT_SUFFIX);
}

/** `lab.backprop.json` beside `lab.npz`, else one beside it that compares its gradients with it. */
export async function experimentOf(arrays: Uri): Promise<Uri | null> {
  const folder = folderOf(arrays);
  const own = ownName(arrays);
  const entries = await entriesOf(folder);
  const experiments = entries.filter(name => name.endsWith(EXPERIMENT_SUFFIX));
  if (experiments.includes(own)) return Uri.joinPath(folder, own);
  for (const name of experiments.sort().slice(0, MOST_EXPERIMENTS)) {
    const experiment = Uri.joinPath(folder, name);
    if ((await comparedBy(experiment))?.toString() === arrays.toString()) return experiment;
  }
  return null;
}

async function entriesOf(folder: Uri): Promise<string[]> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries.flatMap(([name, type]) => (type & FileType.File ? [name] : []));
  } catch {
    return [];
  }
}

/** The arrays that an experiment compares its gradients with; null: there are none. */
export async function comparedBy(experiment: Uri): Promise<Uri | null> {
  const { read } = (await textOf(experiment)) ?? {};
  const file = read?.experiment?.checks?.compare_gradients?.file;
  return file === undefined ? null : resolveDataFile(experiment, file);
}

async function textOf(experiment: Uri): Promise<ReadText | null> {
  const state = await stateOf(experiment);
  if (state?.kind !== 'file') return null;
  return new ReadText(new TextDecoder().decode(await state.read()));
}

export interface Beside {
  files: ExperimentFiles | null;
  /** Why it cannot be used. */
  problem: string | null;
}

/** An experiment with the files that it names, but for those of its checks. */
export async function readBeside(uri: Uri): Promise<Beside> {
  const { read } = (await textOf(uri)) ?? {};
  const error = read && firstError(read.problems);
  if (!read?.experiment)
    return { files: null, problem: error?.message ?? goneMessage(baseName(uri)) };
  const experiment = { ...read.experiment, checks: null };
  const paths = requiredFiles(experiment);
  const { files, problems } = await readDataFiles(uri, experiment, paths, () => false);
  const refused = firstError(problems);
  if (refused) return { files: null, problem: refused.message };
  return { files: { experiment, files }, problem: null };
}
