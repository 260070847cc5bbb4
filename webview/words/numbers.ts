/** What only the page needs to write numbers, beside what all surfaces write alike. */
import {
  exponential,
  formatInteger,
  formatNumber,
  MINUS,
  withMinus,
  withPlainMinus,
} from '../../src/engine/ground/numbers';

export {
  counted,
  exactNumber,
  formatInteger,
  formatNumber,
  MINUS,
  shortNumber,
} from '../../src/engine/ground/numbers';

const FIGURE_SPACE = '\u2007';

/** The same as it would stand in a program or a spreadsheet: ASCII, exact. */
export function plainNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}

/** A text of this page for a program or a spreadsheet: minus signs and spaces that they can read. */
export function plainText(text: string): string {
  return withPlainMinus(text).replaceAll(FIGURE_SPACE, '');
}

/** A rate to three significant digits: its further digits change with every frame. */
export function formatRate(value: number): string {
  if (!Number.isFinite(value) || value <= 0) return '0';
  const rounded = Number(value.toPrecision(3));
  return rounded < 100 ? rounded.toPrecision(3) : formatInteger(rounded);
}

/** A positive number gets the width of a minus in front, so that digits stand below digits. */
export function alignSign(text: string): string {
  return text.startsWith(MINUS) ? text : FIGURE_SPACE + text;
}

/**
 * The number with as many significant digits (at most four) as `columns` characters can hold;
 * null where not even one fits.
 */
export function fitNumber(value: number, columns: number): string | null {
  for (let digits = 4; digits >= 1; digits--) {
    const text = formatNumber(value, digits);
    if (text.length <= columns) return text;
  }
  const shortest = exponential(value.toExponential(0));
  return shortest.length <= columns ? shortest : null;
}

/** `0.3` for 0.30000000000000004: a tick or a coordinate, rounded to `decimals`. */
export function formatFixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : withMinus(text);
}

/** Superscript digits, as in W². */
export function superscript(value: number): string {
  return String(value).replace(/\d/g, digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
}

/** Subscript digits, as in x₂. */
export function subscript(value: number): string {
  return String(value).replace(/\d/g, digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]);
}
