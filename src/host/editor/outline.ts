/** What the CodeLenses stand above: found in half-typed JSON as well. Knows nothing of vscode. */
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';

export interface OutlineLayer {
  offset: number;
  /** null while it is not a whole number above 0. */
  units: number | null;
  useBias: boolean;
  /** null: none is written. */
  name: string | null;
  activation: string | null;
}

export interface OutlinePart {
  part: 'train' | 'validation' | 'test';
  offset: number;
}

export interface Outline {
  /** Where the experiment's object starts. */
  offset: number;
  isExpression: boolean;
  inputs: number | null;
  layers: OutlineLayer[];
  parts: OutlinePart[];
  /** Where the sweep's key starts; null: there is none. */
  sweep: number | null;
  /** Where the key of the checks starts; null: there are none. */
  checks: number | null;
}

/** null where there is no JSON object at all. */
export function outlineOf(text: string): Outline | null {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  if (tree?.type !== 'object') return null;
  const layers = findNodeAtLocation(tree, ['model', 'layers'])?.children ?? [];
  return {
    offset: tree.offset,
    isExpression: findNodeAtLocation(tree, ['kind'])?.value === 'expression',
    inputs: countOf(findNodeAtLocation(tree, ['model', 'inputs'])),
    layers: layers.filter(layer => layer.type === 'object').map(readLayer),
    parts: (['train', 'validation', 'test'] as const).flatMap(part => {
      const node = findNodeAtLocation(tree, ['data', part]);
      return node?.type === 'object' ? [{ part, offset: node.parent?.offset ?? node.offset }] : [];
    }),
    sweep: findNodeAtLocation(tree, ['sweep'])?.parent?.offset ?? null,
    checks: findNodeAtLocation(tree, ['checks'])?.parent?.offset ?? null,
  };
}

function readLayer(layer: Node): OutlineLayer {
  return {
    offset: layer.offset,
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

/** How a layer's parameters are counted, in words; null while a size is not known. */
export function parameterCount(
  inputs: number | null,
  { units, useBias }: Pick<OutlineLayer, 'units' | 'useBias'>,
): string | null {
  if (inputs === null || units === null) return null;
  const sum = useBias ? `${inputs} × ${units} + ${units}` : `${inputs} × ${units}`;
  const count = inputs * units + (useBias ? units : 0);
  const noun = count === 1 ? 'parameter' : 'parameters';
  return `${sum} = ${count.toLocaleString('en-US')} ${noun} · kernel ${inputs}×${units}`;
}
