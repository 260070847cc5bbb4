/** What tensors, their rows and their columns are called. */
import type { RunDescription, TensorName, TensorRef } from '../../src/protocol/snapshot';
import { superscript } from './numbers';
import { strings } from './strings';

/** The kinds of matrices the section can show; biases stand below their weights. */
export const MATRIX_KINDS = [
  'weights',
  'gradW',
  'gradW_penalized',
  'updateW',
  'z',
  'a',
  'slope',
  'delta',
] as const;
export type MatrixKind = (typeof MATRIX_KINDS)[number];

/** The slope of the activation, which has no symbol of its own. */
const SLOPE = 'f′';

/** Before anything is known of the run. */
export const NO_WORDS = {
  weights: '',
  gradW: '',
  gradW_penalized: '',
  updateW: '',
  z: '',
  a: '',
  slope: '',
  delta: '',
};

/** In the shape of the weights, each with its row for the biases below it. */
const BIASES = {
  weights: 'biases',
  gradW: 'gradB',
  gradW_penalized: 'gradB_penalized',
  updateW: 'updateB',
} as const;
type WeightKind = keyof typeof BIASES;

export function kindOf(tensor: TensorName): MatrixKind {
  switch (tensor) {
    case 'biases':
      return 'weights';
    case 'gradB':
      return 'gradW';
    case 'gradB_penalized':
      return 'gradW_penalized';
    case 'updateB':
      return 'updateW';
    default:
      return tensor;
  }
}

/** The row of biases that belongs below a matrix of this kind. */
export function biasOf(kind: MatrixKind): (typeof BIASES)[WeightKind] | null {
  return isWeightKind(kind) ? BIASES[kind] : null;
}

/** Is it a tensor that is shown as a matrix, or as the row below one? */
export function isTensorName(name: string): name is TensorName {
  const names: readonly string[] = [...MATRIX_KINDS, ...Object.values(BIASES)];
  return names.includes(name);
}

/** Has this network such a tensor? A choice may come from another one. */
export function hasTensor({ layers }: RunDescription, { layer, tensor }: TensorRef): boolean {
  return layers[layer]?.tensors.includes(tensor) ?? false;
}

/** Whether it has a row for each input; the others have one for each row of the batch. */
export function isWeightKind(kind: MatrixKind): kind is WeightKind {
  return kind in BIASES;
}

/** `W²`, or what the file calls it. */
export function tensorTitle(description: RunDescription | null, ref: TensorRef): string {
  return symbolOf(description, ref, 'text');
}

/** The same without its layer: `W`. */
export function tensorSymbol(description: RunDescription | null, ref: TensorRef): string {
  return symbolOf(description, ref, 'name');
}

function symbolOf(
  description: RunDescription | null,
  { layer, tensor }: TensorRef,
  form: 'text' | 'name',
): string {
  const symbols = description?.symbols.layers[layer];
  if (!symbols) return '';
  switch (tensor) {
    case 'gradW':
      return `∂${symbols.weights[form]}`;
    case 'gradB':
      return `∂${symbols.biases[form]}`;
    case 'gradW_penalized':
      return `∂${symbols.weights[form]} + penalty`;
    case 'gradB_penalized':
      return `∂${symbols.biases[form]} + penalty`;
    case 'updateW':
      return `Δ${symbols.weights[form]}`;
    case 'updateB':
      return `Δ${symbols.biases[form]}`;
    case 'slope':
      return form === 'name' ? SLOPE : `${SLOPE}${superscript(layer + 1)}`;
    default:
      return symbols[tensor][form];
  }
}

/** The symbols of a tensor in all layers: `W`, or `h, o` where they have symbols of their own. */
export function tensorSymbols(description: RunDescription | null, tensor: TensorName): string {
  const layers = description?.layers ?? [];
  const names = layers.map((_, layer) => tensorSymbol(description, { layer, tensor }));
  return [...new Set(names)].join(', ');
}

/** Labels and titles of the kinds, where their layer is not said: `z`, or `h, o`. */
export function kindNames(
  description: RunDescription,
): [labels: Record<MatrixKind, string>, titles: Record<MatrixKind, string>] {
  const name = (tensor: MatrixKind): string => tensorSymbols(description, tensor);
  const labels = {
    weights: name('weights'),
    gradW: name('gradW'),
    gradW_penalized: name('gradW_penalized'),
    updateW: name('updateW'),
    z: name('z'),
    a: name('a'),
    slope: SLOPE,
    delta: name('delta'),
  };
  return [labels, strings.matrixKindTitles(labels)];
}

/** Does this layer's activation give shares between 0 and 1? */
export function isProbability(description: RunDescription, ref: TensorRef): boolean {
  const activation = description.layers[ref.layer]?.activation;
  return ref.tensor === 'a' && (activation === 'sigmoid' || activation === 'softmax');
}

/** What the rows are: the inputs of the layer, or the rows of the batch. */
export function rowName(description: RunDescription, ref: TensorRef, row: number): string {
  if (!isWeightKind(kindOf(ref.tensor))) return String(row + 1);
  const { featureNames } = description.data;
  if (ref.layer > 0 || featureNames.length !== description.layers[0].inputs) return String(row + 1);
  return featureNames[row];
}

/** What the columns are: the units of the layer, which in the last one may stand for classes. */
export function columnName(description: RunDescription, ref: TensorRef, col: number): string {
  const { classNames } = description.data;
  const last = ref.layer === description.layers.length - 1;
  const units = description.layers[ref.layer]?.units;
  return last && classNames?.length === units ? classNames[col] : String(col + 1);
}

/** `x12`, and where it lies if it is a pixel. */
function inputWords({ data }: RunDescription, name: string, index: number): string {
  if (!data.image) return name;
  const { width } = data.image;
  return strings.pixel(name, Math.floor(index / width) + 1, (index % width) + 1);
}

/** The same in words: `x1 → unit 3`. */
export function cellWords(
  description: RunDescription,
  ref: TensorRef,
  row: number,
  col: number,
  bias: boolean,
): string {
  const unit = `${strings.unit} ${columnName(description, ref, col)}`;
  if (bias) return `${strings.bias} → ${unit}`;
  const name = rowName(description, ref, row);
  if (!isWeightKind(kindOf(ref.tensor))) return `${strings.row} ${name}, ${unit}`;
  return `${ref.layer === 0 ? inputWords(description, name, row) : `${strings.unit} ${name}`} → ${unit}`;
}
