/** What the list of runs says of each run: the options in which it differs, and what it came to. */
import type { RunSummary } from '../../src/protocol/runs';
import { measured } from '../run/course';

/** Columns of results: as many as stand beside each other at 480 px and one more. */
const MOST_RESULTS = 4;

/** A run as a row of the list. */
export interface ListedRun extends RunSummary {
  isCurrent: boolean;
  shown: boolean;
  /** Position at which it stands. */
  step: number;
  epoch: number;
  columns: readonly string[];
  /** Values of the last epoch before that position, in the order of the columns. */
  lastEpoch: ArrayLike<number>;
}

/** The loss, then each metric; where validation rows are measured, the metrics are those of these rows. */
export function resultColumns(columns: readonly string[]): string[] {
  const own = columns.filter(name => !name.startsWith('val_') && !name.startsWith('test_'));
  const metrics = own.filter(name => name !== 'loss');
  const measuredOn = (name: string): string =>
    columns.includes(`val_${name}`) ? `val_${name}` : name;
  const wanted = ['loss', 'val_loss', ...metrics.map(measuredOn)];
  return wanted.filter(name => columns.includes(name)).slice(0, MOST_RESULTS);
}

/** undefined: the run has not measured it. */
export function resultOf(run: ListedRun, column: string): number | undefined {
  const at = run.columns.indexOf(column);
  return at < 0 ? undefined : measured(run.lastEpoch[at], run.epoch, run.origin?.epoch ?? 0);
}

/** The best value of a column; null where it is not known what is better, or there is nothing to choose from. */
export function bestOf(column: string, values: readonly (number | undefined)[]): number | null {
  const known = values.filter(value => value !== undefined && Number.isFinite(value));
  if (known.length < 2) return null;
  if (column.endsWith('loss')) return Math.min(...(known as number[]));
  return column.endsWith('accuracy') ? Math.max(...(known as number[])) : null;
}

export interface Chip {
  /** The last word of the path; empty where the value says enough. */
  name: string;
  value: string;
  /** The whole path, with its value there and here. */
  title: string;
}

/**
 * The options in which a run differs from the one it is compared with; of that one itself, every option
 * in which others differ.
 */
export function chipsOf(
  { values }: RunSummary,
  reference: RunSummary,
  options: readonly string[],
): Chip[] {
  const names = shortNames(options);
  const isReference = values === reference.values;
  return options.flatMap((path, at) => {
    const [before, value] = [reference.values[at], values[at]];
    if (before === value && !isReference) return [];
    // A kind is known by its own name: `adam`.
    const name = path.endsWith('.type') ? '' : names[at];
    const title = isReference ? `${path} ${value}` : `${path} ${before} → ${value}`;
    return [{ name, value, title }];
  });
}

/** The last word of each path, where no other path ends in it. */
function shortNames(paths: readonly string[]): string[] {
  const lastWord = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
  const words = paths.map(lastWord);
  return paths.map((path, at) => {
    const isClear = words.filter(word => word === words[at]).length === 1;
    return isClear && Number.isNaN(Number(words[at])) ? words[at] : path;
  });
}
