/** Texts about the data: its size, and its first rows. Knows nothing of vscode. */
import { formatInteger, shortNumber } from '../../engine/ground/numbers';
import type { DataSummary } from '../../protocol/snapshot';
import { table, type Markup } from '../surfaces/markup';
import { padded, screenWidth } from '../surfaces/plainText';
import { plural, t } from '../words/say';

export type PartName = 'train' | 'validation' | 'test';

/** Most classes that are listed; more are counted. */
const MOST_NAMED = 8;

/**
 * "210 rows · 2 features · 3 classes: 70 + 70 + 70"; classes that have names are named, and rows
 * that are left out are counted: "208 rows (2 left out: a value is missing)".
 */
export function describePart(summary: DataSummary, part: PartName): string {
  const found = summary[part];
  if (!found) return '';
  const { classNames, featureNames } = summary;
  const { rows, skipped } = found;
  const read = plural(rows, '{0} row', '{0} rows');
  const size =
    skipped > 0 ? t('{0} ({1} left out: a value is missing)', read, formatInteger(skipped)) : read;
  const words = [size, plural(featureNames.length, '{0} feature', '{0} features')];
  if (!classNames || !found.perClass) return words.join(' · ');
  const { perClass } = found;
  const isNamed = classNames.some(name => Number.isNaN(Number(name)));
  const each = isNamed
    ? classNames.map((name, index) => `${name} ${perClass[index]}`).join(', ')
    : perClass.join(' + ');
  const count = plural(classNames.length, '{0} class', '{0} classes');
  const few = classNames.length <= (isNamed ? MOST_NAMED : 2 * MOST_NAMED);
  return [...words, few ? `${count}: ${each}` : count].join(' · ');
}

/** Columns of the first rows, the targets last; each has a name and a list of cells. */
interface Column {
  name: string;
  cells: string[];
}

/** The part of the first rows that a table shows. */
export interface Extent {
  rows: number;
  inputs: number;
}

/** The first rows as a table, cut to `extent`. */
export function markdownRows(summary: DataSummary, part: PartName, extent: Extent): Markup {
  const columns = columnsOf(summary, part, extent);
  const body = Array.from({ length: columns[0]?.cells.length ?? 0 }, (_, row) =>
    columns.map(({ cells }) => cells[row]),
  );
  return table(
    columns.map(({ name }) => ({ head: name, align: 'right' })),
    body,
  );
}

/** The same as plain text in columns; editors mark other minus signs than the keyboard’s as strange. */
export function plainRows(summary: DataSummary, part: PartName, extent: Extent): string {
  const columns = columnsOf(summary, part, extent).map(({ name, cells }) => [name, ...cells]);
  const aligned = columns.map(cells => {
    const width = Math.max(...cells.map(screenWidth));
    return cells.map(cell => padded(keyboardMinus(cell), width));
  });
  return (aligned[0] ?? []).map((_, row) => aligned.map(cells => cells[row]).join('  ')).join('\n');
}

/** Also that of an exponent; a class may be called what it likes. */
function keyboardMinus(cell: string): string {
  return /^−?[\d.]+(?:e[−+]\d+)?$/.test(cell) ? cell.replaceAll('−', '-') : cell;
}

function columnsOf(summary: DataSummary, part: PartName, extent: Extent): Column[] {
  const { featureNames, classNames } = summary;
  const first = summary[part]?.first ?? { inputs: [], targets: [] };
  const rows = first.inputs.slice(0, extent.rows);
  const shown = Math.min(extent.inputs, rows[0]?.length ?? 0);
  const inputs = featureNames.slice(0, shown).map((name, at) => ({
    name,
    cells: rows.map(row => shortNumber(row[at], 6)),
  }));
  const left = featureNames.length - shown;
  const more = left > 0 ? [{ name: t('{0} more', left), cells: rows.map(() => '…') }] : [];
  const targets = first.targets.slice(0, extent.rows);
  const width = targets[0]?.length ?? 0;
  const outputs = Array.from({ length: width }, (_, at) => ({
    name: classNames ? t('class') : width === 1 ? 'y' : `y${at + 1}`,
    cells: targets.map(row => cellText(row[at])),
  }));
  return [...inputs, ...more, ...outputs];
}

function cellText(value: string | number): string {
  return typeof value === 'string' ? value : shortNumber(value, 6);
}
