/** The targets of a CSV file as they come: numbers, or names of classes. */
import { numberIn } from './cells';
import { GrowingFloats, GrowingIntegers } from './growing';
import type { Targets } from '../../table/table';

/** More different names than this are no classes. */
export const MOST_CLASSES = 65_536;
/** Cells of the wrong kind that are remembered. */
const MOST_ODD = 20;

export interface OddTarget {
  row: number;
  cell: string;
  /** It is a number where the others are names. */
  isNumber: boolean;
  /** It stands for a label that nobody knows, where the others are names. */
  isUnknown?: boolean;
}

/** One column of numbers or of names. */
export class SingleTarget {
  private readonly values = new GrowingFloats();
  private readonly codes = new GrowingIntegers();
  private readonly names = new Map<string, number>();
  private readonly oddTexts: OddTarget[] = [];
  private readonly oddNumbers: OddTarget[] = [];
  private texts = 0;
  private numbers = 0;
  private readonly unknown: OddTarget[] = [];

  reserve(rows: number): void {
    this.values.reserve(rows);
    this.codes.reserve(this.numbers > 0 ? 0 : rows);
  }

  /**
   * @param value the number that the cell holds, or NaN
   * @param isMissing whether it holds nothing
   * @returns false: there are more names than there can be classes
   */
  take(cell: string, value = numberIn(cell), isMissing = cell === ''): boolean {
    const row = this.texts + this.numbers;
    this.values.push(value);
    if (Number.isNaN(value)) {
      this.texts++;
      const odd = { row, cell, isNumber: false };
      if (this.oddTexts.length < MOST_ODD) this.oddTexts.push(odd);
      // Rather a class than a gap.
      const isUnknown = isMissing && cell.toLowerCase() !== 'none';
      if (isUnknown && this.unknown.length < MOST_ODD) this.unknown.push({ ...odd, isUnknown });
    } else {
      this.numbers++;
      if (this.oddNumbers.length < MOST_ODD) this.oddNumbers.push({ row, cell, isNumber: true });
    }
    // Once there is a number, names are slips.
    if (this.numbers > 0) return true;
    let code = this.names.get(cell);
    if (code === undefined) this.names.set(cell, (code = this.names.size));
    this.codes.push(code);
    return this.names.size <= MOST_CLASSES;
  }

  /** The targets, or those that are of another kind than the rest. */
  finish(): Targets | OddTarget[] {
    if (this.texts === 0) return { kind: 'number', values: this.values.taken() };
    if (this.numbers === 0) {
      if (this.unknown.length > 0) return this.unknown;
      return { kind: 'text', names: [...this.names.keys()], codes: this.codes.taken() };
    }
    return this.texts > 2 * this.numbers ? this.oddNumbers : this.oddTexts;
  }
}
