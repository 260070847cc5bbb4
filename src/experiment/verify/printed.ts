/** Arrays as NumPy and PyTorch print them: `dW1 = [[ 0.1 -0.2]\n [ 0.3  0.4]]`. */
import type { Tensor } from './tensors';

export interface GivenArray {
  /** What stands before it, or its key in a file; '' where nothing does. */
  name: string;
  values: Tensor;
  /** For each entry half a unit of its last printed digit; null: exact numbers. */
  slack: Float64Array | null;
}

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;
const NAME = /([\p{L}_∂∇][\p{L}\p{N}_.'∂∇]*)\s*[=:]?\s*(?:(?:np\.)?array|tensor)?\s*\(?\s*$/u;
const LARGEST = 20_000_000;
/** Characters before an array in which its name is looked for. */
const LONGEST_NAME = 200;

/** Every array in the text, in order; or what is wrong, in words that follow the file's name. */
export function parsePrinted(text: string): GivenArray[] | string {
  if (text.length > LARGEST) return 'is longer than any printed gradients';
  const arrays: GivenArray[] = [];
  let previous = 0;
  for (let at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
    const end = closing(text, at);
    if (end < 0) return 'breaks off inside an array: a closing ] is missing';
    const before = text.slice(Math.max(previous, at - LONGEST_NAME), at);
    const name = (NAME.exec(before)?.[1] ?? '').replace(/^(?:array|tensor)$/, '');
    const read = arrayIn(text.slice(at + 1, end));
    if (typeof read === 'string') return read;
    arrays.push({ name, ...read });
    at = end;
    previous = end + 1;
  }
  return arrays.length > 0 ? arrays : 'holds no arrays in brackets';
}

/** Offset of the bracket that closes the one at `start`; −1 where there is none. */
function closing(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']' && --depth === 0) return at;
  }
  return -1;
}

function arrayIn(inside: string): Omit<GivenArray, 'name'> | string {
  if (inside.includes('...')) {
    return 'holds an array that was shortened with "...": print it after np.set_printoptions(threshold=np.inf)';
  }
  const isMatrix = inside.includes('[');
  const rows = isMatrix ? [...inside.matchAll(/\[([^[\]]*)\]/g)].map(([, row]) => row) : [inside];
  if (/\[[^\]]*\[/.test(inside)) return 'holds an array with more than two dimensions';
  const numbers = rows.map(row => row.match(NUMBER) ?? []);
  const strange = rows.find(row => row.replace(NUMBER, '').replace(/[\s,]/g, '') !== '');
  if (strange !== undefined) {
    const word = strange
      .replace(NUMBER, ' ')
      .trim()
      .split(/[\s,]+/)[0];
    return `holds "${word}" where a number is expected`;
  }
  if (numbers[0].length === 0) return 'holds an empty array';
  const odd = numbers.findIndex(row => row.length !== numbers[0].length);
  if (odd >= 0) {
    return `holds an array with rows of different lengths: row ${odd + 1} has ${numbers[odd].length}, the first ${numbers[0].length}`;
  }
  const words = numbers.flat();
  const digits = Math.max(...words.map(decimals));
  const values = {
    rows: numbers.length,
    cols: numbers[0].length,
    data: Float64Array.from(words, Number),
  };
  return { values, slack: Float64Array.from(words, word => 0.5 * 10 ** (exponent(word) - digits)) };
}

/** Digits after the point; NumPy leaves trailing zeros out, so that the longest counts for all. */
function decimals(word: string): number {
  return /\.(\d*)/.exec(word)?.[1].length ?? 0;
}

function exponent(word: string): number {
  return Number(/e([-+]?\d+)/i.exec(word)?.[1] ?? 0);
}
