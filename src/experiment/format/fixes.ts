/** Changes of an experiment's text: fixes, and fields set from outside. */
import { applyEdits, findNodeAtLocation, getNodeValue, modify, parseTree } from 'jsonc-parser';
import type { Edit, Node } from 'jsonc-parser';
import type { Fix, JsonPath } from './finding';

type Fields = Readonly<Record<string, unknown>>;

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
    case 'value': {
      const value = parsed(fix.text);
      if (!node) return edited(text, fix.path, value);
      if (typeof value !== 'object' || value === null)
        return [{ offset: node.offset, length: node.length, content: fix.text }];
      return [difference(text, changed(text, fix.path, value))];
    }
    case 'removal':
      return node ? [removal(text, node)] : [];
    case 'move': {
      if (!node) return [];
      const rest = applyEdits(text, [removal(text, node)]);
      const added = edited(rest, fix.to, getNodeValue(node));
      return added.length > 0 ? [difference(text, applyEdits(rest, added))] : [];
    }
  }
}

/**
 * The text with a value, where only what differs is written anew: comments and lines beside it stay.
 * What stands on one line is written as one line where it gets other parts.
 */
function changed(text: string, path: JsonPath, value: unknown): string {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const node = tree && findNodeAtLocation(tree, [...path]);
  if (!node) return applyEdits(text, edited(text, path, value));
  const old: unknown = getNodeValue(node);
  if (isSame(old, value)) return text;
  const isOneLine = !/\n|\/[/*]/.test(text.slice(node.offset, node.offset + node.length));
  const isWhole = isOneLine && !isSame(keysOf(old), keysOf(value));
  if (!isWhole && isFields(old) && isFields(value)) return withFields(text, path, old, value);
  const list =
    !isWhole && Array.isArray(old) && Array.isArray(value)
      ? withEntries(text, path, old, value)
      : null;
  const content = written(value);
  return list ?? applyEdits(text, [{ offset: node.offset, length: node.length, content }]);
}

function withFields(text: string, path: JsonPath, old: Fields, fields: Fields): string {
  const gone = Object.keys(old).filter(key => !(key in fields));
  const kept = gone.reduce((result, key) => without(result, [...path, key]), text);
  return Object.entries(fields).reduce(
    (result, [key, value]) => changed(result, [...path, key], value),
    kept,
  );
}

/** @returns null where the lists differ by more than entries that came, went or changed */
function withEntries(
  text: string,
  path: JsonPath,
  old: readonly unknown[],
  entries: readonly unknown[],
): string | null {
  const count = entries.length - old.length;
  if (count === 0)
    return entries.reduce<string>((result, each, i) => changed(result, [...path, i], each), text);
  const [more, fewer] = count > 0 ? [entries, old] : [old, entries];
  const differing = fewer.findIndex((each, i) => !isSame(each, more[i]));
  const start = differing < 0 ? fewer.length : differing;
  const other = more.slice(start, start + Math.abs(count));
  if (!isSame(more.toSpliced(start, other.length), fewer)) return null;
  return other.reduce<string>(
    (result, entry, i) =>
      count < 0
        ? without(result, [...path, start])
        : applyEdits(result, edited(result, [...path, start + i], entry, true)),
    text,
  );
}

/** What is added gets lines of its own. */
function edited(text: string, path: JsonPath, value: unknown, isArrayInsertion = false): Edit[] {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };
  try {
    return modify(text, [...path], value, { formattingOptions, isArrayInsertion });
  } catch {
    return [];
  }
}

/** The text without what is at this place. */
function without(text: string, path: JsonPath): string {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  const node = tree && findNodeAtLocation(tree, [...path]);
  return node ? applyEdits(text, [removal(text, node)]) : text;
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

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Of a list its places. */
function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).sort() : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** On one line, with the spaces that a person would write. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (!isFields(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${written(each)}`,
  );
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
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
