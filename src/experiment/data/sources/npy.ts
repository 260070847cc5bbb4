/** `{"type": "npy", …}`: NumPy's arrays, in a .npz archive, in a .npy file each, or side by side in one. */
import { either, list } from '../../format/compounds';
import type { ValuesOf } from '../../format/compounds';
import { atKey, atValue, optional, replaceValue } from '../../format/core';
import type { Report } from '../../format/core';
import type { Part } from '../../format/experiment';
import type { JsonPath } from '../../format/finding';
import { calledBy, filePath, integer } from '../../format/scalars';
import { nearest } from '../../format/suggest';
import { isZip } from '../files/archive';
import { BREAKS_OFF, colsOf, openNpy, openNpz } from '../files/npy';
import type { NpyArray, NpzArray } from '../files/npy';
import { findColumns } from '../table/columns';
import type { Numbers, Table } from '../table/table';
import { countComplaint, finiteComplaint, rangeComplaint, rowRange } from './arrays';
import { fileKind } from './kind';
import { arraysInWords, choosePair, shapeOf } from './npzPair';

const column = integer({ min: 0 });
const columns = list(column, { min: 1, noun: 'a list of columns' });

const fields = {
  path: optional(
    filePath(),
    'A .npz archive with an array of inputs and one of targets, or a .npy file with both side by side.',
    null,
  ),
  x: optional(
    calledBy(),
    'The inputs: the name of an array in the archive (where not said X, x_train, data and the like), or without `path` a .npy file.',
    null,
  ),
  y: optional(
    calledBy(),
    'The targets: the name of an array in the archive (where not said y, y_train, target and the like), or without `path` a .npy file.',
    null,
  ),
  features: optional(
    columns,
    'The input columns of a single array, by 0-based index; every column but the label where not said.',
    null,
  ),
  label: optional(
    either(column, columns),
    'The target column (or columns) of a single array, by 0-based index; the last column where not said.',
    null,
  ),
  rows: rowRange,
};

type NpySource = ValuesOf<typeof fields>;

export const npy = fileKind({
  description: "NumPy's arrays: a .npz archive, a .npy file, or a .npy file each for x and y.",
  fields,
  snippet: {
    label: 'NumPy arrays',
    description: 'Arrays saved with np.savez.',
    body: { type: 'npy', path: '${1:data.npz}', x: '${2:X}', y: '${3:y}' },
  },
  endings: ['.npy', '.npz'],
  check: checkFields,
  files: ({ path, x, y }) =>
    Object.entries(path === null ? { x, y } : { path }).flatMap(([key, file]) =>
      file === null ? [] : { key, file },
    ),
  read: readNpy,
});

function checkFields(source: NpySource, at: JsonPath, report: Report): void {
  const { path, x, y } = source;
  if (path !== null) return;
  if (x === null || y === null) {
    const message = 'NumPy arrays need `path`, or `x` and `y` with a .npy file each.';
    report.error('missing-key', message, atKey(...at));
  }
  for (const key of ['features', 'label'] as const) {
    if (source[key] !== null) report.error('npy', takenWhole(key), atKey(...at, key));
  }
}

function takenWhole(key: 'features' | 'label'): string {
  return `\`${key}\` chooses columns of a single array; \`x\` and \`y\` are taken whole.`;
}

/** What is wrong, and the field of the source at which it is told. */
class Refusal extends Error {
  constructor(
    readonly key: keyof NpySource,
    message: string,
    /** What was probably meant there. */
    readonly meant: string | null = null,
  ) {
    super(message);
  }
}

/** An array, the field that names it, and what it is called in a sentence. */
interface Found extends NpyArray {
  key: 'path' | 'x' | 'y';
  name: string;
}

function readNpy(
  source: NpySource,
  contents: readonly Uint8Array[],
  part: Part,
  report: Report,
): Table | null {
  const at = ['data', part];
  try {
    const [x, y] = arraysOf(source, contents, part);
    return y ? pairTable(x, y, source, at) : singleTable(x, source, at, report);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { key, message, meant } = error;
    const fixes = meant === null ? [] : [replaceValue(`Change to "${meant}"`, [...at, key], meant)];
    report.error('npy', message, atValue(...at, key), fixes);
    return null;
  }
}

