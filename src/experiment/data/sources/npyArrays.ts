/** Arrays of a source, each with the field that names it, and their numbers and labels. */
import { BREAKS_OFF, colsOf } from '../files/npy';
import type { NpyArray } from '../files/npy';
import type { NpyTexts } from '../files/npyTexts';
import { textTargets } from '../table/table';
import type { Numbers, Targets } from '../table/table';
import { countComplaint, finiteComplaint, rangeComplaint } from './arrays';

type Key = 'path' | 'x' | 'y';

/** What is wrong, and the field of the source at which it is told. */
export class Refusal extends Error {
  constructor(
    readonly key: Key | 'features' | 'label' | 'rows',
    message: string,
    /** What was probably meant there. */
    readonly meant: string | null = null,
  ) {
    super(message);
  }
}

interface Named {
  /** The field that names it. */
  key: Key;
  /** What it is called in a sentence. */
  name: string;
}

export interface FoundNumbers extends Named, NpyArray {}
export interface FoundTexts extends Named, NpyTexts {}

/** The array as far as it can be read from. @throws {Refusal} */
export function found({ key, name }: Named, array: NpyArray | string): FoundNumbers {
  if (typeof array === 'string') throw new Refusal(key, `${name} ${array}.`);
  checkSizes({ key, name }, array, 'number');
  return { key, name, ...array };
}

/** The same of targets, which may be the names of classes. @throws {Refusal} */
export function foundTargets(
  { key, name }: Named,
  array: NpyArray | string,
  texts: NpyTexts | null,
): FoundNumbers | FoundTexts {
  if (!texts) return found({ key, name }, array);
  checkSizes({ key, name }, texts, 'text');
  const cols = colsOf(texts.sizes);
  if (cols === 1) return { key, name, ...texts };
  throw new Refusal(key, `${name} holds ${cols} texts for each row; a row has one label.`);
}

/** Before there is room for them: the sizes are whatever the header claims. @throws {Refusal} */
function checkSizes(
  { key, name }: Named,
  { sizes, breaksOff }: Pick<NpyArray, 'sizes' | 'breaksOff'>,
  noun: string,
): void {
  if (sizes.length === 0) throw new Refusal(key, `${name} holds a single ${noun}, not rows.`);
  if (sizes.includes(0)) throw new Refusal(key, `${name} holds no ${noun}s.`);
  if (breaksOff) throw new Refusal(key, `${name} ${BREAKS_OFF}.`);
}

/** @throws {Refusal} */
export function rangeOf(
  { name, sizes }: FoundNumbers,
  rows: [number, number] | null,
): [number, number] {
  const complaint = rangeComplaint(rows, name, sizes[0]);
  if (complaint !== null) throw new Refusal('rows', complaint);
  return rows ?? [0, sizes[0]];
}

/** Row-major, and finite. @throws {Refusal} */
export function numbersOf(array: FoundNumbers, [from, to]: [number, number]): Numbers {
  const { key, name, sizes } = array;
  const cols = colsOf(sizes);
  const tooMany = countComplaint(name, (to - from) * cols);
  if (tooMany !== null) throw new Refusal(key, tooMany);
  const numbers = array.slice(from, to);
  const strange = finiteComplaint(name, numbers, cols, from);
  if (strange !== null) throw new Refusal(key, strange);
  return numbers;
}

/** A single number for each row may be a label, or a column of them as NumPy keeps it. */
export function targetsOf(numbers: Numbers, cols: number): Targets {
  const values = Float64Array.from(numbers);
  return cols === 1 ? { kind: 'number', values } : { kind: 'rows', cols, values };
}

/** @throws {Refusal} */
export function labelsOf(array: FoundTexts, [from, to]: [number, number]): Targets {
  const { key, name } = array;
  const labels = array.texts(from, to).map(label => label.trim());
  const empty = labels.indexOf('');
  if (empty < 0) return textTargets(labels);
  const message = `${name}, row ${from + empty} (counted from 0) is empty; a label is needed.`;
  throw new Refusal(key, message);
}
