/** Numbers in sentences and in narrow places. */

/** Three significant digits; a real minus sign; no `-0`. */
export function short(value: number): string {
  if (value === 0) return '0';
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text = size >= 1e3 || size < 1e-3 ? value.toExponential(2) : value.toPrecision(3);
  return text.replace('e+', 'e').replaceAll('-', '−');
}

/** A rounded percentage; only 0 is 0 %, and only 1 is 100 %. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '<1 %';
  return `${share > 0.99 && share < 1 ? 99 : Math.round(share * 100)} %`;
}
