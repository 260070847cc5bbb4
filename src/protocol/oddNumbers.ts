/**
 * NaN and the infinities on their way to the page: messages to a webview travel as JSON, which makes
 * null of them. What the page makes of it again stands in webview/run/oddNumbers.ts.
 */

/** In the place of a number that JSON does not know. */
export interface OddNumber {
  oddNumber: 'NaN' | 'Infinity' | '-Infinity';
}

/** The same message; only what holds such a number is copied. Arrays of numbers travel as bytes. */
export function packNumbers<T>(message: T): T {
  return pack(message) as T;
}

function pack(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : odd(value);
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
  if (Array.isArray(value)) {
    const packed = value.map(pack);
    return packed.some((each, i) => each !== value[i]) ? packed : value;
  }
  const entries = Object.entries(value).map(([key, each]) => [key, each, pack(each)] as const);
  if (entries.every(([, before, after]) => before === after)) return value;
  return Object.fromEntries(entries.map(([key, , after]) => [key, after]));
}

function odd(value: number): OddNumber {
  if (Number.isNaN(value)) return { oddNumber: 'NaN' };
  return { oddNumber: value > 0 ? 'Infinity' : '-Infinity' };
}
