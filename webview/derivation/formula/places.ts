/** How a number of the pass is written: typeset, in a line of text, and in words. */
import type { Index, Place, RunDescription, WrittenSymbol } from '../../../src/protocol/snapshot';
import { cellWords, columnName, rowName } from '../../words/tensorNames';
import { words } from './words';

/** What is known of the batch and the network: enough to write any number of it. */
export interface Naming {
  description: RunDescription;
  /** Of the batch; a single row is not counted. */
  rows: number;
}

/** TeX. An index that nothing is told apart by is not written. */
export function placeTex(naming: Naming, place: Place<Index>): string {
  const { tensor, layer } = place;
  const { layers, input, target, loss } = naming.description.symbols;
  switch (tensor) {
    case 'x':
      return indexed(input, indices(naming, place));
    case 'y':
      return indexed(target, indices(naming, place));
    case 'z':
    case 'a':
    case 'mask':
    case 'delta':
    case 'weights':
    case 'biases':
      return indexed(layers[layer][tensor], indices(naming, place));
    case 'slope': {
      const z = placeTex(naming, { ...place, tensor: 'z' });
      return `${functionTex(naming.description.layers[layer].activation)}'\\left(${z}\\right)`;
    }
    case 'gradA':
      return derivativeTex(naming, lossPlace(layer), { ...place, tensor: 'a' });
    case 'gradW':
      return derivativeTex(naming, lossPlace(layer), { ...place, tensor: 'weights' });
    case 'gradB':
      return derivativeTex(naming, lossPlace(layer), { ...place, tensor: 'biases' });
    case 'gradW_penalized':
      return penalisedTex(naming, { ...place, tensor: 'weights' });
    case 'gradB_penalized':
      return penalisedTex(naming, { ...place, tensor: 'biases' });
    case 'probability':
      return `p${subscript(indices(naming, place))}`;
    case 'rowLoss':
      return `\\ell${subscript(indices(naming, place))}`;
    case 'loss':
      return indexed(loss, []);
  }
}

/** ∂(L + penalty)/∂by */
function penalisedTex(naming: Naming, by: Place<Index>): string {
  const loss = placeTex(naming, lossPlace(by.layer));
  return `\\frac{\\partial (${loss} + \\text{${words.penalty}})}{\\partial ${placeTex(naming, by)}}`;
}

/** ∂of/∂by */
export function derivativeTex(naming: Naming, of: Place<Index>, by: Place<Index>): string {
  return `\\frac{\\partial ${placeTex(naming, of)}}{\\partial ${placeTex(naming, by)}}`;
}

/** The name of an activation as a function. */
export function functionTex(activation: string): string {
  if (activation === 'sigmoid') return '\\sigma';
  if (activation === 'tanh') return '\\tanh';
  return `\\operatorname{${activation.replace('_', '\\_')}}`;
}

function functionText(activation: string): string {
  return activation === 'sigmoid' ? 'σ' : activation;
}

/** The whole tensor, without indices. */
export function tensorTex(
  { symbols, layers }: RunDescription,
  tensor: 'x' | 'y' | 'z' | 'a' | 'mask' | 'delta' | 'weights' | 'biases' | 'loss' | 'slope',
  layer: number,
): string {
  switch (tensor) {
    case 'x':
      return indexed(symbols.input, []);
    case 'y':
      return indexed(symbols.target, []);
    case 'loss':
      return indexed(symbols.loss, []);
    case 'slope': {
      const z = indexed(symbols.layers[layer].z, []);
      return `${functionTex(layers[layer].activation)}'\\left(${z}\\right)`;
    }
    default:
      return indexed(symbols.layers[layer][tensor], []);
  }
}

/** In a line of text, as the matrices are titled: `∂L/∂W²[1, 3]`. */
export function placeText(description: RunDescription, place: Place): string {
  const { row, col, tensor } = place;
  const name = tensorText(description, place);
  if (tensor === 'loss') return name;
  if (tensor === 'rowLoss') return `${name}[${row + 1}]`;
  const single = ['biases', 'gradB', 'gradB_penalized'].includes(tensor);
  return single ? `${name}[${col + 1}]` : `${name}[${row + 1}, ${col + 1}]`;
}

