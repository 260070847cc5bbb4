/** Formats numbers for JSON and for people. */
import { shortNumber, withPlainMinus } from '../../engine/ground/numbers';
import type { FloatArray, Matrix } from '../../engine/ground/spec';

/** Rows of exact numbers; JSON writes NaN and infinite ones as null. */
export function rowsOf({ rows, cols, data }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * cols, (row + 1) * cols)),
  );
}

export function listOf(values: FloatArray | null): number[] | null {
  return values && Array.from(values);
}

/** At most `digits` significant digits, with the minus that a terminal's other programs read. */
export function short(value: number, digits = 6): string {
  return withPlainMinus(shortNumber(value, digits));
}

/** A matrix in aligned columns; a large one is shortened. */
export function table(rows: number[][], indent: string): string {
  const most = 12;
  const shown = rows.slice(0, most).map(row => {
    const cells = row.slice(0, most).map(value => short(value));
    return row.length > most ? [...cells, `… ${row.length}`] : cells;
  });
  const widths = (shown[0] ?? []).map((_, col) => Math.max(...shown.map(row => row[col].length)));
  const lines = shown.map(
    row => indent + row.map((cell, col) => cell.padStart(widths[col])).join('  '),
  );
  if (rows.length > most) lines.push(`${indent}… ${rows.length} rows`);
  return lines.join('\n');
}
