/** NaN and the infinities, as they come through JSON; see src/protocol/oddNumbers.ts. */
import type { OddNumber } from '../../src/protocol/oddNumbers';

/** Puts the numbers back, in place. */
export function unpackNumbers<T>(message: T): T {
  return unpack(message) as T;
}

function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value;
  if (isOdd(value)) return Number(value.oddNumber);
  for (const [key, each] of Object.entries(value) as [keyof typeof value, unknown][]) {
    const unpacked = unpack(each);
    if (unpacked !== each) Object.assign(value, { [key]: unpacked });
  }
  return value;
}

function isOdd(value: object): value is OddNumber {
  return 'oddNumber' in value && typeof value.oddNumber === 'string';
}
