/** The runs before the current one, and the options in which they differ. Knows nothing of vscode. */
import type { Experiment } from '../../../experiment/fields/experiment';
import type { RunOption, RunOrigin, RunsSummary } from '../../../protocol/runs';
import type { HistorySlice } from '../../../protocol/snapshot';

/** The definition of a run. */
export interface RunDefinition {
  experiment: Experiment;
  /** Text of the file when the run was loaded. */
  text: string;
  origin: RunOrigin | null;
}

export interface PastRun extends RunDefinition {
  /** From 1, in the order in which the runs began. */
  number: number;
  columns: string[];
  history: HistorySlice;
  /** Position of the run when it was left. */
  step: number;
  epoch: number;
  /** Values of the last epoch before that, in the order of the columns; the history may go further. */
  lastEpoch: Float64Array;
}

/** Runs kept, the newest: each keeps its whole history. */
const MOST_RUNS = 8;
/** Options that do not change the numbers of a run. */
const NOT_COMPARED = ['name', 'description', 'notation', 'policy', 'checks', 'sweep'];

export class PastRuns {
  runs: PastRun[] = [];
  /** Number of the current run. */
  current = 1;
  /** The largest number so far. */
  private largest = 1;
  /** Counts up with every change. */
  version = 0;

  /** Adds the current run to the past ones; another begins. */
  add(run: Omit<PastRun, 'number'>): void {
    this.keep(run, this.current);
    this.next();
  }

  /** Adds a run that was done beside the current one. */
  addBeside(run: Omit<PastRun, 'number'>): void {
    this.keep(run, ++this.largest);
    this.version++;
  }

  /** Begins another run; the current one is not worth keeping. */
  next(): void {
    this.current = ++this.largest;
    this.version++;
  }

  /** The run that has just begun is this past one again. */
  reopen(number: number): void {
    this.runs = this.runs.filter(run => run.number !== number);
    this.current = number;
    this.largest = Math.max(number, ...this.runs.map(run => run.number));
    this.version++;
  }

  forget(number: number): void {
    this.runs = this.runs.filter(run => run.number !== number);
    this.version++;
  }

  restore(runs: PastRun[], current: number): void {
    this.runs = runs;
    this.current = current;
    this.largest = Math.max(current, ...runs.map(({ number }) => number));
    this.version++;
  }

  private keep(run: Omit<PastRun, 'number'>, number: number): void {
    this.runs = [...this.runs, { ...run, number }].slice(-MOST_RUNS);
  }

  /** The summary for the page: the options in which the past runs and the current one differ. */
  summary(current: RunDefinition | null): RunsSummary {
    const definitions = current ? [...this.runs, current] : this.runs;
    const options = differences(definitions.map(({ experiment }) => experiment));
    const valuesOf = (at: number): string[] => options.map(({ values }) => values[at]);
    return {
      version: this.version,
      sweeps: Boolean(current?.experiment.sweep),
      options: options.map(({ path }) => path),
      current: {
        number: this.current,
        origin: current?.origin ?? null,
        values: current ? valuesOf(definitions.length - 1) : [],
      },
      past: this.runs.map(({ number, origin, columns, history, step, epoch, lastEpoch }, at) => ({
        ...{ number, origin, columns, history, step, epoch, lastEpoch },
        values: valuesOf(at),
      })),
    };
  }
}

/** `optimizer.learning_rate 0.1 → 0.01`: what has changed between two runs. */
export function changedOptions(from: RunDefinition, to: RunDefinition): string[] {
  return differences([from.experiment, to.experiment]).map(
    ({ path, values: [before, after] }) => `${path} ${before} → ${after}`,
  );
}

/** The options in which experiments differ, as dotted paths with the value of each experiment. */
export function differences(experiments: readonly Experiment[]): RunOption[] {
  const flat = experiments.map(experiment => flatten(withDropout(experiment), ''));
  const paths = new Set(flat.flatMap(values => [...values.keys()]));
  return [...paths].flatMap(path => {
    const values = flat.map(each => each.get(path) ?? '–');
    return new Set(values).size > 1 ? [{ path, values: shortened(told(path, values)) }] : [];
  });
}

/** What stands behind a layer as an option of that layer: its kind, and its rate. */
function withDropout(experiment: Experiment): object {
  const layers = experiment.model.layers.map(({ mask, ...layer }) => ({
    ...layer,
    ...(mask && { [mask.type]: mask.rate }),
  }));
  return { ...experiment, model: { ...experiment.model, layers } };
}

/** Metrics are one value: as options, one metric more would be a column for each of its own. */
const WHOLE = 'metrics';

/** Metrics by their names, where these differ. */
function told(path: string, values: string[]): string[] {
  if (path !== WHOLE) return values;
  const names = values.map(value =>
    [...value.matchAll(/"name":"([^"]*)"/g)].map(([, name]) => name),
  );
  const lists = names.map((list, at) => (list.length > 0 ? list.join(', ') : values[at]));
  return new Set(lists).size > 1 ? lists : values;
}

function flatten(value: unknown, path: string): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, textOf(value)]]);
  // Numbers in rows are one value: a list of them says more than a hundred paths.
  const isWhole = path === WHOLE || (Array.isArray(value) && value.every(isPlain));
  if (isWhole) return new Map([[path, textOf(value)]]);
  const entries = Object.entries(value).filter(
    ([key]) => path !== '' || !NOT_COMPARED.includes(key),
  );
  return new Map(
    entries.flatMap(([key, child]) => [...flatten(child, path === '' ? key : `${path}.${key}`)]),
  );
}

function isPlain(item: unknown): boolean {
  return typeof item !== 'object' || Array.isArray(item);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const LONGEST = 40;
/** Characters kept of their common beginning. */
const ALIKE = 8;

/** Long values shortened to the part in which they differ. */
function shortened(values: string[]): string[] {
  if (values.every(({ length }) => length <= LONGEST)) return values;
  const [first] = values;
  const differs = (at: number): boolean => values.some(value => value[at] !== first[at]);
  const alike = Array.from(first).findIndex((_, at) => differs(at));
  const from = Math.max(0, (alike < 0 ? first.length : alike) - ALIKE);
  return values.map(value => {
    if (value.length <= LONGEST) return value;
    const text = `${from > 0 ? '…' : ''}${value.slice(from)}`;
    return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  });
}
