/** Places inside a text of the file, whatever is escaped in it. */
import { findNodeAtLocation } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { atValue } from '../format/core';
import type { JsonPath, Place } from '../format/finding';

/**
 * Where some characters of a text stand in the file.
 * @param tree of the file
 * @param file its text
 * @param part from its first character to after its last; null: the whole
 */
export function placeInText(
  tree: Node,
  file: string,
  path: JsonPath,
  part: { start: number; end: number } | null,
): Place {
  const node = findNodeAtLocation(tree, [...path]);
  const offsets = node ? offsetsIn(file, node) : [];
  const whole = !part || (part.start === 0 && part.end >= offsets.length - 1);
  if (whole) return atValue(...path);
  const offset = offsets[part.start];
  const length = Math.max(1, offsets[part.end] - offset);
  return { kind: 'json', path, part: 'value', span: { offset, length } };
}

/** For each character of a JSON string's value, and for its end, the offset in the file. */
function offsetsIn(file: string, { offset, length }: Node): number[] {
  const offsets: number[] = [];
  const end = offset + length - 1;
  for (let at = offset + 1; at < end;) {
    offsets.push(at);
    if (file[at] !== '\\') at++;
    else at += file[at + 1] === 'u' ? 6 : 2;
  }
  return [...offsets, end];
}
