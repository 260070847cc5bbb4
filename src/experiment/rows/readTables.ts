/** The rows of all sources that are read and not made. */
import type { Experiment } from '../fields/experiment';
import { type DataFiles, PARTS, type Part } from '../format/experiment';
import type { Report } from '../format/core';
import type { Reading } from '../data/csv/rows';
import { reportMissingFile } from '../data/paths';
import { kindOf } from '../data/sources/sources';
import type { Source } from '../data/sources/sources';
import type { FileKind } from '../data/sources/kind';
import type { Table } from '../data/table/table';
import type { TableCache } from './tableCache';

/** What there is of each part; null: the experiment has no such part, or its rows are drawn later. */
export type PartTables = { [K in Part]: Table | null };

/** Reads file by file, with a breath now and then. */
export function* readTables(
  { data }: Pick<Experiment, 'data'>,
  files: DataFiles,
  cache: TableCache | null,
  report: Report,
): Generator<Reading, PartTables> {
  const tables: PartTables = { train: null, validation: null, test: null };
  for (const part of PARTS) {
    const source = data[part];
    const kind = source && kindOf(source);
    if (!source || !kind || !('read' in kind)) continue;
    const contents = contentsOf(source, kind, files, part, report);
    if (!contents) continue;
    tables[part] = cache?.find(part, source, contents) ?? null;
    if (tables[part]) continue;
    const problems = report.problems.length;
    const read = kind.read(source, contents, part, report);
    const table = read && 'next' in read ? yield* read : read;
    tables[part] = table;
    if (table && report.problems.length === problems) cache?.keep(part, source, contents, table);
  }
  return tables;
}

/** null after reporting a file that is missing. */
function contentsOf(
  source: Source,
  kind: FileKind,
  files: DataFiles,
  part: Part,
  report: Report,
): Uint8Array[] | null {
  const named = kind.files(source);
  const contents = named.flatMap(({ key, file }) => {
    const content = files.get(file);
    if (!content) reportMissingFile(file, ['data', part, key], report, kind.missing);
    return content ?? [];
  });
  return contents.length === named.length ? contents : null;
}
