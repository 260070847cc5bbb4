/** Finds what the pointer is on in an experiment's text. Knows nothing of vscode. */
import {
  findNodeAtLocation,
  findNodeAtOffset,
  getNodePath,
  parseTree,
  type Node,
} from 'jsonc-parser';
import type { JsonPath } from '../../experiment/format/finding';
import type { PartName } from '../editor/dataText';

export type HoverTarget =
  /** An entry of the list of layers, by its index there. */
  | { kind: 'layer'; place: number }
  | { kind: 'activation'; name: string }
  /** The loss section; with the name of the loss if the pointer is on it. */
  | { kind: 'loss'; name: string | null }
  /** A metric; with the name of its loss if the pointer is on that. */
  | { kind: 'metric'; metric: string; name: string | null }
  | { kind: 'data'; part: PartName }
  /** The scaling of the inputs. */
  | { kind: 'normalization' };

export interface Hovered {
  target: HoverTarget;
  /** The range that the hover is about. */
  offset: number;
  length: number;
}

/** @returns null if there is nothing to add to the field's own description */
export function hoveredIn(text: string, offset: number): Hovered | null {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const node = tree && findNodeAtOffset(tree, offset, true);
  if (!node) return null;
  const target = targetOf(tree, getNodePath(node), valueOf(node));
  return target && { target, offset: node.offset, length: node.length };
}

/** The text of a value, also if the pointer is on its key. */
function valueOf(node: Node): string | null {
  const value = node.parent?.type === 'property' ? node.parent.children?.[1] : node;
  return value?.type === 'string' ? String(value.value) : null;
}

function targetOf(tree: Node, path: JsonPath, value: string | null): HoverTarget | null {
  const [section, second, third] = path;
  const field = path.at(-1);
  switch (section) {
    case 'model':
      return second === 'layers' && typeof third === 'number' ? inLayer(third, path, value) : null;
    case 'loss':
      return { kind: 'loss', name: field === 'type' ? value : null };
    case 'optimizer':
      return field === 'learning_rate' ? { kind: 'loss', name: null } : null;
    case 'trainer':
      return field === 'batch_size' ? { kind: 'loss', name: null } : null;
    case 'metrics':
      return typeof second === 'number' ? inMetric(tree, second, third, value) : null;
    case 'data':
      if (second === 'normalization') return { kind: 'normalization' };
      return isPart(second) && path.length <= 3 ? { kind: 'data', part: second } : null;
    default:
      return null;
  }
}

const OF_LAYER: readonly unknown[] = ['type', 'units', 'use_bias', 'name', 'rate'];

function inLayer(place: number, path: JsonPath, value: string | null): HoverTarget | null {
  const field = path[3];
  if (field === 'activation') return value === null ? null : { kind: 'activation', name: value };
  return path.length === 3 || OF_LAYER.includes(field) ? { kind: 'layer', place } : null;
}

function inMetric(
  tree: Node,
  index: number,
  field: string | number | undefined,
  value: string | null,
): HoverTarget | null {
  const [short, written] = [[], ['name']].map(
    rest => findNodeAtLocation(tree, ['metrics', index, ...rest])?.value as unknown,
  );
  const metric = short ?? written;
  if (typeof metric !== 'string') return null;
  return { kind: 'metric', metric, name: field === 'type' || field === undefined ? value : null };
}

function isPart(name: unknown): name is PartName {
  return name === 'train' || name === 'validation' || name === 'test';
}
