/** A sweep as a map: rows and columns of swept values, and what one column of the log came to in each run. */
import { SWEPT, type SweepCurves } from '../../src/protocol/runs';

export type CellState = 'none' | 'toCome' | 'ended' | 'failed';

export interface MapCell {
  /** Number of the run; null: the sweep has none of these values. */
  run: number | null;
  state: CellState;
  /** NaN unless it has ended. */
  value: number;
}

export interface MapRow {
  /** A value for each of `SweepMap.heads`. */
  labels: string[];
  /** A cell for each of `SweepMap.columns`. */
  cells: MapCell[];
  /** Over the runs that have ended; the standard deviation is that of the population (ddof 0), as `numpy.std`. */
  mean: number;
  std: number;
  runs: number;
}

export interface SweepMap {
  /** Names of the parameters of the rows. */
  heads: string[];
  /** Names of what the columns differ in; empty where each row is one run. */
  across: string;
  columns: string[];
  rows: MapRow[];
  /** Rows have a mean and a standard deviation. */
  isAggregated: boolean;
  /** The best row; where nothing is aggregated, the best cell. null: nothing has ended. */
  best: { row: number; col: number | null } | null;
  /** The worst and the best value: they may be equal. */
  limits: { worst: number; best: number };
}

/** @param column of the epoch log */
export function sweepMap(sweep: SweepCurves, column: string): SweepMap {
  const { down, across } = axesOf(sweep);
  const isAggregated = sweep.over.length > 0;
  const rows = combinations(sweep, down);
  const columns = combinations(sweep, across);
  const at = sweep.columns.indexOf(column);
  const cells = rows.map(() =>
    columns.map((): MapCell => ({ run: null, state: 'none', value: NaN })),
  );
  sweep.choices.forEach((choice, run) => {
    const row = rows.findIndex(each => matches(each, choice));
    const col = columns.findIndex(each => matches(each, choice));
    cells[row][col] = cellOf(sweep, run, at);
  });
  const lines = cells.map((line, row) => ({
    labels: labelsOf(sweep, rows[row]),
    cells: line,
    ...spread(line),
  }));
  const sign = isMaximal(sweep, column) ? 1 : -1;
  return {
    heads: down.map(index => nameOf(sweep, index)),
    across: across.map(index => nameOf(sweep, index)).join(', '),
    columns: columns.map(each => labelsOf(sweep, each).join(', ')),
    rows: lines,
    isAggregated,
    best: isAggregated ? bestRow(lines, sign) : bestCell(lines, sign),
    limits: limitsOf(lines, sign),
  };
}

/** Higher values are better. */
export function isMaximal({ metric, goal }: SweepCurves, column: string): boolean {
  return column === metric ? goal === 'maximize' : column.includes('accuracy');
}

/** `optimizer.learning_rate` → `learning_rate`; a path that ends in an index stays whole. */
function nameOf({ parameters }: SweepCurves, index: number): string {
  const { path } = parameters[index];
  const last = path.slice(path.lastIndexOf('.') + 1);
  return /^[\d*]+$/.test(last) ? path : last;
}

/**
 * Which parameters lead down and which across: what is aggregated over stands side by side; without that
 * two parameters span a plane, as long as at least half of it is swept.
 */
function axesOf(sweep: SweepCurves): { down: number[]; across: number[] } {
  const told = sweep.parameters.flatMap(({ values }, index) => (values.length > 1 ? [index] : []));
  const isOver = (index: number): boolean => sweep.over.includes(sweep.parameters[index].path);
  const [kept, over] = [told.filter(index => !isOver(index)), told.filter(isOver)];
  if (over.length > 0 || kept.length !== 2) return { down: kept, across: over };
  const cells = kept.reduce((count, index) => count * sweep.parameters[index].values.length, 1);
  return 2 * sweep.choices.length >= cells
    ? { down: [kept[0]], across: [kept[1]] }
    : { down: kept, across: [] };
}

/** Indices of values by their parameters. */
type Combination = ReadonlyMap<number, number>;

/** All that occur, in the order of the values in the file; one, empty, of no parameters. */
function combinations({ choices }: SweepCurves, axis: readonly number[]): Combination[] {
  const known = new Map(
    choices.map(choice => {
      const indices = axis.map(parameter => choice[parameter]);
      return [indices.join(), indices] as const;
    }),
  );
  const sorted = [...known.values()].sort((a, b) => {
    const first = a.findIndex((index, at) => index !== b[at]);
    return first < 0 ? 0 : a[first] - b[first];
  });
  return sorted.map(indices => new Map(axis.map((parameter, at) => [parameter, indices[at]])));
}

function matches(combination: Combination, choice: readonly number[]): boolean {
  return [...combination].every(([parameter, index]) => choice[parameter] === index);
}

function labelsOf({ parameters }: SweepCurves, combination: Combination): string[] {
  return [...combination].map(([parameter, index]) => parameters[parameter].values[index]);
}

function cellOf({ finals, ended, columns }: SweepCurves, run: number, column: number): MapCell {
  const value = column < 0 ? NaN : finals[run * columns.length + column];
  if (ended[run] === SWEPT.toCome) return { run, state: 'toCome', value: NaN };
  return { run, state: ended[run] === SWEPT.failed ? 'failed' : 'ended', value };
}

function spread(cells: readonly MapCell[]): Pick<MapRow, 'mean' | 'std' | 'runs'> {
  const values = cells.filter(({ state }) => state === 'ended').map(({ value }) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / values.length), runs: values.length };
}

function bestRow(rows: readonly MapRow[], sign: number): SweepMap['best'] {
  const row = bestOf(rows.map(({ mean }) => sign * mean));
  return row === null ? null : { row, col: null };
}

function bestCell(rows: readonly MapRow[], sign: number): SweepMap['best'] {
  const columns = rows[0]?.cells.length ?? 0;
  const at = bestOf(rows.flatMap(({ cells }) => cells.map(({ value }) => sign * value)));
  return at === null ? null : { row: Math.floor(at / columns), col: at % columns };
}

/** Index of the largest; null where none is a number. */
function bestOf(values: readonly number[]): number | null {
  let best: number | null = null;
  values.forEach((value, at) => {
    if (!Number.isNaN(value) && (best === null || value > values[best])) best = at;
  });
  return best;
}

function limitsOf(rows: readonly MapRow[], sign: number): SweepMap['limits'] {
  const values = rows
    .flatMap(({ cells }) => cells.map(({ value }) => value))
    .filter(Number.isFinite);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return sign > 0 ? { worst: low, best: high } : { worst: high, best: low };
}
