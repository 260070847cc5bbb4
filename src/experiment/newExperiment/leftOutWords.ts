/** What is said of the columns of a bare table that nothing is learned from. */
import { counted } from '../../engine/ground/numbers';
import type { TableColumn } from './columns';
import { leftOut, type ColumnChoice } from './target';

/** Columns that are named in a sentence, and in lines of their own. */
const MOST_REASONS = 3;
const MOST_LINES = 8;

/** `"id" counts the rows, "name" holds texts`. */
export function reasons(columns: readonly TableColumn[], choice: ColumnChoice): string {
  const out = leftOut(columns, choice);
  const named = out
    .slice(0, MOST_REASONS)
    .map(({ column, why }) => `${quoted(columns[column].name)} ${why}`);
  return [...named, ...more(out.length - named.length)].join(', ');
}

/** Comments of an experiment. */
export function leftOutLines(columns: readonly TableColumn[], choice: ColumnChoice): string[] {
  const out = leftOut(columns, choice);
  const named = out
    .slice(0, MOST_LINES)
    .map(({ column, why }) => `${quoted(columns[column].name)}, which ${why}`);
  return [...named, ...more(out.length - named.length)].map(words => `// Left out: ${words}.`);
}

function more(count: number): string[] {
  return count > 0 ? [counted(count, 'more column')] : [];
}

/** Inside a line comment nothing may end the line. */
export function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

export function quoted(name: string): string {
  return `"${oneLine(name)}"`;
}
