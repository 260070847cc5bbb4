/** What a long table was taken for, checked against all of its rows. */
import type { Experiment } from '../fields/experiment';
import { Report } from '../format/core';
import { readExperiment } from '../read';
import { readTables } from '../rows/readTables';
import type { TableCache } from '../rows/tableCache';
import { headOf } from '../data/csv/dialect/head';
import { readRows, type Reading } from '../data/csv/rows';
import type { Targets } from '../data/table/table';
import { inferCsv, type Inferred } from './csvExperiment';
import type { TableChoice } from './target';

/** More different values than this are no classes of a bare table. */
const MOST_VALUES = 1000;

/**
 * Infers from a sample, and reads the whole: where it holds other classes than the sample, they are
 * told again from the values of all rows. The table that was read is kept in `cache`, for the
 * experiment that is inferred.
 */
export function* inferWhole(
  bytes: Uint8Array,
  fileName: string,
  decided: TableChoice,
  cache: TableCache,
): Generator<Reading, Inferred> {
  const inferred = inferCsv(bytes, fileName, true, decided);
  const { reading, complete, experimentText } = inferred;
  if (complete || reading?.target.classes === undefined) return inferred;
  const { experiment } = readExperiment(experimentText);
  if (!experiment) return inferred;
  const [target, ...more] = reading.target.columns;
  const isOneColumn = more.length === 0;
  const found = isOneColumn ? yield* classesIn(experiment, bytes, cache) : null;
  if (found === null || found === reading.target.classes) return inferred;
  const rows = yield* rowsWithValues(bytes, fileName, target);
  return inferCsv(bytes, fileName, true, decided, rows);
}

/** How many different targets there are; null where they cannot be read. */
function* classesIn(
  experiment: Experiment,
  bytes: Uint8Array,
  cache: TableCache,
): Generator<Reading, number | null> {
  const { train } = experiment.data;
  if (train.type !== 'csv') return null;
  const files = new Map([[train.path, bytes]]);
  const { train: table } = yield* readTables(experiment, files, cache, new Report());
  return table && differentIn(table.y);
}

function differentIn(targets: Targets): number | null {
  if (targets.kind === 'text') return targets.names.length;
  if (targets.kind === 'rows') return null;
  const seen = new Set<number>();
  for (const value of targets.values) {
    if (seen.size > MOST_VALUES) break;
    seen.add(value);
  }
  return seen.size;
}

/** The first row of each value in a column. */
function* rowsWithValues(
  bytes: Uint8Array,
  fileName: string,
  column: number,
): Generator<Reading, string[][]> {
  const { dialect } = headOf(bytes);
  const rows: string[][] = [];
  const seen = new Set<string>();
  let isFirst = true;
  yield* readRows(fileName, bytes, dialect, ({ cells }) => {
    const value = cells.length === dialect.width ? cells[column].trim() : '';
    if (!isFirst && value !== '' && !seen.has(value)) {
      seen.add(value);
      rows.push(cells.map(cell => cell.trim()));
    }
    isFirst = false;
    return seen.size <= MOST_VALUES;
  });
  return rows;
}
