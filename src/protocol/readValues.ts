/** Checks the values in messages that are not trusted. */

export type Fields = Record<string, unknown>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A whole number from 0. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isCountOrNull(value: unknown): value is number | null {
  return value === null || isCount(value);
}

export function oneOf<T>(allowed: readonly T[], value: unknown): T | null {
  return allowed.find(candidate => candidate === value) ?? null;
}

/** null stays null. */
export function wrap<T, R>(value: T | null, use: (value: T) => R): R | null {
  return value === null ? null : use(value);
}
