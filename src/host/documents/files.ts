/** Tells which files are experiments, and reads the data files that they may name. */
import { formatInteger } from '../../engine/ground/numbers';
import { FileType, l10n, Uri, workspace } from 'vscode';
import { ALL_ENDINGS, mayBeTableName } from '../../experiment/data/csv/endings';
import { filesNamed } from '../../experiment/rules/data';
import type { Finding, JsonPath } from '../../experiment/format/finding';
import type { Experiment } from '../../experiment/fields/experiment';
import { NO_FILE, resolveInside } from '../../experiment/data/paths';
import { LARGEST_FILE_SETTING, largestDataFile, MEGABYTE } from '../surfaces/configuration';
import type { FileContents, IsHeld } from '../session/file/source';

export const EXPERIMENT_SUFFIX = '.backprop.json';
/** Of everything that may be a table, in either case: many programs write the ending in capitals. */
export const TABLE_GLOB = `**/*.{${ALL_ENDINGS.map(inEitherCase).join(',')}}`;

export function isExperiment(uri: Uri): boolean {
  return uri.path.endsWith(EXPERIMENT_SUFFIX) && isOwnFile(uri);
}

/** By its name: a `.txt` is one as far as this tells, whatever it holds. */
export function isTableFile(uri: Uri): boolean {
  return mayBeTableName(uri.path) && isOwnFile(uri);
}

function inEitherCase(ending: string): string {
  return [...ending].map(letter => `[${letter}${letter.toUpperCase()}]`).join('');
}

/**
 * Whether a document is one that a person works on: unsaved, on a writable file system, or in an open
 * folder, even a read-only one. Other documents show an earlier version of a file, a copy from
 * somewhere else, or no file at all.
 */
function isOwnFile(uri: Uri): boolean {
  if (uri.scheme === 'untitled' || workspace.getWorkspaceFolder(uri)) return true;
  return workspace.fs.isWritableFileSystem(uri.scheme) === true;
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

/**
 * Reads the files whose version is not held already. A missing file is left out: the experiment's
 * rules report it.
 */
export async function readDataFiles(
  uri: Uri,
  experiment: Experiment,
  paths: readonly string[],
  isHeld: IsHeld,
): Promise<FileContents> {
  const files: FileContents['files'] = [];
  const problems: Finding[] = [];
  const limit = largestDataFile(uri);
  for (const path of new Set(paths)) {
    const file = resolveDataFile(uri, path);
    if (!file) {
      problems.push(outside(experiment, path));
      continue;
    }
    const state = await stateOf(file);
    if (!state) continue;
    const refusal = refusalOf(state, path, limit);
    if (refusal) {
      problems.push(fileProblem(experiment, path, refusal.id, refusal.message));
      continue;
    }
    const { version } = state;
    const content = isHeld(path, version) ? null : await state.read();
    files.push({ path, version, content });
  }
  return { files, problems };
}

export interface FileState {
  /** Changes with the content. */
  version: string;
  /** In bytes. */
  size: number;
  /** Whether it is an ordinary file: reading a pipe or a device may never end. */
  kind: 'file' | keyof typeof NO_FILE;
  read: () => Promise<Uint8Array>;
}

/** The state of a file, as an open editor shows it, saved or not; null if there is no such file. */
export async function stateOf(file: Uri): Promise<FileState | null> {
  const key = file.toString();
  const open = workspace.textDocuments.find(document => document.uri.toString() === key);
  if (open?.isDirty) {
    const content = new TextEncoder().encode(open.getText());
    const version = `unsaved ${open.version}`;
    return { version, size: content.length, kind: 'file', read: () => Promise.resolve(content) };
  }
  try {
    const { size, mtime, type } = await workspace.fs.stat(file);
    const read = async () => workspace.fs.readFile(file);
    return { version: `${mtime} ${size}`, size, kind: kindOf(type), read };
  } catch {
    return null;
  }
}

function kindOf(type: FileType): FileState['kind'] {
  if (type & FileType.File) return 'file';
  return type & FileType.Directory ? 'folder' : 'other';
}

/** The reason not to read a file; null if it may be read. @param limit in bytes, as `size` */
export function refusalOf(
  { kind, size }: FileState,
  file: string,
  limit: number,
): { id: string; message: string } | null {
  if (kind !== 'file') {
    return {
      id: 'unreadable',
      message: l10n.t('"{0}" cannot be read: {1}.', file, l10n.t(NO_FILE[kind])),
    };
  }
  if (size <= limit) return null;
  return { id: 'file-too-large', message: tooLargeMessage(file, size, limit) };
}

function outside(experiment: Experiment, path: string): Finding {
  return fileProblem(
    experiment,
    path,
    'file-outside',
    l10n.t(
      '"{0}" is not inside the workspace: write a path relative to this file that stays inside.',
      path,
    ),
  );
}

export function goneMessage(file: string): string {
  return l10n.t(
    '"{0}" does not exist any more: it was deleted, or moved by another program.',
    file,
  );
}

function tooLargeMessage(file: string, size: number, limit: number): string {
  const megabytes = (bytes: number) => formatInteger(Math.ceil(bytes / MEGABYTE));
  return l10n.t(
    '"{0}" has {1} MB, more than the limit of {2} MB: use an extract of it, or raise the setting {3}.',
    ...[file, megabytes(size), megabytes(limit), LARGEST_FILE_SETTING],
  );
}

function fileProblem(experiment: Experiment, file: string, id: string, message: string): Finding {
  const path = placeOf(experiment, file) ?? [];
  return {
    id,
    severity: 'error',
    message,
    place: { kind: 'json', path, part: 'value' },
    fixes: [],
  };
}

/** The place at which an experiment names a file, or its sweep if only runs of that do. */
function placeOf(experiment: Experiment, file: string): JsonPath | null {
  const named = filesNamed(experiment).find(each => each.file === file);
  if (named) return named.path;
  const within = pathTo(experiment.sweep, file);
  return within && ['sweep', ...within];
}

/** Path of a text inside a parsed value. */
function pathTo(value: unknown, text: string): JsonPath | null {
  if (value === text) return [];
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, child] of Object.entries(value)) {
    const rest = pathTo(child, text);
    if (rest) return [Array.isArray(value) ? Number(key) : key, ...rest];
  }
  return null;
}
