/** What tensors, their rows and their columns are called. */
import {
  biasesOf,
  hasShape,
  matrixOf,
  tensorSymbol as writeTensor,
  tensorsOfShape,
  type TensorOfShape,
} from '../../src/engine/ground/tensors';
import type { RunDescription, TensorName } from '../../src/protocol/snapshot';
import { strings } from './strings';
import type { TensorRef } from '../../src/protocol/tensors';

/** The kinds of matrices the section can show, parameters first; biases stand below their weights. */
export const MATRIX_KINDS = [...tensorsOfShape('kernel'), ...tensorsOfShape('rows')];
export type MatrixKind = TensorOfShape<'kernel' | 'rows'>;

/** Before anything is known of the run. */
export const NO_WORDS = wordsOf(() => '');

function wordsOf(word: (kind: MatrixKind) => string): Record<MatrixKind, string> {
  const words: Partial<Record<MatrixKind, string>> = {};
  for (const kind of MATRIX_KINDS) words[kind] = word(kind);
  return words as Record<MatrixKind, string>;
}

/** The row of biases that belongs below a matrix of this kind. */
export function biasOf(kind: MatrixKind): TensorOfShape<'biases'> | null {
  return isWeightKind(kind) ? biasesOf(kind) : null;
}

/** Has this network such a tensor? A choice may come from another one. */
export function hasTensor({ layers }: RunDescription, { layer, tensor }: TensorRef): boolean {
  return layers[layer]?.tensors.includes(tensor) ?? false;
}

/** Whether a layer has this tensor, and the file lets its numbers be seen. */
export function showsTensor({ layers }: RunDescription, tensor: TensorRef['tensor']): boolean {
  return layers.some(({ tensors }) => tensors.includes(tensor));
}

/** Whether it has a row for each input; the others have one for each row of the batch. */
export function isWeightKind(kind: MatrixKind): kind is TensorOfShape<'kernel'> {
  return hasShape(kind, 'kernel');
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
  return writeTensor(tensor, plain => symbols[plain][form], description.symbols.loss.text);
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
  const labels = wordsOf(kind => tensorSymbols(description, kind));
  return [labels, wordsOf(kind => strings.matrixKindTitle(labels[kind], kind))];
}

/** Does this layer's activation give shares between 0 and 1? */
export function isProbability(description: RunDescription, ref: TensorRef): boolean {
  const activation = description.layers[ref.layer]?.activation;
  return ref.tensor === 'a' && (activation === 'sigmoid' || activation === 'softmax');
}

/** What the rows are: the inputs of the layer, or the rows of the batch. */
export function rowName(description: RunDescription, ref: TensorRef, row: number): string {
  if (!isWeightKind(matrixOf(ref.tensor))) return String(row + 1);
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
  if (!isWeightKind(matrixOf(ref.tensor))) return `${strings.row} ${name}, ${unit}`;
  return `${ref.layer === 0 ? inputWords(description, name, row) : `${strings.unit} ${name}`} → ${unit}`;
}
