/** Parts of an experiment, as `*.backprop.json` says them, with every default applied. */
import type { InitializerSpec, LayerSpec } from '../../engine/ground/spec';
import type { JsonPath } from './finding';

/** An initialiser as a file writes it: numbers may also stand in a data file beside it. */
export type InitializerSource =
  InitializerSpec | { type: 'file'; file: string; key: string | null };

/** A dense layer before the files that its initialisers name have been read. */
export interface LayerSource extends Omit<LayerSpec, 'kernel_initializer' | 'bias_initializer'> {
  kernel_initializer: InitializerSource;
  bias_initializer: InitializerSource;
}

/**
 * The path of a dense layer in the file, whose list of layers also counts the dropout behind each.
 * @param index 0-based, as the network counts its layers
 */
export function layerPath(layers: readonly Pick<LayerSpec, 'mask'>[], index: number): JsonPath {
  const masks = layers.slice(0, index).filter(({ mask }) => mask !== null).length;
  return ['model', 'layers', index + masks];
}

export interface ModelSource {
  /** null: taken from the data. */
  inputs: number | null;
  layers: LayerSource[];
  kernel_layout: 'in_out' | 'out_in';
}

export interface SplitSpec {
  train: number;
  validation: number;
  test: number;
  shuffle: boolean;
  stratify: boolean;
}

export type Normalization = 'none' | 'zscore' | 'minmax' | { divide_by: number };

/** How labels become targets. */
export interface TargetSpec {
  encoding: 'none' | 'one_hot' | 'sign';
  /** null: counted from the labels. */
  num_classes: number | null;
}

export interface SweepSpec {
  method: 'grid' | 'random' | 'paired';
  parameters: { path: string; values: unknown[] }[];
  aggregate_over: string[];
  /** null: the loss, the lower the better. */
  metric: { name: string; goal: 'minimize' | 'maximize' } | null;
  run_cap: number | null;
}

/** One symbol that counts the layers, or one for each of them. */
export type LayeredSymbol = string | string[];

/** Symbols of a course, by what they stand for; null: the usual ones. */
export interface NotationSpec {
  weights: LayeredSymbol | null;
  biases: LayeredSymbol | null;
  preactivations: LayeredSymbol | null;
  activations: LayeredSymbol | null;
  deltas: LayeredSymbol | null;
  target: string | null;
  output: string | null;
  loss: string | null;
}

/** The content of a file that an experiment names, by the path the experiment writes. */
export type DataFiles = ReadonlyMap<string, Uint8Array>;

export type Part = 'train' | 'validation' | 'test';
export const PARTS: readonly Part[] = ['train', 'validation', 'test'];

/** Parameters of a model, and numbers of a file that holds some of them. */
export const MOST_PARAMETERS = 50_000_000;
