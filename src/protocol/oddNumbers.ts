/**
 * Packs NaN and the infinities for the page: messages to a webview travel as JSON, which turns them
 * into null. webview/run/oddNumbers.ts unpacks them.
 */

/** Stands for a number that JSON cannot express. */
export interface OddNumber {
  oddNumber: 'NaN' | 'Infinity' | '-Infinity';
}

/** Packs such numbers; objects without any are not copied. Typed arrays travel as bytes anyway. */
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
