/**
 * How numbers are written for people, everywhere the same: significant digits, a true minus, an
 * exponent where a number is very small or large, no float noise.
 */

export const MINUS = '\u2212';

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

/** At most `digits` significant digits and no zeros behind them: `1.5e5`. */
export function shortNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  const plain = size === 0 || (size >= 1e-3 && size < 10 ** (digits + 1));
  return plain ? exactNumber(rounded) : exponential(rounded.toExponential());
}

/** A whole number with thousands separated: `714,000`. */
export function formatInteger(value: number): string {
  return (value < 0 ? MINUS : '') + Math.round(Math.abs(value)).toLocaleString('en-US');
}

/** A number of things: `1 row`, `2,000 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatInteger(count)} ${count === 1 ? one : many}`;
}

/** A rounded percentage; only 0 is 0 %, and only 1 is 100 %. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1 %';
  return `${share > 0.99 && share < 1 ? 99 : Math.round(share * 100)} %`;
}

/** A written number for a terminal, a program or a spreadsheet, which read no other minus than theirs. */
export function withPlainMinus(text: string): string {
  return text.replaceAll(MINUS, '-');
}

export function withMinus(text: string): string {
  return text.replace('-', MINUS);
}

export function exponential(text: string): string {
  return text.replace('e+', 'e').replaceAll('-', MINUS);
}

function nonFinite(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '∞' : `${MINUS}∞`;
}
