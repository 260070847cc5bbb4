/** FILE → checked experiment → everything at step 0, with problems in terms of files and lines. */
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isDiagnosis } from '../../experiment/diagnosis/findingIds';
import { filesNamed } from '../../experiment/rules/data';
import { withRowsOf, type TableReading } from '../../experiment/newExperiment/tableReading';
import { positionAt } from '../../experiment/data/csv/text';
import type { Experiment } from '../../experiment/fields/experiment';
import type { DataFiles } from '../../experiment/format/experiment';
import { cellOf, inTermsOfTable } from '../../experiment/newExperiment/tableCells';
import { TableCache } from '../../experiment/rows/tableCache';
import type { Expression } from '../../experiment/expression/expression';
import { withValue } from '../../experiment/format/fixes';
import { resolveInside } from '../../experiment/data/paths';
import { prepare, requiredFiles } from '../../experiment/prepare';
import type { Prepared } from '../../experiment/prepare';
import type { Finding } from '../../experiment/format/finding';
import { rangeOf, readExperiment } from '../../experiment/read';
import type { ReadResult } from '../../experiment/read';
import { checkRuns, sweptFiles } from '../../experiment/validateSweep';
import type { Arguments } from './arguments';
import { UsageError } from './io';
import type { Io } from './io';
import { sourceOf } from './sourceText';

/** A finding as the terminal prints it; line and column of `file` count from 1. */
export interface PlacedFinding extends Pick<
  Finding,
  'id' | 'severity' | 'message' | 'layer' | 'tensor' | 'evidence'
> {
  file: string;
  /** Dotted path in the experiment; empty if the place is in a data file. */
  path: string;
  line: number;
  column: number;
}

export interface Loaded {
  /** null if a problem is an error. */
  prepared: Prepared | null;
  /** The file's expression; null if it is of another kind, or a problem is an error. */
  expression: Expression | null;
  problems: PlacedFinding[];
  /** Those of them that tell why it does not learn. */
  causes: Finding[];
  /** The experiment as it was read, and its data files; null if there is no experiment. */
  source: { read: ReadResult; files: DataFiles } | null;
  /** What a bare table was taken for; null: the file is an experiment, or nothing can be made of it. */
  reading: TableReading | null;
  /** Places what is found later. */
  place: (finding: Finding) => PlacedFinding;
}

/** An experiment that can run. */
export type Ready = Loaded & { prepared: Prepared };

/** The finding as it is printed on standard error. */
export function inWords({ severity, message, file, line, column }: PlacedFinding): string {
  const kind = severity === 'error' ? '' : `${severity}: `;
  return `${file}:${line}:${column}: ${kind}${message}`;
}

/**
 * @param adapted what is prepared, where it is not quite the file's experiment
 * @throws UsageError if the file cannot be read, or `--set` names no place in it
 */
export function load(
  { positional, set }: Pick<Arguments, 'positional' | 'set'>,
  io: Io,
  adapted: (experiment: Experiment) => Experiment = whole => whole,
): Loaded {
  const [file, ...more] = positional;
  if (file === undefined)
    throw new UsageError('A file is missing: *.backprop.json, or a table such as .csv.');
  if (more.length > 0) throw new UsageError(`One file at a time, not also "${more[0]}".`);
  const bytes = readBytes(file, io);
  const cache = new TableCache();
  const written = sourceOf(file, bytes, cache);
  const refused = (problems: Finding[], place: Loaded['place']): Loaded => {
    const { reading } = written;
    const none = { prepared: null, expression: null, causes: [], source: null };
    return { ...none, problems: problems.map(place), reading, place };
  };
  if (written.problems.length > 0) {
    return refused(written.problems, finding => placeFinding(finding, file, '', null));
  }
  const text = set.reduce(assign, written.text);
  const read = readExperiment(text);
  // The experiment of a table is inferred: nobody can look up a line of it, but the cells it comes from.
  const place = (finding: Finding) => {
    const placed = placeFinding(finding, file, text, read);
    return written.table ? { ...placed, ...cellOf(finding.place, written.table) } : placed;
  };
  const { experiment, expression } = read;
  if (!experiment) return { ...refused(read.problems, place), expression };
  const unread: Finding[] = [];
  const paths = [...new Set([...requiredFiles(experiment), ...sweptFiles(read)])];
  const files = written.table
    ? new Map([[basename(file), bytes]])
    : readFiles(experiment, paths, file, io, unread);
  if (unread.length > 0) return refused([...read.problems, ...unread], place);
  const { problems, prepared } = prepare(adapted(experiment), files, cache);
  const known = [...read.problems, ...(written.table ? inTermsOfTable(problems) : problems)];
  const all = prepared ? [...known, ...checkRuns(read, files)] : known;
  const failed = all.some(({ severity }) => severity === 'error');
  return {
    prepared: failed ? null : prepared,
    expression: null,
    problems: all.map(place),
    causes: all.filter(isDiagnosis),
    source: { read, files },
    reading: written.reading && withRowsOf(written.reading, prepared?.summary ?? null),
    place,
  };
}

