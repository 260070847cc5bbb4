/** Changes of an experiment's text: fixes, and fields set from outside. */
import { applyEdits, findNodeAtLocation, modify } from 'jsonc-parser';
import type { Edit, Node } from 'jsonc-parser';
import type { Fix, JsonPath } from './problem';

/**
 * The edits that apply a fix to the text it was made for. A value at a place that is not there yet
 * is added; where even its surroundings are gone there is nothing to edit.
 */
export function editsOf(text: string, tree: Node | undefined, fix: Fix): Edit[] {
  const path = [...fix.path];
  const node = tree && findNodeAtLocation(tree, path);
  if (fix.part === 'key') {
    const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
    if (!key) return [];
    return [{ offset: key.offset, length: key.length, content: JSON.stringify(fix.text) }];
  }
  if (node) return [{ offset: node.offset, length: node.length, content: fix.text }];
  try {
    const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
    return modify(text, path, JSON.parse(fix.text), { formattingOptions });
  } catch {
    return [];
  }
}

/**
 * The text with a field set, added where it is not there yet; no other line moves. null where the
 * path leads through something that has no such field.
 */
export function withValue(text: string, path: JsonPath, value: unknown): string | null {
  try {
    return applyEdits(text, modify(text, [...path], value, {}));
  } catch {
    return null;
  }
}
