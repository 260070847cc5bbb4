/** The text of an experiment's file, or that of the experiment which a bare table stands for. */
import { basename } from 'node:path';
import { mayBeTableName } from '../../experiment/data/csv/endings';
import { strictText } from '../../experiment/data/csv/dialect/encoding';
import type { Finding } from '../../experiment/format/finding';
import { finished } from '../../experiment/data/csv/rows';
import type { TableCells } from '../../experiment/newExperiment/tableCells';
import { inferWhole } from '../../experiment/newExperiment/wholeTable';
import type { TableCache } from '../../experiment/rows/tableCache';
import type { TableReading } from '../../experiment/newExperiment/tableReading';
import { UsageError } from './io';

export interface SourceText {
  text: string;
  problems: Finding[];
  /** What the text is inferred from; null: it is the file's own. */
  table: TableCells | null;
  reading: TableReading | null;
}

/**
 * The experiment's text; a table stands for the experiment inferred from it.
 * @param cache keeps the rows of a table that was read for that
 * @throws UsageError where the text of an experiment cannot be decoded
 */
export function sourceOf(file: string, bytes: Uint8Array, cache: TableCache): SourceText {
  if (!isTable(file, bytes)) {
    return { text: textOf(file, bytes), problems: [], table: null, reading: null };
  }
  const table = finished(inferWhole(bytes, basename(file), {}, cache));
  const { experimentText: text, problems, reading } = table;
  return { text, problems, table, reading };
}

/** By its ending; of any other file, by whether it begins as JSON does. */
function isTable(file: string, bytes: Uint8Array): boolean {
  if (mayBeTableName(file)) return true;
  if (/\.jsonc?$/i.test(file)) return false;
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  return start !== '' && !/^(?:\{|\/\/|\/\*)/.test(start);
}

/** Decodes strictly: in a wrong encoding labels and names would differ, or become the same. */
function textOf(file: string, bytes: Uint8Array): string {
  const read = strictText(bytes);
  if ('text' in read) return read.text;
  throw new UsageError(`"${file}" cannot be read, line ${read.line}: ${read.what}.`);
}
