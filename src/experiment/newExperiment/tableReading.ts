/** What a bare table was taken for, as data and as a sentence. */
import { counted, formatInteger } from '../../engine/ground/numbers';
import type { DataSummary } from '../summary';
import type { Delimiter } from '../data/csv/dialect/delimiter';
import type { DecimalMark } from '../data/csv/cells/notation';
import type { FeatureAs } from './columns';
import type { LeftOut } from './target';

export interface TableReading {
  /** The first row holds names. */
  header: boolean;
  /** The line of the names, from 1; null where there are none. */
  header_row: number | null;
  delimiter: Delimiter;
  decimal: DecimalMark;
  encoding: string;
  /** Rows that are used. */
  rows: number;
  /** Rows that are left out, because a value is missing. */
  rows_skipped: number;
  /** Values of inputs that are missing, and become the median or the most frequent of their column. */
  values_filled: number;
  inputs: { column: number; name: string; as: FeatureAs }[];
  left_out: (LeftOut & { name: string })[];
  target: { columns: number[]; name: string; kind: 'classes' | 'number'; classes?: number };
}

/** With the rows that were really read: the first ones alone are looked at before. */
export function withRowsOf(reading: TableReading, summary: DataSummary | null): TableReading {
  if (!summary) return reading;
  const { train, validation, test } = summary;
  const rows = train.rows + (validation?.rows ?? 0) + (test?.rows ?? 0);
  const filled = train.filled + (validation?.filled ?? 0) + (test?.filled ?? 0);
  return { ...reading, rows, rows_skipped: train.skipped, values_filled: filled };
}

/** One part of the sentence, and the question that changes it. */
export interface ReadingPart {
  about: 'rows' | 'inputs' | 'target' | 'header' | 'skipped';
  words: string;
  /** Said in brackets behind it. */
  aside?: string;
}

/** Columns that are named one by one in the sentence. */
const MOST_NAMED = 3;

export function partsOf(reading: TableReading): ReadingPart[] {
  const { header_row: header, rows, inputs, target } = reading;
  const { rows_skipped: skipped, values_filled: filled } = reading;
  const kind =
    target.classes === undefined ? 'a number' : counted(target.classes, 'class', 'classes');
  const parts: ReadingPart[] = [
    { about: 'rows', words: counted(rows, 'row') },
    { about: 'inputs', words: counted(inputs.length, 'input'), ...aside(reading) },
    { about: 'target', words: `target ${target.name}: ${kind}` },
    { about: 'header', words: header === null ? 'no header' : `header: row ${header}` },
  ];
  if (skipped > 0) {
    parts.push({ about: 'skipped', words: `${counted(skipped, 'row')} skipped: missing values` });
  } else if (filled > 0) {
    parts.push({ about: 'skipped', words: `${counted(filled, 'missing value')} filled in` });
  }
  return parts;
}

/** The parts in a line. */
export function sentenceOf(reading: TableReading): string {
  return partsOf(reading)
    .map(({ words, aside: more }) => (more === undefined ? words : `${words} (${more})`))
    .join(' · ');
}

/** "Id left out: counts the rows". */
function aside({ left_out: columns }: TableReading): Pick<ReadingPart, 'aside'> {
  if (columns.length === 0) return {};
  const named = columns.slice(0, MOST_NAMED).map(({ name, why }) => `${name} left out: ${why}`);
  const more = columns.length - named.length;
  if (more > 0) named.push(`${formatInteger(more)} more left out`);
  return { aside: named.join('; ') };
}
