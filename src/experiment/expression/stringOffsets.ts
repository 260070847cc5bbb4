/** Places inside a text of the file, whatever is escaped in it. */
import type { Node } from 'jsonc-parser';

/**
 * For each character of a JSON string's value, and for its end, the offset in the file.
 * @param text the file
 * @param node a string of it
 */
export function offsetsIn(text: string, node: Node): number[] {
  const offsets: number[] = [];
  const end = node.offset + node.length - 1;
  for (let at = node.offset + 1; at < end;) {
    offsets.push(at);
    if (text[at] !== '\\') at++;
    else at += text[at + 1] === 'u' ? 6 : 2;
  }
  return [...offsets, end];
}
