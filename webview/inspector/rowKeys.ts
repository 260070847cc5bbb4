/** Where the keys of a treegrid lead. */
import type { RowRef } from '../../src/protocol/inspector/inspector';
import { lowered, type ShownRow } from './folds';

/** Rows that Page Up and Page Down pass. */
const PAGE = 10;

export type RowStep = { to: number } | { fold: number; isOpen: boolean };

/**
 * @param at index of the current row
 * @returns the row to go to, or the layer to fold or unfold; null: the key leads nowhere
 */
export function stepOf(key: string, rows: readonly ShownRow[], at: number): RowStep | null {
  const row = rows.at(at);
  if (!row || at < 0) return null;
  const clamped = (to: number): RowStep => ({ to: Math.max(0, Math.min(rows.length - 1, to)) });
  switch (key) {
    case 'ArrowDown':
      return clamped(at + 1);
    case 'ArrowUp':
      return clamped(at - 1);
    case 'PageDown':
      return clamped(at + PAGE);
    case 'PageUp':
      return clamped(at - PAGE);
    case 'Home':
      return clamped(0);
    case 'End':
      return clamped(rows.length - 1);
    case 'ArrowRight':
      if (row.tensor !== null) return null;
      return row.isOpen ? clamped(at + 1) : { fold: row.layer, isOpen: true };
    case 'ArrowLeft':
      if (row.tensor !== null) return { to: layerRow(rows, row) };
      return row.isOpen ? { fold: row.layer, isOpen: false } : null;
    default:
      return null;
  }
}

/** The next row whose text begins with this letter, around the end; null: there is none. */
export function letterRow(letter: string, texts: readonly string[], at: number): number | null {
  const begins = (index: number): boolean => lowered(texts[index]).startsWith(lowered(letter));
  for (let step = 1; step <= texts.length; step++) {
    const index = (at + step) % texts.length;
    if (begins(index)) return index;
  }
  return null;
}

function layerRow(rows: readonly ShownRow[], { layer }: RowRef): number {
  return rows.findIndex(row => row.layer === layer && row.tensor === null);
}
