/** A formula that somebody has typed beside a run becomes one of the file's checks. */
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import type { Fix, JsonPath } from '../format/finding';
import { isOpen } from '../verify/formula';

const PATH: JsonPath = ['checks', 'formula'];

interface Entry {
  /** As `inspect` names it: `layers.1.gradW`. */
  for: string;
  formula: string;
}

/**
 * What writes it into a file: into a check that still waits for the formula of this tensor, else behind
 * the others. null: the file has the same check already.
 */
export function keepFormula(text: string, tree: Node | undefined, entry: Entry): Fix | null {
  const title = `Check ${entry.for}`;
  const node = tree && findNodeAtLocation(tree, [...PATH]);
  const fix = (path: JsonPath, value: string): Fix => ({ title, path, part: 'value', text: value });
  const written = JSON.stringify(entry);
  if (node?.type === 'object') {
    if (isSame(node, entry)) return null;
    if (waits(node, entry)) return fix([...PATH, 'formula'], JSON.stringify(entry.formula));
    const before = text.slice(node.offset, node.offset + node.length);
    return fix(PATH, `[${before}, ${written}]`);
  }
  if (node?.type !== 'array') return fix(PATH, `[${written}]`);
  const entries = node.children ?? [];
  if (entries.some(each => isSame(each, entry))) return null;
  const open = entries.findIndex(each => waits(each, entry));
  return open < 0
    ? fix([...PATH, entries.length], written)
    : fix([...PATH, open, 'formula'], JSON.stringify(entry.formula));
}

function isSame(node: Node, entry: Entry): boolean {
  return field(node, 'for') === entry.for && field(node, 'formula') === entry.formula;
}

/** An open check of the same tensor. */
function waits(node: Node, entry: Entry): boolean {
  const formula = field(node, 'formula');
  return field(node, 'for') === entry.for && typeof formula === 'string' && isOpen(formula);
}

function field(node: Node, name: string): unknown {
  const value = node.type === 'object' ? findNodeAtLocation(node, [name]) : undefined;
  return value && (getNodeValue(value) as unknown);
}
