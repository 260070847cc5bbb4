/** Finds the parts of a file that have CodeLenses, in half-typed JSON as well. Knows nothing of vscode. */
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';
import { plural, t } from '../words/say';

/** A dense layer. */
export interface OutlineLayer {
  offset: number;
  /** Its index in the file's list, which also counts what stands between dense layers. */
  place: number;
  /** The dropout behind it; null if there is none. */
  dropout: { place: number; rate: number | null } | null;
  /** null unless it is a whole number above 0. */
  units: number | null;
  useBias: boolean;
  /** null if there is none. */
  name: string | null;
  activation: string | null;
}

export interface OutlinePart {
  part: 'train' | 'validation' | 'test';
  offset: number;
}

export interface Outline {
  /** Offset of the experiment's object. */
  offset: number;
  isExpression: boolean;
  inputs: number | null;
  layers: OutlineLayer[];
  parts: OutlinePart[];
  /** Offset of the sweep's key; null if there is none. */
  sweep: number | null;
  /** Offset of the key of the checks; null if there are none. */
  checks: number | null;
}

/** @returns null if there is no JSON object at all */
export function outlineOf(text: string): Outline | null {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (tree?.type !== 'object') return null;
  const layers = findNodeAtLocation(tree, ['model', 'layers'])?.children ?? [];
  return {
    offset: tree.offset,
    isExpression: findNodeAtLocation(tree, ['kind'])?.value === 'expression',
    inputs: countOf(findNodeAtLocation(tree, ['model', 'inputs'])),
    layers: readLayers(layers),
    parts: (['train', 'validation', 'test'] as const).flatMap(part => {
      const node = findNodeAtLocation(tree, ['data', part]);
      return node?.type === 'object' ? [{ part, offset: node.parent?.offset ?? node.offset }] : [];
    }),
    sweep: findNodeAtLocation(tree, ['sweep'])?.parent?.offset ?? null,
    checks: findNodeAtLocation(tree, ['checks'])?.parent?.offset ?? null,
  };
}

function readLayers(entries: readonly Node[]): OutlineLayer[] {
  const layers: OutlineLayer[] = [];
  entries.forEach((entry, place) => {
    if (entry.type !== 'object') return;
    if (!isDropout(entry)) layers.push(readLayer(entry, place));
    else {
      const rate: unknown = findNodeAtLocation(entry, ['rate'])?.value;
      const before = layers.at(-1);
      if (before) before.dropout = { place, rate: typeof rate === 'number' ? rate : null };
    }
  });
  return layers;
}

/** Whether an entry of the list of layers is no dense layer. */
export function isDropout(entry: Node): boolean {
  return entry.type === 'object' && findNodeAtLocation(entry, ['type'])?.value === 'dropout';
}

function readLayer(layer: Node, place: number): OutlineLayer {
  return {
    offset: layer.offset,
    place,
    dropout: null,
    units: countOf(findNodeAtLocation(layer, ['units'])),
    useBias: findNodeAtLocation(layer, ['use_bias'])?.value !== false,
    name: textOf(findNodeAtLocation(layer, ['name'])),
    activation: textOf(findNodeAtLocation(layer, ['activation'])),
  };
}

function countOf(node: Node | undefined): number | null {
  const value: unknown = node?.value;
  return Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : null;
}

function textOf(node: Node | undefined): string | null {
  return node?.type === 'string' ? String(node.value) : null;
}

/** The number of a layer's parameters and how it comes about; null while a size is not known. */
export function parameterCount(
  inputs: number | null,
  { units, useBias }: Pick<OutlineLayer, 'units' | 'useBias'>,
): string | null {
  if (inputs === null || units === null) return null;
  const sum = useBias ? `${inputs} × ${units} + ${units}` : `${inputs} × ${units}`;
  const count = inputs * units + (useBias ? units : 0);
  const parameters = plural(count, '{0} parameter', '{0} parameters');
  return `${sum} = ${parameters} · ${t('kernel {0}×{1}', inputs, units)}`;
}