/** The arrays of inputs and targets, or the one that holds both. @throws {Refusal} */
function arraysOf(source: NpySource, [first, second]: readonly Uint8Array[], part: Part): Found[] {
  const { path, x, y } = source;
  if (path === null) {
    return [found('x', String(x), openNpy(first)), found('y', String(y), openNpy(second))];
  }
  const named = x !== null ? 'x' : y !== null ? 'y' : null;
  if (!isZip(first)) {
    if (named === null) return [found('path', path, openNpy(first))];
    const message = `\`${named}\` names an array of a .npz archive, which ${path} is not: choose its columns with \`features\` and \`label\`.`;
    throw new Refusal(named, message);
  }
  const arrays = openNpz(first);
  if (typeof arrays === 'string') throw new Refusal('path', `${path} ${arrays}.`);
  const foundAs = (key: Found['key'], { name, array }: NpzArray) =>
    found(key, `"${name}" of ${path}`, array);
  if (arrays.length === 1 && named === null) return [foundAs('path', arrays[0])];
  const columnsKey = source.features ? 'features' : source.label !== null ? 'label' : null;
  if (columnsKey !== null) throw new Refusal(columnsKey, takenWhole(columnsKey));
  const holds = arraysInWords(arrays);
  for (const key of ['x', 'y'] as const) {
    const name = source[key];
    const names = arrays.map(array => array.name);
    if (name === null || names.includes(name)) continue;
    const message = `${path} has no array "${name}": it holds ${holds}.`;
    throw new Refusal(key, message, nearest(name, names));
  }
  const pair = choosePair(arrays, source, part);
  if (!pair) {
    const message = `${path} holds ${holds}: say in \`x\` and \`y\` which of them are inputs and targets.`;
    throw new Refusal('path', message);
  }
  return [foundAs(x === null ? 'path' : 'x', pair.x), foundAs(y === null ? 'path' : 'y', pair.y)];
}

/** The array as far as it can be read from. @throws {Refusal} */
function found(key: Found['key'], name: string, array: NpyArray | string): Found {
  const complaint = typeof array === 'string' ? array : rowsComplaint(array);
  if (complaint !== null || typeof array === 'string')
    throw new Refusal(key, `${name} ${complaint}.`);
  return { key, name, ...array };
}

/** Before there is room for them: the sizes are whatever the header claims. */
function rowsComplaint({ sizes, breaksOff }: NpyArray): string | null {
  if (sizes.length === 0) return 'holds a single number, not rows';
  if (sizes.includes(0)) return 'holds no numbers';
  return breaksOff ? BREAKS_OFF : null;
}

/** @throws {Refusal} */
function pairTable(x: Found, y: Found, source: NpySource, at: JsonPath): Table {
  const [rows, height, width] = x.sizes;
  if (rows !== y.sizes[0]) {
    const message = `${x.name} has ${rows} rows, ${y.name} has ${y.sizes[0]}: each row needs its target.`;
    throw new Refusal(y.key, message);
  }
  const range = rangeOf(x, source);
  return {
    rows: range[1] - range[0],
    cols: colsOf(x.sizes),
    x: numbersOf(x, range),
    y: targetsOf(numbersOf(y, range), colsOf(y.sizes)),
    names: null,
    ...(x.sizes.length === 3 && { image: { width, height } }),
    placeOfTarget: () => atValue(...at, y.key),
  };
}

/** Inputs and targets are columns of one array. @throws {Refusal} */
function singleTable(array: Found, source: NpySource, at: JsonPath, report: Report): Table | null {
  const { key, name, sizes } = array;
  const [, width] = sizes;
  if (sizes.length !== 2 || width < 2) {
    const message = `${name} is ${shapeOf(array)}: a single array needs rows and, side by side, columns of inputs and targets.`;
    throw new Refusal(key, message);
  }
  const { features, label } = source;
  const columnsOf = findColumns({ path: name, features, label }, width, null, at, report);
  if (!columnsOf) return null;
  const range = rangeOf(array, source);
  const rows = range[1] - range[0];
  const numbers = numbersOf(array, range);
  const take = (wanted: readonly number[]) =>
    Float64Array.from(
      { length: rows * wanted.length },
      (_, index) =>
        numbers[Math.floor(index / wanted.length) * width + wanted[index % wanted.length]],
    );
  return {
    rows,
    cols: columnsOf.features.length,
    x: take(columnsOf.features),
    y: targetsOf(take(columnsOf.labels), columnsOf.labels.length),
    names: null,
    placeOfTarget: () => atValue(...at, key),
  };
}

/** @throws {Refusal} */
function rangeOf({ name, sizes }: Found, { rows }: NpySource): [number, number] {
  const complaint = rangeComplaint(rows, name, sizes[0]);
  if (complaint !== null) throw new Refusal('rows', complaint);
  return rows ?? [0, sizes[0]];
}

/** Row-major, and finite. @throws {Refusal} */
function numbersOf(array: Found, [from, to]: [number, number]): Numbers {
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
function targetsOf(numbers: Numbers, cols: number): Table['y'] {
  const values = Float64Array.from(numbers);
  return cols === 1 ? { kind: 'number', values } : { kind: 'rows', cols, values };
}
