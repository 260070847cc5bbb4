/** Formats numbers for JSON and for people. */
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

/** A few significant digits, right-aligned, for tables in a terminal. */
export function short(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-4 || size >= 1e7) ? value.toExponential(3) : value.toPrecision(6);
  return text.includes('e') ? text : String(Number(text));
}

/** A matrix in aligned columns; a large one is shortened. */
export function table(rows: number[][], indent: string): string {
  const most = 12;
  const shown = rows.slice(0, most).map(row => {
    const cells = row.slice(0, most).map(short);
    return row.length > most ? [...cells, `… ${row.length}`] : cells;
  });
  const widths = (shown[0] ?? []).map((_, col) => Math.max(...shown.map(row => row[col].length)));
  const lines = shown.map(
    row => indent + row.map((cell, col) => cell.padStart(widths[col])).join('  '),
  );
  if (rows.length > most) lines.push(`${indent}… ${rows.length} rows`);
  return lines.join('\n');
}
