/** The runs that were shown before the present one, and what they differ in. Knows nothing of vscode. */
import type { Experiment } from '../../experiment/experiment';
import type { RunOption, RunOrigin, RunsSummary } from '../../protocol/runs';
import type { HistorySlice } from '../../protocol/snapshot';

/** What a run was made of. */
export interface RunDefinition {
  experiment: Experiment;
  /** The file's text then. */
  text: string;
  origin: RunOrigin | null;
}

export interface PastRun extends RunDefinition {
  /** From 1, in the order in which they were begun. */
  number: number;
  columns: string[];
  history: HistorySlice;
  /** Where it stood when it was left. */
  step: number;
  epoch: number;
  /** What the epoch before that came to, as the columns: the history may go further. */
  lastEpoch: Float64Array;
}

/** The oldest are forgotten: each keeps its whole history. */
const MOST_RUNS = 8;
/** Says nothing of what a run computes. */
const UNTOLD = ['name', 'description', 'notation', 'policy', 'checks', 'sweep'];

export class PastRuns {
  runs: PastRun[] = [];
  /** Number of the present run. */
  present = 1;
  /** Counts up with every change. */
  version = 0;

  /** The present run becomes one of the past; another one begins. */
  add(run: Omit<PastRun, 'number'>): void {
    this.runs = [...this.runs, { ...run, number: this.present }].slice(-MOST_RUNS);
    this.next();
  }

  /** Another run begins, and the present one has nothing to remember. */
  next(): void {
    this.present++;
    this.version++;
  }

  forget(number: number): void {
    this.runs = this.runs.filter(run => run.number !== number);
    this.version++;
  }

  restore(runs: PastRun[], present: number): void {
    this.runs = runs;
    this.present = present;
    this.version++;
  }

  /** What is told of them: the options in which they and the present run differ. */
  summary(present: RunDefinition | null): RunsSummary {
    const definitions = present ? [...this.runs, present] : this.runs;
    const options = differences(definitions.map(({ experiment }) => experiment));
    const valuesOf = (at: number): string[] => options.map(({ values }) => values[at]);
    return {
      version: this.version,
      options: options.map(({ path }) => path),
      present: {
        number: this.present,
        origin: present?.origin ?? null,
        values: present ? valuesOf(definitions.length - 1) : [],
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
  const flat = experiments.map(experiment => flatten(experiment, ''));
  const paths = new Set(flat.flatMap(values => [...values.keys()]));
  return [...paths].flatMap(path => {
    const values = flat.map(each => each.get(path) ?? '–');
    return new Set(values).size > 1 ? [{ path, values }] : [];
  });
}

function flatten(value: unknown, path: string): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, textOf(value)]]);
  // Numbers in rows are one value: a list of them says more than a hundred paths.
  if (
    Array.isArray(value) &&
    value.every(item => typeof item !== 'object' || Array.isArray(item))
  ) {
    return new Map([[path, textOf(value)]]);
  }
  const entries = Object.entries(value).filter(([key]) => path !== '' || !UNTOLD.includes(key));
  return new Map(
    entries.flatMap(([key, child]) => [...flatten(child, path === '' ? key : `${path}.${key}`)]),
  );
}

const LONGEST = 40;

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
