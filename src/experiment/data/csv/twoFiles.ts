/** Inputs in one CSV file and targets in another: rows stand for each other by their order. */
import { counted } from '../../../engine/ground/numbers';
import { atValue, type Report } from '../../format/core';
import type { JsonPath } from '../../format/finding';
import { takeRows, type Table } from '../table/table';
import { readFile, type FileRows } from './csv';
import type { CsvSource } from './fields';
import type { Reading } from './rows';

/**
 * The rows of both files, or null after reporting an error.
 * @param path the place of the source
 */
export function* readTwoFiles(
  source: CsvSource,
  targets: string,
  [inputBytes, targetBytes]: readonly Uint8Array[],
  path: JsonPath,
  report: Report,
): Generator<Reading, Table | null> {
  // Which rows are left out is known when both files have been read.
  const limit = source.missing === 'skip_row' ? null : source.limit;
  const inputFile = { ...source, limit, holds: 'inputs' } as const;
  const targetFile = { ...source, path: targets, limit, holds: 'targets' } as const;
  const x = yield* readFile(inputFile, inputBytes, path, report);
  const y = yield* readFile(targetFile, targetBytes, path, report);
  if (!x || !y) return null;
  const [rows, others] = [x, y].map(({ table, skipped }) => table.rows + skipped.size);
  if (rows !== others) {
    const message = `${source.path} has ${counted(rows, 'row')} of data, ${targets} has ${others}: each row needs its target.`;
    report.error('wrong-length', message, atValue(...path, 'targets'));
    return null;
  }
  const table = joined(x, y, source.limit ?? Infinity);
  if (table.rows > 0) return table;
  const message = `Every row of ${source.path} and ${targets} is left out: a value is missing in each.`;
  report.error('no-rows', message, atValue(...path, 'missing'));
  return null;
}

/** The rows that neither file leaves out. */
function joined(x: FileRows, y: FileRows, limit: number): Table {
  const all = x.table.rows + x.skipped.size;
  const [ofX, ofY]: number[][] = [[], []];
  let row = 0;
  for (let [atX, atY] = [0, 0]; row < all && ofX.length < limit; row++) {
    const [isInX, isInY] = [!x.skipped.has(row), !y.skipped.has(row)];
    if (isInX && isInY) {
      ofX.push(atX);
      ofY.push(atY);
    }
    atX += Number(isInX);
    atY += Number(isInY);
  }
  const targets = takeRows(y.table, ofY);
  return {
    ...takeRows(x.table, ofX),
    y: targets.y,
    labelNames: targets.labelNames,
    placeOfTarget: at => targets.placeOfTarget(at),
    skipped: row - ofX.length,
  };
}
