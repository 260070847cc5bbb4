/** Which files are ours, and which data files an experiment may name. */
import { Uri, workspace } from 'vscode';
import type { JsonPath, Problem } from '../../experiment/problem';
import type { Experiment } from '../../experiment/experiment';
import { resolveInside } from '../../experiment/paths';
import type { FileContents } from '../session/source';

export const EXPERIMENT_SUFFIX = '.backprop.json';
const CSV_SUFFIX = '.csv';
/** Schemes that show other versions of a file, or no file at all. */
const FOREIGN_SCHEMES = new Set([
  'git',
  'gitfs',
  'output',
  'vscode-local-history',
  'search-editor',
]);
const LARGEST_FILE = 512 * 1024 * 1024;

export function isExperiment(uri: Uri): boolean {
  return uri.path.endsWith(EXPERIMENT_SUFFIX) && !FOREIGN_SCHEMES.has(uri.scheme);
}

export function isCsv(uri: Uri): boolean {
  return uri.path.toLowerCase().endsWith(CSV_SUFFIX) && !FOREIGN_SCHEMES.has(uri.scheme);
}

/** The last segment of a path. */
export function baseName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

export function folderOf(uri: Uri): Uri {
  return Uri.joinPath(uri, '..');
}

export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** The file that an experiment names; null if it is outside the workspace, or no path at all. */
export function resolveDataFile(experiment: Uri, path: string): Uri | null {
  const folder = folderOf(experiment);
  const home = workspace.getWorkspaceFolder(experiment)?.uri ?? folder;
  const below = folder.path.slice(home.path.length).split('/').filter(Boolean);
  const segments = resolveInside(below, path);
  return segments && Uri.joinPath(home, ...segments);
}

/** Reads what can be read. A file that does not exist is left out: the experiment's checks name it. */
export async function readDataFiles(
  uri: Uri,
  experiment: Experiment,
  paths: readonly string[],
): Promise<FileContents> {
  const files: FileContents['files'] = [];
  const problems: Problem[] = [];
  for (const path of new Set(paths)) {
    const file = resolveDataFile(uri, path);
    if (!file) {
      problems.push(outside(experiment, path));
      continue;
    }
    const content = await readContent(file);
    if (content === 'too large') problems.push(tooLarge(experiment, path));
    else if (content) files.push([path, content]);
  }
  return { files, problems };
}

/** What an editor shows counts, saved or not. */
async function readContent(file: Uri): Promise<Uint8Array | 'too large' | null> {
  const open = workspace.textDocuments.find(
    document => document.uri.toString() === file.toString(),
  );
  if (open?.isDirty) return new TextEncoder().encode(open.getText());
  try {
    const { size } = await workspace.fs.stat(file);
    return size > LARGEST_FILE ? 'too large' : await workspace.fs.readFile(file);
  } catch {
    return null;
  }
}

function outside(experiment: Experiment, path: string): Problem {
  return fileProblem(
    experiment,
    path,
    'file-outside',
    `"${path}" is not inside the workspace: write a path relative to this file that stays inside.`,
  );
}

function tooLarge(experiment: Experiment, path: string): Problem {
  return fileProblem(
    experiment,
    path,
    'file-too-large',
    `"${path}" is larger than ${LARGEST_FILE / 1024 / 1024} MB: use a smaller extract of it.`,
  );
}

function fileProblem(experiment: Experiment, file: string, code: string, message: string): Problem {
  const path = pathTo(experiment, file) ?? [];
  return {
    severity: 'error',
    code,
    message,
    place: { kind: 'json', path, part: 'value' },
    fixes: [],
  };
}

/** Where a text stands in the experiment, which is built as its file is. */
function pathTo(value: unknown, text: string): JsonPath | null {
  if (value === text) return [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, child] of Object.entries(value)) {
    const rest = pathTo(child, text);
    if (rest) return [Array.isArray(value) ? Number(key) : key, ...rest];
  }
  return null;
}
