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
import { colsOf, openNpy, openNpz } from '../files/npy';
import type { NpzArray } from '../files/npy';
import { openTexts } from '../files/npyTexts';
import { findColumns } from '../table/columns';
import type { Table } from '../table/table';
import { rowRange } from './arrays';
import { fileKind } from './kind';
import { found, foundTargets, labelsOf, numbersOf, rangeOf, Refusal, targetsOf } from './npyArrays';
import type { FoundNumbers, FoundTexts } from './npyArrays';
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
    'The targets, numbers or texts: the name of an array in the archive (where not said y, y_train, target and the like), or without `path` a .npy file.',
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

function readNpy(
  source: NpySource,
  contents: readonly Uint8Array[],
  part: Part,
  report: Report,
): Table | null {
  const at = ['data', part];
  try {
    const { x, y } = arraysOf(source, contents, part);
    return y ? pairTable(x, y, source, at) : singleTable(x, source, at, report);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { key, message, meant } = error;
    const fixes = meant === null ? [] : [replaceValue(`Change to "${meant}"`, [...at, key], meant)];
    report.error('npy', message, atValue(...at, key), fixes);
    return null;
  }
}

interface Arrays {
  x: FoundNumbers;
  /** null: `x` holds both. */
  y: FoundNumbers | FoundTexts | null;
}

/** The arrays of inputs and targets. @throws {Refusal} */
function arraysOf(source: NpySource, [first, second]: readonly Uint8Array[], part: Part): Arrays {
  const { path, x, y } = source;
  if (path === null) {
    const [inputs, targets] = [
      { key: 'x', name: String(x) },
      { key: 'y', name: String(y) },
    ] as const;
    return {
      x: found(inputs, openNpy(first)),
      y: foundTargets(targets, openNpy(second), openTexts(second)),
    };
  }
  const named = x !== null ? 'x' : y !== null ? 'y' : null;
  if (!isZip(first)) {
    if (named === null) return { x: found({ key: 'path', name: path }, openNpy(first)), y: null };
    const message = `\`${named}\` names an array of a .npz archive, which ${path} is not: choose its columns with \`features\` and \`label\`.`;
    throw new Refusal(named, message);
  }
  const arrays = openNpz(first);
  if (typeof arrays === 'string') throw new Refusal('path', `${path} ${arrays}.`);
  const called = (key: FoundNumbers['key'], { name }: NpzArray) => ({
    key,
    name: `"${name}" of ${path}`,
  });
  if (arrays.length === 1 && named === null) {
    return { x: found(called('path', arrays[0]), arrays[0].array), y: null };
  }
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
  const [inputs, targets] = [x === null ? 'path' : 'x', y === null ? 'path' : 'y'] as const;
  return {
    x: found(called(inputs, pair.x), pair.x.array),
    y: foundTargets(called(targets, pair.y), pair.y.array, pair.y.texts),
  };
}

/** @throws {Refusal} */
function pairTable(
  x: FoundNumbers,
  y: FoundNumbers | FoundTexts,
  source: NpySource,
  at: JsonPath,
): Table {
  const [rows, height, width] = x.sizes;
  if (rows !== y.sizes[0]) {
    const message = `${x.name} has ${rows} rows, ${y.name} has ${y.sizes[0]}: each row needs its target.`;
    throw new Refusal(y.key, message);
  }
  const range = rangeOf(x, source.rows);
  return {
    rows: range[1] - range[0],
    cols: colsOf(x.sizes),
    x: numbersOf(x, range),
    y: 'texts' in y ? labelsOf(y, range) : targetsOf(numbersOf(y, range), colsOf(y.sizes)),
    names: null,
    ...(x.sizes.length === 3 && { image: { width, height } }),
    placeOfTarget: () => atValue(...at, y.key),
  };
}

/** Inputs and targets are columns of one array. @throws {Refusal} */
function singleTable(
  array: FoundNumbers,
  source: NpySource,
  at: JsonPath,
  report: Report,
): Table | null {
  const { key, name, sizes } = array;
  const [, width] = sizes;
  if (sizes.length !== 2 || width < 2) {
    const message = `${name} is ${shapeOf(array)}: a single array needs rows and, side by side, columns of inputs and targets.`;
    throw new Refusal(key, message);
  }
  const { features, label } = source;
  const columnsOf = findColumns({ path: name, features, label }, width, null, at, report);
  if (!columnsOf) return null;
  const range = rangeOf(array, source.rows);
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
