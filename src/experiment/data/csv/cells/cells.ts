/** Cells as numbers. */

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const COMMA_DECIMAL = /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity|na|n\/a|null|none)$/i;

/** The number a cell holds, or NaN where it holds none. */
export function numberIn(cell: string): number {
  // What a number is to JavaScript and to this format alike, told without a look at every character.
  const likely = Number(cell);
  if (likely - likely === 0 && likely !== 0 && !mayBeOtherNotation(cell)) return likely;
  const text = cell.trim();
  const value = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

/** 0x10, 0b1, 0o7, or anything after a blank, of which there are many kinds. */
function mayBeOtherNotation(cell: string): boolean {
  const first = cell.charCodeAt(0);
  return first < PLUS || first > NINE || (first === ZERO && cell.charCodeAt(1) > NINE);
}

/** Before the minus, the point and the digits. */
const PLUS = 43;
const ZERO = 48;
const NINE = 57;

/** What is wrong with a cell that holds no number, and what would be right. */
export function cellComplaint(cell: string): string {
  const text = cell.trim();
  if (text === '') return 'is empty; a number is needed';
  const shown = JSON.stringify(text.length > 30 ? `${text.slice(0, 30)}…` : text);
  if (COMMA_DECIMAL.test(text)) {
    return `is ${shown}, with a comma as decimal mark; write ${JSON.stringify(text.replace(',', '.'))}`;
  }
  if (NOT_FINITE.test(text)) return `is ${shown}; only finite numbers can be trained on`;
  if (NUMBER.test(text)) return `is ${shown}, which is too large for a number`;
  return `is ${shown}, which is not a number`;
}
