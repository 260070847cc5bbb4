/** Texts as they are read, and places in them. */
import { encodingOf } from './dialect/encoding';

/** UTF-8, or UTF-16 with a byte order mark; the mark is taken off. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Line and column (both from 1) of an offset. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (const { index, 0: mark } of text.slice(0, offset).matchAll(/\r\n|\n|\r/g)) {
    line++;
    start = index + mark.length;
  }
  return { line, column: offset - start + 1 };
}
