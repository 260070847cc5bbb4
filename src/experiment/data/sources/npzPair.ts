/** Which arrays of a .npz archive are inputs and targets. */
import type { Part } from '../../format/experiment';
import type { NpyArray, NpzArray } from '../files/npy';

/** Names of inputs and targets; case and `_` do not count. */
const PAIRS = [
  ['x', 'y'],
  ['data', 'target'],
  ['inputs', 'targets'],
  ['features', 'labels'],
  ['images', 'labels'],
  // As np.savez calls arrays that have no name.
  ['arr0', 'arr1'],
];
const PART_NAMES = {
  train: ['train'],
  validation: ['validation', 'valid', 'val'],
  test: ['test'],
};

/**
 * The arrays that are named, and beside them those that are called as one of `PAIRS`; null: there
 * are none. Names with that of the part, as `x_train`, come before those without.
 */
export function choosePair(
  arrays: readonly NpzArray[],
  wanted: { x: string | null; y: string | null },
  part: Part,
): { x: NpzArray; y: NpzArray } | null {
  const like = (name: string) =>
    arrays.find(array => array.name.toLowerCase().replaceAll('_', '') === name);
  const called = (name: string | null) => arrays.find(array => array.name === name);
  const ofPart = PART_NAMES[part].flatMap(own =>
    PAIRS.flatMap(names => [names.map(name => name + own), names.map(name => own + name)]),
  );
  for (const [inputs, targets] of [...ofPart, ...PAIRS]) {
    const x = called(wanted.x) ?? like(inputs);
    const y = called(wanted.y) ?? like(targets);
    if (x && y && (x !== y || wanted.x === wanted.y)) return { x, y };
  }
  return null;
}

/** Enough to find one's own array among them. */
const ARRAYS_SHOWN = 10;

/** `X [100, 2] and y [100]` */
export function arraysInWords(arrays: readonly NpzArray[]): string {
  const shown = arrays.slice(0, ARRAYS_SHOWN).map(({ name, array, texts }) => {
    const read = texts ?? array;
    return `${name} ${typeof read === 'string' ? '(no numbers)' : shapeOf(read)}`;
  });
  if (arrays.length > ARRAYS_SHOWN) shown.push(`… (${arrays.length} in all)`);
  return new Intl.ListFormat('en').format(shown);
}

export function shapeOf({ sizes }: Pick<NpyArray, 'sizes'>): string {
  return `[${sizes.join(', ')}]`;
}
