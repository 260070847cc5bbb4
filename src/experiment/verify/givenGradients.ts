/** Gradients that a student computed elsewhere, and which of ours each of them stands for. */
import { meaningOf } from '../../engine/autopsy/identify/names';
import { formatInteger } from '../../engine/ground/numbers';
import type { ModelSpec } from '../../engine/ground/spec';
import { decodeText } from '../data/csv/text';
import { jsonIn } from '../data/files/jsonText';
import { npzArrays } from '../data/files/npy';
import { INSPECTED } from './inspectPath';
import { parsePrinted } from './printed';
import type { GivenArray } from './printed';
import { shapeOf, tensorOf, transposed } from './tensors';
import type { Tensor } from './tensors';

export interface GivenGradient {
  layer: number;
  tensor: 'gradW' | 'gradB';
  /** As the engine holds them: [inputs, units], or a row of biases. */
  values: Tensor;
  slack: Float64Array | null;
  /** Digits after the point, where all entries are printed to as many. */
  decimals: number | null;
}

/** Sizes of each layer, in order. */
type Sizes = { inputs: number; units: number; bias: boolean }[];

/** What a file gives, or what is wrong with it, in words that follow its name. */
export function readGradients(
  file: string,
  bytes: Uint8Array,
  model: ModelSpec,
): GivenGradient[] | string {
  const arrays = parseByName(file, bytes);
  if (typeof arrays === 'string') return arrays;
  const sizes = model.layers.map(({ units, use_bias: bias }, index) => {
    return { inputs: index === 0 ? model.inputs : model.layers[index - 1].units, units, bias };
  });
  return byName(arrays, sizes, model) ?? byShape(arrays, sizes, model);
}

function parseByName(file: string, bytes: Uint8Array): GivenArray[] | string {
  switch (/\.([^./]*)$/.exec(file)?.[1].toLowerCase()) {
    case 'json':
      return parseJson(bytes);
    case 'npz':
      return parseNpzArrays(bytes);
    case 'npy':
      return `is a single array: save the gradients together, as ${NPZ}`;
    case 'csv':
      return `is a table, which cannot hold several arrays: save the gradients as ${NPZ}, or print them into a .txt file`;
    default:
      return parseText(bytes);
  }
}

/** Characters of the longest text whose numbers are compared by their digits. */
const MOST_PRINTED = 20_000_000;

function parseText(bytes: Uint8Array): GivenArray[] | string {
  if (bytes.length <= MOST_PRINTED) return printedGradients(decodeText(bytes));
  const [size, most] = [bytes.length, MOST_PRINTED].map(each => formatInteger(each));
  return `has ${size} bytes; the limit for printed gradients is ${most}: save them as ${NPZ}`;
}

function printedGradients(text: string): GivenArray[] | string {
  const arrays = parsePrinted(text);
  if (typeof arrays === 'string') return arrays;
  const chosen = gradientsAmong(arrays.map(({ name }) => name));
  return arrays.filter(({ name }) => chosen.has(name));
}

/** Of everything in a program's scope, what is called a gradient; all names where none is called so. */
function gradientsAmong(names: readonly string[]): ReadonlySet<string> {
  const gradients = names.filter(name => /^grad[WB]$/.test(meaningOf(name).role));
  return new Set(gradients.length > 0 ? gradients : names);
}

const NPZ = 'np.savez("gradients.npz", dW1=dW1, db1=db1, …)';

/** A number of our own would be compared with whatever has its shape: all are named, or none is. */
function parseNpzArrays(bytes: Uint8Array): GivenArray[] | string {
  const arrays = npzArrays(bytes, gradientsAmong);
  if (typeof arrays === 'string') return arrays;
  const named = arrays.find(({ name }) => meaning(name));
  const unknown = arrays.find(({ name }) => !meaning(name));
  if (named && unknown) {
    return `holds "${unknown.name}" beside "${named.name}": gradients are named dW1, db1, dW2, …`;
  }
  return arrays.map(({ name, values }) => ({ name, values, ...EXACT }));
}

const EXACT = { slack: null, decimals: null };

function parseJson(bytes: Uint8Array): GivenArray[] | string {
  const whole = jsonIn(bytes);
  if (typeof whole === 'string') return whole;
  const layers = (whole.json as { layers?: unknown } | null)?.layers;
  if (!Array.isArray(layers)) return 'must hold {"layers": [{"gradW": …, "gradB": …}, …]}';
  const arrays: GivenArray[] = [];
  for (const [index, layer] of (layers as unknown[]).entries()) {
    const entries = new Map(Object.entries(layer ?? {}));
    const unknown = [...entries.keys()].find(key => !OF_LAYERS.includes(key));
    if (unknown !== undefined) {
      return `holds layers[${index}].${unknown}, which is nothing here: gradients are gradW and gradB`;
    }
    for (const name of ['gradW', 'gradB']) {
      const value: unknown = entries.get(name) ?? null;
      if (value === null) continue;
      const rows = rowsOf(value);
      if (!rows) return `must hold numbers in rows of the same length as layers[${index}].${name}`;
      arrays.push({ name: `layers.${index}.${name}`, values: tensorOf(rows), ...EXACT });
    }
  }
  return arrays.length > 0 ? arrays : 'holds no gradW and no gradB';
}

