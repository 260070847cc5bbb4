/** Rows of cells with their places, piece by piece: no more of a file than a piece is ever text. */
import type { Dialect } from './dialect/dialect';
import { encodingComplaint, firstStrange, strictDecoder } from './dialect/encoding';
import type { Decoder } from './dialect/encoding';
import { RowReader } from './rowReader';
import type { Broken, Visit } from './rowReader';

/** Bytes that are read between two looks at anything else: some milliseconds. */
const PIECE = 1 << 18;

/** How far the reading of a file has come, in bytes. */
export interface Reading {
  file: string;
  done: number;
  total: number;
}

/**
 * Visits the rows of a file, and stops for a breath after every piece. Lines above the table, blank
 * lines and comments are no rows. Returns why the rows break off, or null where they do not.
 */
export function* readRows(
  file: string,
  bytes: Uint8Array,
  dialect: Dialect,
  visit: Visit,
  piece = PIECE,
): Generator<Reading, Broken | null> {
  const { encoding } = dialect;
  const strange = encoding === 'utf-8' ? encodingComplaint(bytes) : null;
  if (strange !== null) return { line: 1, id: 'encoding', what: strange };
  const decoder = strictDecoder(encoding);
  const reader = new RowReader(dialect, visit);
  const total = bytes.length;
  for (let done = 0; done < total; done += piece) {
    const last = done + piece >= total;
    const text = decodePiece(decoder, bytes.subarray(done, done + piece), last);
    if (text === null) {
      const { line, what, good } = firstStrange(
        bytes,
        done,
        Math.min(total, done + piece),
        encoding,
      );
      // What is wrong before it is said first, wherever the pieces end.
      return reader.push(good, false) ? { line, id: 'encoding', what } : reader.broken;
    }
    if (!reader.push(text, last)) break;
    yield { file, done: Math.min(total, done + piece), total };
  }
  return reader.broken;
}

/** null where the bytes are not of the encoding. */
function decodePiece(decoder: Decoder, bytes: Uint8Array, last: boolean): string | null {
  try {
    return decoder.decode(bytes, { stream: !last });
  } catch {
    return null;
  }
}

/** The same without a breath. */
export function visitRows(bytes: Uint8Array, dialect: Dialect, visit: Visit): Broken | null {
  return finished(readRows('', bytes, dialect, visit));
}

/** The same of a text, up to where it breaks off. */
export function visitText(text: string, dialect: Dialect, visit: Visit): void {
  new RowReader(dialect, visit).push(text, true);
}

/** What a reading comes to, without a breath. */
export function finished<T>(reading: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}
