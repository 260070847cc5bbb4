/** What a confusion matrix says. */
import type { Confusion } from '../../src/protocol/confusion';

export interface Mistake {
  truth: number;
  predicted: number;
  rows: number;
}

export interface Verdict {
  rows: number;
  right: number;
  /** The commonest mistake; null: there is none. */
  commonest: Mistake | null;
}

export function countOf({ counts, classes }: Confusion, truth: number, predicted: number): number {
  return counts[truth * classes + predicted];
}

/** Rows of a class, whatever they are taken for. */
export function rowsOf(confusion: Confusion, truth: number): number {
  let rows = 0;
  for (let predicted = 0; predicted < confusion.classes; predicted++)
    rows += countOf(confusion, truth, predicted);
  return rows;
}

/** Rows without a class count as wrong, as in the accuracy. */
export function verdictOf(confusion: Confusion): Verdict {
  let [rows, right] = [confusion.unread, 0];
  let commonest: Mistake | null = null;
  for (let truth = 0; truth < confusion.classes; truth++)
    for (let predicted = 0; predicted < confusion.classes; predicted++) {
      const count = countOf(confusion, truth, predicted);
      rows += count;
      if (truth === predicted) right += count;
      else if (count > (commonest?.rows ?? 0)) commonest = { truth, predicted, rows: count };
    }
  return { rows, right, commonest };
}

/** The largest number of rows that one class is taken for another. */
export function mostWrong(confusion: Confusion): number {
  return verdictOf(confusion).commonest?.rows ?? 0;
}