/** What `inspect --json` prints of a layer may stay beside its gradients. */
const OF_LAYERS: readonly string[] = INSPECTED;

function rowsOf(value: unknown): number[][] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const isRow = (row: unknown): row is number[] =>
    Array.isArray(row) && row.length > 0 && row.every(entry => typeof entry === 'number');
  if (isRow(value)) return [value];
  const rows: unknown[] = value;
  return rows.every(isRow) && rows.every(row => row.length === rows[0].length) ? rows : null;
}

/** Names such as dW1, grad_b2, layers.0.gradW; null unless every name says so much. */
function byName(
  arrays: GivenArray[],
  sizes: Sizes,
  model: ModelSpec,
): GivenGradient[] | string | null {
  const meant = arrays.map(({ name }) => meaning(name));
  if (meant.some(each => each === null)) return null;
  const numbers = meant.map(each => each?.number ?? 0);
  // `layers.0` counts as `inspect` does; W1 as people do, unless there is a W0.
  const fromZero = numbers.includes(0) || arrays.some(({ name }) => /^layers\./.test(name));
  const first = fromZero ? 0 : 1;
  const found: GivenGradient[] = [];
  for (const [index, array] of arrays.entries()) {
    const layer = numbers[index] - first;
    const tensor = meant[index]?.tensor ?? 'gradW';
    if (!(layer < sizes.length)) {
      return `holds "${array.name}", but the network has ${sizes.length} layers`;
    }
    if (tensor === 'gradB' && !sizes[layer].bias) {
      return `holds "${array.name}", but layer ${layer + 1} has no biases`;
    }
    const values = fitted(array, tensor, sizes[layer], model);
    if (!values) return wrongShape(array, tensor, layer, sizes[layer], model);
    if (found.some(other => other.layer === layer && other.tensor === tensor)) {
      return `holds the ${tensor} of layer ${layer + 1} twice`;
    }
    found.push({ layer, tensor, ...values });
  }
  return found;
}

function meaning(name: string): { tensor: 'gradW' | 'gradB'; number: number } | null {
  const number = /(\d+)/.exec(name)?.[1];
  const word = name.toLowerCase().replace(/layers?|model|net|grad(?:ient)?s?/g, '');
  const tensor = /w|kernel/.test(word) ? 'gradW' : /b/.test(word) ? 'gradB' : null;
  return number === undefined || tensor === null ? null : { tensor, number: Number(number) };
}

/** Without names: each array is the next gradient of its shape. */
function byShape(arrays: GivenArray[], sizes: Sizes, model: ModelSpec): GivenGradient[] | string {
  const left = sizes.flatMap((size, layer) => {
    const kernel = { layer, tensor: 'gradW' as const, size };
    return size.bias ? [kernel, { layer, tensor: 'gradB' as const, size }] : [kernel];
  });
  const found: GivenGradient[] = [];
  for (const array of arrays) {
    const fits = left.filter(({ tensor, size }) =>
      hasShape(array.values, tensor, size, model.kernel_layout),
    );
    // Where both would do, a single row is rather a list of biases.
    const likely = array.values.rows === 1 ? 'gradB' : 'gradW';
    const taken = fits.find(({ tensor }) => tensor === likely) ?? fits.at(0);
    const values = taken && fitted(array, taken.tensor, taken.size, model);
    if (taken) left.splice(left.indexOf(taken), 1);
    if (!values) {
      const called = array.name === '' ? 'an array' : `"${array.name}"`;
      return `holds ${called} of ${shapeOf(array.values)} numbers, and no gradient that is not given yet has this shape`;
    }
    found.push({ layer: taken.layer, tensor: taken.tensor, ...values });
  }
  return found;
}

/** In the engine's layout; null where the shape is another. Biases may stand in a column. */
function fitted(
  { values, slack, decimals }: GivenArray,
  tensor: 'gradW' | 'gradB',
  size: Sizes[number],
  { kernel_layout: layout }: ModelSpec,
): Omit<GivenGradient, 'layer' | 'tensor'> | null {
  if (!hasShape(values, tensor, size, layout)) return null;
  if (tensor === 'gradB')
    return { values: { ...values, rows: 1, cols: size.units }, slack, decimals };
  if (layout === 'in_out') return { values, slack, decimals };
  const turned = slack && transposed({ ...values, data: slack }).data;
  return { values: transposed(values), slack: turned, decimals };
}

function hasShape(
  { rows, cols }: Tensor,
  tensor: 'gradW' | 'gradB',
  { inputs, units }: Sizes[number],
  layout: ModelSpec['kernel_layout'],
): boolean {
  if (tensor === 'gradB') return rows * cols === units && (rows === 1 || cols === 1);
  return layout === 'in_out'
    ? rows === inputs && cols === units
    : rows === units && cols === inputs;
}

function wrongShape(
  { name, values }: GivenArray,
  tensor: 'gradW' | 'gradB',
  layer: number,
  { inputs, units }: Sizes[number],
  { kernel_layout: layout }: ModelSpec,
): string {
  const kernel = layout === 'in_out' ? `${inputs} × ${units}` : `${units} × ${inputs}`;
  const expected = tensor === 'gradB' ? `1 × ${units}` : kernel;
  return `holds "${name}" of ${shapeOf(values)} numbers; the ${tensor} of layer ${layer + 1} is ${expected}`;
}
