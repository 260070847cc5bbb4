/** How the numbers of a column are written where they are not plain ones: "1.234,5", "$53,000", "65,2 m²", "5 %". */
import { numberIn } from './cells';
import { isMissing } from './missing';

export type DecimalMark = '.' | ',';

export interface Notation {
  decimal: DecimalMark;
  /** What stands behind the numbers, such as "m²" or "%"; empty where nothing does. */
  unit: string;
  /** What stands before them, such as "$". */
  currency: string;
}

/** No number that people write has more characters. */
const LONGEST = 60;
/** The share of a column's cells that a notation must read. */
const MOST = 0.9;
const CURRENCY = '[A-Z]{0,2}[$€£¥₹]|[A-Z]{3}(?=\\s)';
const BETWEEN_GROUPS = "'’ \\u00a0\\u202f";
/** Sign and currency in either order, digits with any marks, a power of ten, and a unit such as "m²". */
const PARTS = new RegExp(
  `^(?<sign>[-+−]?)(?<currency>${CURRENCY})?\\s*(?<late>[-+−]?)` +
    `(?<digits>\\d[\\d.,${BETWEEN_GROUPS}]*|[.,]\\d+)(?:(?<power>[eE][-+]?\\d+)\\s*)?` +
    '(?<unit>[\\p{L}%‰°$€£¥₹][\\p{L}\\p{N}%°/·^ ]{0,11})?$',
  'u',
);
/** A single mark with three digits behind it, which may be a decimal mark or stand between thousands. */
const UNSURE = /^[1-9]\d{0,2}[.,]\d{3}$/;
const PLAIN = { '.': /^(?:\d+(?:\.\d*)?|\.\d+)$/, ',': /^(?:\d+(?:,\d*)?|,\d+)$/ };
const GROUPS = {
  '.': new RegExp(`^\\d{1,3}(?:[,${BETWEEN_GROUPS}]\\d{3})+(?:\\.\\d*)?$`, 'u'),
  ',': new RegExp(`^\\d{1,3}(?:[.${BETWEEN_GROUPS}]\\d{3})+(?:,\\d*)?$`, 'u'),
};
const BETWEEN = {
  '.': new RegExp(`[,${BETWEEN_GROUPS}]`, 'gu'),
  ',': new RegExp(`[.${BETWEEN_GROUPS}]`, 'gu'),
};

/** The number that a cell holds in this notation, or NaN. */
export function numberAs(cell: string, { decimal, unit, currency }: Notation): number {
  const parts = partsOf(cell);
  if (!parts) return NaN;
  if ((parts.unit && parts.unit !== unit) || (parts.currency && parts.currency !== currency)) {
    return NaN;
  }
  const { digits } = parts;
  if (!PLAIN[decimal].test(digits) && !GROUPS[decimal].test(digits)) return NaN;
  const plain = digits.replace(BETWEEN[decimal], '').replace(',', '.');
  const value = Number(`${plain}${parts.power}`);
  if (!Number.isFinite(value)) return NaN;
  return parts.negative ? -value : value;
}

interface Parts {
  negative: boolean;
  digits: string;
  power: string;
  currency: string;
  unit: string;
}

function partsOf(cell: string): Parts | null {
  if (cell.length > LONGEST) return null;
  const groups = PARTS.exec(cell.trim())?.groups;
  if (!groups) return null;
  const { sign, late, digits, power = '', currency = '', unit = '' } = groups;
  return { negative: /[-−]/.test(sign + late), digits: digits.trim(), power, currency, unit };
}

/**
 * How each column writes its numbers; null: plainly, or it holds none.
 * @param columns cells of each, without the header
 * @param given what the source says of the decimal mark; null: told from the cells
 * @param delimiter of the cells: with a semicolon a comma that may be either is a decimal mark
 */
export function notationsOf(
  columns: readonly (readonly string[])[],
  given: DecimalMark | null,
  delimiter: string,
): (Notation | null)[] {
  const filled = columns.map(cells => cells.filter(cell => !isMissing(cell)));
  const sure = filled.map(cells => given ?? decimalOf(cells));
  const unsure: Unsure = {
    ',': delimiter === ';' && !sure.includes('.') ? ',' : '.',
    '.': sure.includes(',') && !sure.includes('.') ? ',' : '.',
  };
  return filled.map((cells, column) => notationOf(cells, sure[column], unsure));
}

/** What a mark that may be either is taken for: the decimal mark that goes with it. */
type Unsure = { readonly [mark in DecimalMark]: DecimalMark };

function notationOf(
  cells: readonly string[],
  sure: DecimalMark | null,
  unsure: Unsure,
): Notation | null {
  if (cells.length === 0) return null;
  const marked = sure === null ? firstUnsure(cells) : undefined;
  const decimal = sure ?? (marked === undefined ? '.' : unsure[marked.includes(',') ? ',' : '.']);
  const isPlain = cells.every(cell => !Number.isNaN(numberIn(cell)));
  if (isPlain && (decimal === '.' || !cells.some(hasMark))) return null;
  const parts = cells.map(partsOf);
  const notation = {
    decimal,
    unit: commonest(parts.map(each => each?.unit ?? '')),
    currency: commonest(parts.map(each => each?.currency ?? '')),
  };
  const read = cells.filter(cell => !Number.isNaN(numberAs(cell, notation))).length;
  const plain = cells.filter(cell => !Number.isNaN(numberIn(cell))).length;
  return read >= MOST * cells.length && (isPlain || read > plain) ? notation : null;
}

function firstUnsure(cells: readonly string[]): string | undefined {
  for (const cell of cells) {
    const digits = hasMark(cell) ? digitsOf(cell) : '';
    if (UNSURE.test(digits)) return digits;
  }
  return undefined;
}

/** Told without a look at its parts: most numbers have none, or are plain. */
function hasMark(cell: string): boolean {
  return cell.includes('.') || cell.includes(',');
}

function digitsOf(cell: string): string {
  return partsOf(cell)?.digits ?? '';
}

/** What the cells prove: a fraction that has not three digits, or both marks in one number. */
function decimalOf(cells: readonly string[]): DecimalMark | null {
  for (const cell of cells) {
    if (!hasMark(cell)) continue;
    const digits = digitsOf(cell);
    const marks = digits.replace(/[^.,]/g, '');
    if (marks === '' || UNSURE.test(digits)) continue;
    const last = marks.endsWith(',') ? ',' : '.';
    const other = last === ',' ? '.' : ',';
    const isRepeated = marks.length > 1 && !marks.includes(other);
    const decimal = isRepeated ? other : last;
    if (PLAIN[decimal].test(digits) || GROUPS[decimal].test(digits)) return decimal;
  }
  return null;
}

/** The commonest text that is not empty; empty where there is none. */
function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  let best = '';
  for (const [text, count] of counts) if (count > (counts.get(best) ?? 0)) best = text;
  return best;
}