/** The tensor of a number, without its place in it. */
export function tensorText(
  { symbols, layers }: RunDescription,
  { tensor, layer }: Pick<Place, 'tensor' | 'layer'>,
): string {
  const own = symbols.layers[layer];
  const { text: loss } = symbols.loss;
  switch (tensor) {
    case 'x':
      return symbols.input.text;
    case 'y':
      return symbols.target.text;
    case 'z':
    case 'a':
    case 'mask':
    case 'delta':
    case 'weights':
    case 'biases':
      return own[tensor].text;
    case 'slope':
      return `${functionText(layers[layer].activation)}′(${own.z.text})`;
    case 'gradA':
      return `∂${loss}/∂${own.a.text}`;
    case 'gradW':
      return `∂${loss}/∂${own.weights.text}`;
    case 'gradB':
      return `∂${loss}/∂${own.biases.text}`;
    case 'gradW_penalized':
      return `∂(${loss} + ${words.penalty})/∂${own.weights.text}`;
    case 'gradB_penalized':
      return `∂(${loss} + ${words.penalty})/∂${own.biases.text}`;
    case 'probability':
      return 'p';
    case 'rowLoss':
      return 'ℓ';
    case 'loss':
      return loss;
  }
}

/** What the number is, in a sentence without its end. */
export function placeWords(naming: Naming, place: Place): string {
  const { description } = naming;
  const { tensor, layer, row, col } = place;
  const { name } = description.layers[layer];
  const { is } = words;
  switch (tensor) {
    case 'x':
      return is.input(rowName(description, { layer: 0, tensor: 'weights' }, col), row);
    case 'y':
      return is.target(columnName(description, { layer, tensor: 'a' }, col), row);
    case 'weights':
    case 'gradW':
    case 'gradW_penalized': {
      const way = cellWords(description, { layer, tensor: 'weights' }, row, col, false);
      return is[tensor](way, name);
    }
    case 'biases':
    case 'gradB':
    case 'gradB_penalized':
      return is[tensor](unitName(description, layer, col), name);
    case 'loss':
      return is.loss(naming.rows);
    case 'rowLoss':
      return is.rowLoss(row);
    default:
      return is[tensor](unitName(description, layer, col), name, row);
  }
}

/** Counted as its index is; with the class that it stands for. */
function unitName(description: RunDescription, layer: number, unit: number): string {
  const number = String(unit + 1);
  const name = columnName(description, { layer, tensor: 'a' }, unit);
  return name === number ? number : `${number} (${name})`;
}

function lossPlace(layer: number): Place {
  return { tensor: 'loss', layer, row: 0, col: 0 };
}

/** Row first. Left out: the row of a batch of one, the unit of a layer of one. */
function indices(
  { description, rows }: Naming,
  { tensor, layer, row, col }: Place<Index>,
): Index[] {
  const { units, inputs } = description.layers[layer];
  switch (tensor) {
    case 'weights':
      return [row, col];
    case 'biases':
      return units === 1 ? [] : [col];
    case 'rowLoss':
      return rows === 1 ? [] : [row];
    case 'loss':
      return [];
    default: {
      const width = tensor === 'x' ? inputs : units;
      return [...(rows === 1 ? [] : [row]), ...(width === 1 ? [] : [col])];
    }
  }
}

function indexed({ tex }: WrittenSymbol, of: Index[]): string {
  const { letter, layer, own } = tex;
  const below = [joined(of), own].filter(part => part !== '').join(',\\,');
  const base = /^(?:[A-Za-z]|\\[A-Za-z]+)$/.test(letter) ? letter : `{${letter}}`;
  return `${base}${layer === '' ? '' : `^{${layer}}`}${below === '' ? '' : `_{${below}}`}`;
}

function subscript(of: Index[]): string {
  return of.length === 0 ? '' : `_{${joined(of)}}`;
}

/** `12` for row 1, column 2; with a comma where one of them has two digits. */
function joined(of: Index[]): string {
  const written = of.map(index => (typeof index === 'number' ? String(index + 1) : index));
  return written.join(written.some(text => text.length > 1) ? ',' : '');
}