/** @throws UsageError if there is no such file, or it cannot be read */
export function readBytes(file: string, io: Io): Uint8Array {
  const bytes = attempt(() => io.readFile(resolve(io.cwd, file)), file);
  if (!bytes) throw new UsageError(`There is no file "${file}".`);
  return bytes;
}

function attempt<T>(read: () => T, file: string): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`"${file}" cannot be read: ${reasonOf(error)}.`);
  }
}

/** Applies a `--set`. The value is JSON, or else text without quotes. */
function assign(text: string, { path, value }: { path: string; value: string }): string {
  const segments = path
    .split('.')
    .map(segment => (/^\d+$/.test(segment) ? Number(segment) : segment));
  let parsed: unknown = value;
  try {
    parsed = JSON.parse(value);
  } catch {
    // A bare word.
  }
  if (parsed === Infinity || parsed === -Infinity) {
    throw new UsageError(`--set ${path}: ${value} is too large for a number.`);
  }
  const changed = withValue(text, segments, parsed);
  if (changed !== null) return changed;
  throw new UsageError(`--set ${path}: there is no such place in the file.`);
}

/** Reads the files that exist; reports those outside the workspace instead. */
function readFiles(
  experiment: Experiment,
  paths: readonly string[],
  file: string,
  io: Io,
  problems: Finding[],
): Map<string, Uint8Array> {
  const folder = resolve(io.cwd, dirname(file));
  const inside = relative(io.cwd, folder);
  const isInside = inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
  // The workspace of an experiment elsewhere is its own folder.
  const root = isInside ? io.cwd : folder;
  const below = relative(root, folder)
    .split(sep)
    .filter(segment => segment !== '');
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    const segments = resolveInside(below, path);
    if (!segments) problems.push(...outside(experiment, path));
    else {
      try {
        const bytes = io.readFile(join(root, ...segments));
        if (bytes) files.set(path, bytes);
      } catch (error) {
        problems.push(...unreadable(experiment, path, error));
      }
    }
  }
  return files;
}

function outside(experiment: Experiment, file: string): Finding[] {
  const message = `"${file}" lies outside the working directory: data files have to stay inside.`;
  return whereNamed(experiment, file, 'file-outside', message);
}

/** The problem of a file that may not be read, or is a folder or a pipe. */
function unreadable(experiment: Experiment, file: string, error: unknown): Finding[] {
  const message = `"${file}" cannot be read: ${reasonOf(error)}.`;
  return whereNamed(experiment, file, 'unreadable', message);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A problem at every place that names the file; at the sweep if it is one of its values. */
function whereNamed(experiment: Experiment, file: string, id: string, message: string): Finding[] {
  const named = filesNamed(experiment).filter(each => each.file === file);
  const paths = named.length > 0 ? named.map(({ path }) => path) : [['sweep', 'parameters']];
  return paths.map(path => ({
    id,
    severity: 'error',
    message,
    place: { kind: 'json', path, part: 'value' },
    fixes: [],
  }));
}

function placeFinding(
  { id, severity, message, layer, tensor, evidence, place }: Finding,
  file: string,
  text: string,
  read: ReadResult | null,
): PlacedFinding {
  const said = {
    ...{ id, severity, message },
    ...(layer === undefined ? {} : { layer }),
    ...(tensor === undefined ? {} : { tensor }),
    ...(evidence === undefined ? {} : { evidence }),
  };
  if (place.kind === 'file') {
    const { line, column } = place;
    const dataFile =
      place.file === basename(file) && read === null ? file : beside(file, place.file);
    return { ...said, file: dataFile, path: '', line, column };
  }
  const { offset } = rangeOf(read?.tree, place);
  const path = place.kind === 'json' ? place.path.join('.') : '';
  return { ...said, file, path, ...positionAt(text, offset) };
}

/** Path of a data file, relative to the working directory. */
function beside(experiment: string, file: string): string {
  return join(dirname(experiment), file);
}
