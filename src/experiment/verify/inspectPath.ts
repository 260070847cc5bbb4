/** Places in what `inspect` prints: `loss`, `layers.1.gradW.0.0`. */
import { suggestKey } from '../format/suggest';

/** In the order in which `inspect` prints them. */
export const LAYER_TENSORS = ['z', 'a', 'delta', 'weights', 'biases', 'gradW', 'gradB'] as const;
/** Printed only where the optimiser adds a penalty to the loss. */
export const PENALIZED_TENSORS = ['gradW_penalized', 'gradB_penalized'] as const;
const NAMED_TENSORS = [...LAYER_TENSORS, ...PENALIZED_TENSORS] as const;
export type LayerTensor = (typeof NAMED_TENSORS)[number];
const MINIMISED = ['penalty', 'objective'] as const;
const WHOLE = ['loss', ...MINIMISED, 'x', 'y', 'gradInput'] as const;

export interface InspectPath {
  /** null: not of a layer. */
  layer: number | null;
  name: LayerTensor | (typeof WHOLE)[number];
  /** [row, column] of a matrix, [unit] of a list of biases; fewer for a whole row or all of it. */
  indices: number[];
}

/** What a path is checked against: the layers as the file describes them. */
export type LayerShapes = readonly { units: number; use_bias: boolean }[];

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
  const tensor = NAMED_TENSORS.find(each => each === name);
  if (!tensor) {
    const meant = suggestKey(name, NAMED_TENSORS);
    const known =
      meant === null
        ? `it has ${LAYER_TENSORS.join(', ')}, with weight decay or l1 also ${PENALIZED_TENSORS.join(' and ')}`
        : `did you mean "${meant}"?`;
    return `names "${name}", which a layer does not have: ${known}`;
  }
  if (isOfBiases(tensor) && !layers[layer].use_bias) {
    return `names ${tensor}, but layer ${layer} has no biases`;
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
  return name === 'weights' || name === 'gradW' || name === 'gradW_penalized';
}

/** In the shape of the biases, [units]. */
export function isOfBiases(name: InspectPath['name']): boolean {
  return name === 'biases' || name === 'gradB' || name === 'gradB_penalized';
}

/** Whether it is there only where the optimiser adds a penalty to the loss. */
export function needsPenalty(name: InspectPath['name']): boolean {
  const names: readonly string[] = [...MINIMISED, ...PENALIZED_TENSORS];
  return names.includes(name);
}
