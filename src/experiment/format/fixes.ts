/** Changes of an experiment's text: fixes, and fields set from outside. */
import { applyEdits, findNodeAtLocation, getNodeValue, modify } from 'jsonc-parser';
import type { Edit, Node } from 'jsonc-parser';
import type { Fix, JsonPath } from './finding';

/**
 * The edits that apply a fix to the text it was made for. A value at a place that is not there yet
 * is added; where even its surroundings are gone there is nothing to edit.
 */
export function editsOf(text: string, tree: Node | undefined, fix: Fix): Edit[] {
  const node = tree && findNodeAtLocation(tree, [...fix.path]);
  switch (fix.part) {
    case 'key': {
      const key = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
      if (!key) return [];
      return [{ offset: key.offset, length: key.length, content: JSON.stringify(fix.text) }];
    }
    case 'value':
      return node
        ? [{ offset: node.offset, length: node.length, content: fix.text }]
        : edited(text, fix.path, parsed(fix.text));
    case 'removal':
      return node ? [removal(text, node)] : [];
    case 'move': {
      if (!node) return [];
      const without = applyEdits(text, [removal(text, node)]);
      const added = edited(without, fix.to, getNodeValue(node));
      return added.length > 0 ? [difference(text, applyEdits(without, added))] : [];
    }
  }
}

/** What is added gets lines of its own. */
function edited(text: string, path: JsonPath, value: unknown): Edit[] {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  try {
    return modify(text, [...path], value, { formattingOptions });
  } catch {
    return [];
  }
}

/** Takes out an entry or a key with its value, and the lines that it has to itself. */
function removal(text: string, node: Node): Edit {
  const own = node.parent?.type === 'property' ? node.parent : node;
  const siblings = own.parent?.children ?? [];
  const previous = siblings.slice(0, siblings.indexOf(own)).at(-1);
  let start = own.offset;
  let end = own.offset + own.length;
  const comma = /^\s*,/.exec(text.slice(end))?.[0] ?? '';
  end += comma.length;
  const before = previous ? previous.offset + previous.length : start;
  if (comma === '' && /^\s*,\s*$/.test(text.slice(before, start))) {
    return { offset: before, length: end - before, content: '' };
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:\/\/.*)?(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  if (text.slice(lineStart, start).trim() === '' && rest) {
    start = lineStart;
    end += rest.length;
  } else end += /^ */.exec(text.slice(end))?.[0].length ?? 0;
  return { offset: start, length: end - start, content: '' };
}

/** The one edit from a text to another. */
function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const content = after.slice(start, after.length - end);
  return { offset: start, length: before.length - end - start, content };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
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
