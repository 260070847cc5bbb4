/** What comes out of a sweep: its runs, and their mean and spread over some of the parameters. */
import type { Run } from '../../engine/training/run';
import type { SweepSpec } from '../format/experiment';

/** A row of the epoch log: `epoch`, then the columns of the log. */
export type EpochRow = { [column: string]: number };

export interface RunResult {
  /** The swept paths as they are written, with their values. */
  parameters: { [path: string]: unknown };
  /** The last row of the log, without its epoch; empty where the first epoch was not finished. */
  final: EpochRow;
  epochs: EpochRow[];
  /** One sentence: its numbers left the finite range, and what it had come to before says nothing. */
  failure: string | null;
}

/** Over the runs that differ only in what `aggregate_over` names. */
export interface Aggregate {
  parameters: { [path: string]: unknown };
  /** Those that have finished: the others are counted, and have no part in the numbers. */
  runs: number;
  failed: number;
  /** Means of the last rows; empty where no run has finished. */
  mean: EpochRow;
  /** Population standard deviation (ddof 0), as `numpy.std`. */
  std: EpochRow;
  /** Those that stand in the log of every run. */
  epochs: { epoch: number; mean: EpochRow; std: EpochRow }[];
}

export interface SweepResult {
  runs: RunResult[];
  aggregate: Aggregate[];
}

export function resultOf(parameters: RunResult['parameters'], run: Run): RunResult {
  const { numbers: epochs, values } = run.log.slice(0);
  const row = (index: number): EpochRow =>
    Object.fromEntries(run.columns.map((column, at) => [column, values[at][index]]));
  return {
    parameters,
    final: epochs.length > 0 ? row(epochs.length - 1) : {},
    epochs: Array.from(epochs, (epoch, index) => ({ epoch, ...row(index) })),
    failure: run.firstNonFinite()?.message ?? null,
  };
}

/**
 * Rows of a run's log, not many more than `most`, at the same epochs for runs of any length: multiples
 * of a power of two, and the first and the last.
 * @param epochs how many the run was to have
 */
export function sampledEpochs(rows: EpochRow[], epochs: number, most: number): EpochRow[] {
  const distance = 2 ** Math.max(0, Math.ceil(Math.log2(epochs / most)));
  return rows.filter(
    ({ epoch }, at) => epoch % distance === 0 || epoch === 1 || at === rows.length - 1,
  );
}

/** Groups in the order of their first runs; none where nothing is aggregated over. */
export function aggregate({ aggregate_over: over }: SweepSpec, runs: RunResult[]): Aggregate[] {
  if (over.length === 0) return [];
  const groups = new Map<string, RunResult[]>();
  for (const run of runs) {
    const key = JSON.stringify(without(run.parameters, over));
    const group = groups.get(key);
    if (group) group.push(run);
    else groups.set(key, [run]);
  }
  return [...groups.values()].map(group => {
    const finished = group.filter(({ failure }) => failure === null);
    return {
      parameters: without(group[0].parameters, over),
      runs: finished.length,
      failed: group.length - finished.length,
      ...spread(finished.map(({ final }) => final)),
      epochs: finished.length > 0 ? aggregateEpochs(finished) : [],
    };
  });
}

function without(parameters: RunResult['parameters'], over: readonly string[]) {
  return Object.fromEntries(Object.entries(parameters).filter(([path]) => !over.includes(path)));
}

function aggregateEpochs(group: RunResult[]): Aggregate['epochs'] {
  const logs = group.map(({ epochs }) => new Map(epochs.map(row => [row.epoch, row])));
  return group[0].epochs.flatMap(({ epoch }) => {
    const rows = logs.map(log => log.get(epoch)).filter(row => row !== undefined);
    return rows.length < group.length ? [] : [{ epoch, ...spread(rows.map(withoutEpoch)) }];
  });
}

function withoutEpoch(row: EpochRow): EpochRow {
  return Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'epoch'));
}

function spread(rows: EpochRow[]): { mean: EpochRow; std: EpochRow } {
  const mean: EpochRow = {};
  const std: EpochRow = {};
  for (const column of Object.keys(rows[0] ?? {})) {
    const values = rows.map(row => row[column] ?? NaN);
    const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    mean[column] = middle;
    std[column] = Math.sqrt(squares / values.length);
  }
  return { mean, std };
}

/**
 * Index of the best of these last rows by the sweep's metric; −1 where none has a number there. Runs
 * that have failed are to be left out, by an empty row.
 */
export function best({ metric }: SweepSpec, finals: readonly EpochRow[]): number {
  const { name, goal } = metric ?? { name: 'loss', goal: 'minimize' };
  const sign = goal === 'minimize' ? 1 : -1;
  let found = -1;
  finals.forEach((final, index) => {
    const value = sign * (final[name] ?? NaN);
    if (Number.isNaN(value)) return;
    if (found < 0 || value < sign * finals[found][name]) found = index;
  });
  return found;
}
