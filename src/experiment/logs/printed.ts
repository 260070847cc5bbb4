/** Numbers as programs print them, and how exactly their digits tell them. */

/** A number that was printed: `0.6931`, `1.2e-05`, `nan`, `97.5%`. */
export interface Word {
  /** As it was printed, without a percent sign. */
  text: string;
  value: number;
  /** A percent sign follows: the value is that share. */
  isPercent: boolean;
  /** From the beginning of what was read. */
  start: number;
  end: number;
}

const NUMBER =
  /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?(?!\w|\.\d)|[-+]?(?:nan|inf(?:inity)?)(?!\w)/iy;
const PART_OF_WORD = /[\p{L}\p{N}_.]/u;

/** The number that begins at `at`; null: none does. */
export function wordAt(text: string, at: number): Word | null {
  NUMBER.lastIndex = at;
  const found = NUMBER.exec(text)?.[0];
  if (found === undefined) return null;
  const isPercent = text[at + found.length] === '%';
  const value = isPercent ? valueOf(found) / 100 : valueOf(found);
  return { text: found, value, isPercent, start: at, end: at + found.length + Number(isPercent) };
}

/** Every number of the text that is no part of a word, in order. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length; at++) {
    if (at > 0 && PART_OF_WORD.test(text[at - 1])) continue;
    const word = wordAt(text, at);
    if (word === null) continue;
    words.push(word);
    at = word.end - 1;
  }
  return words;
}

function valueOf(text: string): number {
  if (!/[in]/i.test(text)) return Number(text);
  if (/nan/i.test(text)) return NaN;
  return text.startsWith('-') ? -Infinity : Infinity;
}

/**
 * Half a unit of the last digit of each number of a column. Zeros at the end may have been left out: the
 * longest number says how many decimals, or how many digits in all, every one has.
 */
export function slackOf(words: readonly Pick<Word, 'text' | 'isPercent'>[]): Float64Array {
  const decimals = largest(words, decimalsOf);
  const digits = largest(words, digitsOf);
  return Float64Array.from(words, ({ text, isPercent }) => {
    const size = Math.abs(Number(text));
    const power = size > 0 && Number.isFinite(size) ? Math.floor(Math.log10(size)) : -Infinity;
    const unit = Math.max(10 ** -decimals, 10 ** (power - digits + 1));
    return (unit / 2) * (isPercent ? 0.01 : 1);
  });
}

/** A log may be too long for the arguments of a call. */
function largest(words: readonly Pick<Word, 'text'>[], of: (text: string) => number): number {
  return words.reduce((most, { text }) => Math.max(most, of(text)), -Infinity);
}

/** Digits after the point, were it written without an exponent. */
function decimalsOf(text: string): number {
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e');
  return (mantissa.split('.')[1] ?? '').length - Number(exponent);
}

/** Digits from the first that is not 0. */
function digitsOf(text: string): number {
  const [mantissa] = text.toLowerCase().split('e');
  return mantissa.replace(/\D/g, '').replace(/^0+/, '').length;
}
