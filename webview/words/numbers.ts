/** How numbers are written on the page: four significant digits, a true minus, no float noise. */

export const MINUS = '\u2212';
const FIGURE_SPACE = '\u2007';

/**
 * A number with `digits` significant digits, always written out to that many, so that it keeps
 * its width while it changes. Exactly 0 is `0`: it differs from something tiny.
 */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  if (value === 0) return '0';
  const size = Math.abs(Number(value.toPrecision(digits)));
  if (size >= 1e-3 && size < 10 ** digits) return withMinus(value.toPrecision(digits));
  return exponential(value.toExponential(digits - 1));
}

/** Every digit that distinguishes this number from its neighbours, and no more. */
export function exactNumber(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  return exponential(String(value));
}

/** At most four significant digits and no zeros behind them, for the numbers beside an axis: `1.5e5`. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  const plain = size === 0 || (size >= 1e-3 && size < 1e5);
  return plain ? exactNumber(rounded) : exponential(rounded.toExponential());
}

/** The same as it would stand in a program or a spreadsheet: ASCII, exact. */
export function plainNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}

/** A text of this page for a program or a spreadsheet: minus signs and spaces that they can read. */
export function plainText(text: string): string {
  return text.replaceAll(MINUS, '-').replaceAll(FIGURE_SPACE, '');
}

/** Whole numbers with thousands separated: `714,000`. */
export function formatInteger(value: number): string {
  return (value < 0 ? MINUS : '') + Math.round(Math.abs(value)).toLocaleString('en-US');
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

function nonFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '∞' : `${MINUS}∞`;
}

function withMinus(text: string): string {
  return text.replace('-', MINUS);
}

function exponential(text: string): string {
  return text.replace('e+', 'e').replaceAll('-', MINUS);
}
