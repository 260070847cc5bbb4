/** What a bare table was taken for, as data and as a sentence. */
import { formatInteger } from '../../engine/ground/numbers';
import { plural, t } from '../words/say';
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
    target.classes === undefined
      ? t('a number')
      : plural(target.classes, '{0} class', '{0} classes');
  const parts: ReadingPart[] = [
    { about: 'rows', words: plural(rows, '{0} row', '{0} rows') },
    { about: 'inputs', words: plural(inputs.length, '{0} input', '{0} inputs'), ...aside(reading) },
    { about: 'target', words: t('target {0}: {1}', target.name, kind) },
    { about: 'header', words: header === null ? t('no header') : t('header: row {0}', header) },
  ];
  if (skipped > 0) {
    parts.push({
      about: 'skipped',
      words: plural(skipped, '{0} row skipped: missing values', '{0} rows skipped: missing values'),
    });
  } else if (filled > 0) {
    parts.push({
      about: 'skipped',
      words: plural(filled, '{0} missing value filled in', '{0} missing values filled in'),
    });
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
  const named = columns
    .slice(0, MOST_NAMED)
    .map(({ name, why }) => t('{0} left out: {1}', name, t(why)));
  const more = columns.length - named.length;
  if (more > 0) named.push(t('{0} more left out', formatInteger(more)));
  return { aside: named.join('; ') };
}
