/** Checks the values in messages that are not trusted. */
import type { DerivedTensor } from '../engine/derivation/terms/numbers';
import { TENSOR_NAMES, tensorsFrom, type TensorName } from '../engine/ground/tensors';
import {
  LONGEST_FORMULA,
  type FormulaTensor,
  type TypedFormula,
  type WatchedNumber,
} from './snapshot';
import type { Boundary, TensorRef } from './tensors';

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

/** A rectangle of the plane of two inputs; null where the value is none. */
export function readRange(value: unknown): Boundary['extent'] | null {
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [left, right, bottom, top] = value.map(each =>
    Number.isFinite(each) ? Number(each) : NaN,
  );
  return left < right && bottom < top ? [left, right, bottom, top] : null;
}

/** Terms of a sum: more than anyone reads. */
const MOST_TERMS = 1000;

/** Numbers that have a derivation, but are not in a tensor of a layer. */
const OTHERS: Record<Exclude<DerivedTensor, TensorName>, true> = {
  x: true,
  y: true,
  gradA: true,
  probability: true,
  rowLoss: true,
  loss: true,
};
const DERIVED = [
  ...tensorsFrom('parameters', 'forward', 'mask', 'backward', 'slope', 'penalty'),
  ...(Object.keys(OTHERS) as (keyof typeof OTHERS)[]),
];

const FORMULA_TENSORS = Object.keys({
  ...{ z: true, a: true, delta: true, gradW: true, gradB: true },
} satisfies Record<FormulaTensor, true>) as FormulaTensor[];

export function readFormula(value: unknown): TypedFormula | null {
  if (!isFields(value) || !isCount(value.layer) || !isText(value.text)) return null;
  const { layer, text } = value;
  if (text.trim() === '' || text.length > LONGEST_FORMULA) return null;
  return wrap(oneOf(FORMULA_TENSORS, value.tensor), tensor => ({ layer, tensor, text }));
}

export function readTensor(value: unknown): TensorRef | null {
  if (!isFields(value) || !isCount(value.layer)) return null;
  const { layer } = value;
  return wrap(oneOf(TENSOR_NAMES, value.tensor), tensor => ({ layer, tensor }));
}

export function readWatchedNumber(value: unknown): WatchedNumber | null {
  if (!isFields(value) || !isFields(value.place)) return null;
  const { terms, row: followed } = value;
  const { layer, row, col } = value.place;
  if (!isCount(terms) || terms < 1 || terms > MOST_TERMS || !isCountOrNull(followed)) return null;
  if (!isCount(layer) || !isCountOrNull(row) || !isCountOrNull(col)) return null;
  return wrap(oneOf(DERIVED, value.place.tensor), tensor => ({
    place: { tensor, layer, row, col },
    terms,
    row: followed,
  }));
}
