/** One array in brackets, number for number, with what its digits say of its exactness. */
import { GrowingFloats, GrowingIntegers } from '../data/csv/cells/growing';
import type { Tensor } from './tensors';

export interface PrintedArray {
  values: Tensor;
  /** For each entry half a unit of its last printed digit; null: exact numbers. */
  slack: Float64Array | null;
  /** Digits after the point, the same for all; null: exact numbers, or digits before an exponent. */
  decimals: number | null;
}

/** Where an array ends; null in its place: the bracket opens a list of arrays. */
type Read = { array: PrintedArray; end: number } | { array: null };

const NUMBER = /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?(?![\w.])/iy;
const CALL = /(?:(?:np|numpy|torch)\.)?(?:array|tensor)\s{0,9}\(/y;
const BLANK = /[\s,]/;
/** A word that is no number, as much of it as is shown. */
const WORD = /[^\s,[\]]{1,30}/y;

/** The array that the bracket at `at` opens; or what is wrong, in words that follow the file's name. */
export function readArray(text: string, at: number): Read | string {
  const reader = new ArrayReader();
  for (let pos = at; pos < text.length;) {
    const mark = text[pos];
    if (mark === '[' || mark === ']') {
      const complaint = mark === '[' ? reader.open() : reader.close();
      if (complaint !== null) return complaint;
      pos++;
      if (reader.depth === 0) return finish(reader, pos);
    } else if (BLANK.test(mark)) pos++;
    else {
      const word = matchAt(NUMBER, text, pos);
      if (word === null)
        return reader.isEmpty && isCall(text, pos) ? { array: null } : odd(text, pos);
      reader.push(word);
      pos += word.length;
    }
  }
  return 'breaks off inside an array: a closing ] is missing';
}

function finish(reader: ArrayReader, end: number): Read | string {
  const array = reader.array();
  return typeof array === 'string' ? array : { array, end };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function isCall(text: string, at: number): boolean {
  return matchAt(CALL, text, at) !== null;
}

function odd(text: string, at: number): string {
  if (text.startsWith('...', at)) {
    return 'holds an array that was shortened with "...": print it after np.set_printoptions(threshold=np.inf)';
  }
  return `holds "${matchAt(WORD, text, at) ?? text[at]}" where a number is expected`;
}

class ArrayReader {
  depth = 0;
  private rows = 0;
  private cols = 0;
  private inRow = 0;
  private isMatrix = false;
  private hasExponents = false;
  private decimals = 0;
  private readonly values = new GrowingFloats();
  /** Powers of ten; a zero before an exponent is exact, and has NONE. */
  private readonly exponents = new GrowingIntegers();

  get isEmpty(): boolean {
    return this.values.length === 0;
  }

  /** null, or what is wrong. */
  open(): string | null {
    this.depth++;
    if (this.depth > 2) return 'holds an array with more than two dimensions';
    if (this.depth === 1) return null;
    if (this.inRow > 0) return 'holds an array with numbers beside its rows';
    this.isMatrix = true;
    return null;
  }

  close(): string | null {
    this.depth--;
    if (this.depth === 0 && this.isMatrix) {
      return this.inRow > 0 ? 'holds an array with numbers beside its rows' : null;
    }
    if (this.inRow === 0) return 'holds an empty array';
    if (this.rows === 0) this.cols = this.inRow;
    this.rows++;
    if (this.inRow !== this.cols) {
      return `holds an array with rows of different lengths: row ${this.rows} has ${this.inRow}, the first ${this.cols}`;
    }
    this.inRow = 0;
    return null;
  }

  push(word: string): void {
    const value = Number(word);
    const exponent = /e([-+]?\d+)/i.exec(word)?.[1];
    this.values.push(value);
    this.exponents.push(exponent !== undefined && value === 0 ? EXACT : Number(exponent ?? 0));
    this.hasExponents ||= exponent !== undefined;
    // NumPy leaves trailing zeros out: the longest counts for all.
    this.decimals = Math.max(this.decimals, /\.(\d*)/.exec(word)?.[1].length ?? 0);
    this.inRow++;
  }

  array(): PrintedArray | string {
    const { rows, cols, decimals } = this;
    if (rows === 0) return 'holds an empty array';
    const values = { rows, cols, data: this.values.taken() };
    // Without a digit after the point nothing was rounded: a rounded array has some that need one.
    if (decimals === 0) return { values, slack: null, decimals: null };
    const slack = Float64Array.from(this.exponents.taken(), exponent =>
      exponent === EXACT ? 0 : 0.5 * 10 ** (exponent - decimals),
    );
    return { values, slack, decimals: this.hasExponents ? null : decimals };
  }
}

const EXACT = -0x80000000;
