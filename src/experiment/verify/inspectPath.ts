/** Places in what `inspect` prints: `loss`, `layers.1.gradW.0.0`. */
import { hasShape, isTensorName, TENSORS, tensorsFrom } from '../../engine/ground/tensors';
import { suggestKey } from '../format/suggest';

const LAYER_TENSORS = tensorsFrom('parameters', 'forward', 'backward');
const MASKS = tensorsFrom('mask');
const PENALIZED_TENSORS = tensorsFrom('penalty');
/**
 * Tensors of a layer, in the order in which `inspect` prints them: its mask only where dropout
 * follows it; those of the objective come last, and only where the optimiser adds a penalty.
 */
export const INSPECTED = [...LAYER_TENSORS, ...MASKS, ...PENALIZED_TENSORS];
export type LayerTensor = (typeof INSPECTED)[number];
const MINIMISED = ['penalty', 'objective'] as const;
const WHOLE = ['loss', ...MINIMISED, 'x', 'y', 'gradInput'] as const;

export interface InspectPath {
  /** null: not of a layer. */
  layer: number | null;
  /** `output` is what the next layer reads, which no path names: only formulas do. */
  name: LayerTensor | 'output' | (typeof WHOLE)[number];
  /** [row, column] of a matrix, [unit] of a list of biases; fewer for a whole row or all of it. */
  indices: number[];
}

/** What a path is checked against: the layers as the file describes them. */
export type LayerShapes = readonly { units: number; use_bias: boolean; mask: object | null }[];

/** The place, or what is wrong with the path, in words that follow it. */
export function parseInspectPath(path: string, layers: LayerShapes): InspectPath | string {
  const [first, ...rest] = path.split('.');
  const whole = WHOLE.find(name => name === first);
  if (whole) return withIndices({ layer: null, name: whole, indices: [] }, rest);
  if (first !== 'layers') {
    const meant = suggestKey(first, [...WHOLE, 'layers']);
    return `starts with "${first}", which \`inspect\` does not print: ${
      meant === null
        ? 'it prints loss, x, y, layers and gradInput, with weight decay or l1 also penalty and objective'
        : `did you mean "${meant}"?`
    }`;
  }
  const [index = '', name = '', ...indices] = rest;
  const layer = /^\d+$/.test(index) ? Number(index) : NaN;
  if (!(layer < layers.length)) {
    const most = layers.length - 1;
    const range = most === 0 ? 'only layer 0' : `layers 0 to ${most}`;
    return `names no layer: there ${most === 0 ? 'is' : 'are'} ${range}`;
  }
  const tensor = INSPECTED.find(each => each === name);
  if (!tensor) {
    const meant = suggestKey(name, INSPECTED);
    const known =
      meant === null
        ? `it has ${LAYER_TENSORS.join(', ')}, with weight decay or l1 also ${PENALIZED_TENSORS.join(' and ')}`
        : `did you mean "${meant}"?`;
    return `names "${name}", which a layer does not have: ${known}`;
  }
  if (isOfBiases(tensor) && !layers[layer].use_bias) {
    return `names ${tensor}, but layer ${layer} has no biases`;
  }
  if (isMask(tensor) && !layers[layer].mask) {
    return `names ${tensor}, but no dropout follows layer ${layer}`;
  }
  return withIndices({ layer, name: tensor, indices: [] }, indices);
}

function withIndices(place: InspectPath, written: string[]): InspectPath | string {
  const odd = written.find(index => !/^\d+$/.test(index));
  if (odd !== undefined) return `ends in "${odd}": rows and columns are whole numbers from 0`;
  const most = dimensions(place.name);
  if (written.length > most) {
    const words = ['is a single number', 'takes one index', 'takes a row and a column'][most];
    return `has ${written.length} indices, but ${place.name} ${words}`;
  }
  return { ...place, indices: written.map(Number) };
}

/** A sentence where the file writes its kernels the other way round than `inspect` prints them. */
export function layoutHint({ name }: InspectPath, layout: 'in_out' | 'out_in'): string {
  return layout === 'in_out' || !isOfKernel(name)
    ? ''
    : ` Its rows are the inputs here, as \`inspect\` prints them, whatever \`kernel_layout\` says.`;
}

export function dimensions(name: InspectPath['name']): number {
  if (name === 'loss' || name === 'penalty' || name === 'objective') return 0;
  return isOfBiases(name) ? 1 : 2;
}

/** In the shape of the kernel, [inputs, units]. */
export function isOfKernel(name: InspectPath['name']): boolean {
  return isTensorName(name) && hasShape(name, 'kernel');
}

/** In the shape of the biases, [units]. */
export function isOfBiases(name: InspectPath['name']): boolean {
  return isTensorName(name) && hasShape(name, 'biases');
}

function isMask(name: LayerTensor): boolean {
  return TENSORS[name].from === 'mask';
}

/** Whether it is there only where the optimiser adds a penalty to the loss. */
export function needsPenalty(name: InspectPath['name']): boolean {
  const names: readonly string[] = [...MINIMISED, ...PENALIZED_TENSORS];
  return names.includes(name);
}
