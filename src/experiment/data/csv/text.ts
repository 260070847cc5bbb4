/** What a CSV file looks like: encoding and delimiter. */
import { encodingOf } from './encoding';

export type Delimiter = ',' | ';' | '\t';

/** How much of a file is looked at to tell its delimiter. */
const SAMPLE_LINES = 20;
const HEAD = 65_536;

/** UTF-8, or UTF-16 with a byte order mark; the mark is taken off. */
export function decodeText(bytes: Uint8Array): string {
  return decoderFor(bytes).decode(bytes);
}

function decoderFor(bytes: Uint8Array): InstanceType<typeof TextDecoder> {
  return new TextDecoder(encodingOf(bytes));
}

/** The beginning of a file, as much as a delimiter is told from. */
export function headOf(bytes: Uint8Array): string {
  return decoderFor(bytes).decode(bytes.subarray(0, HEAD), { stream: true });
}

/**
 * The delimiter that divides every sampled line into the same number of cells. Semicolon and tab
 * come before the comma: a comma may also be a decimal mark.
 */
export function detectDelimiter(text: string): Delimiter {
  const lines = text
    .slice(0, HEAD)
    .split(/\r\n|\n|\r/, SAMPLE_LINES)
    .filter(line => line !== '');
  const counts = (delimiter: string) =>
    lines.map(line => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
  for (const delimiter of [';', '\t', ','] as const) {
    const found = counts(delimiter);
    if (found.length > 0 && found[0] > 0 && found.every(count => count === found[0]))
      return delimiter;
  }
  // A ragged file: the one that is used most.
  const total = (delimiter: string) => counts(delimiter).reduce((sum, count) => sum + count, 0);
  return ([',', ';', '\t'] as const).reduce((best, next) =>
    total(next) > total(best) ? next : best,
  );
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
