/** Reads files, and checks what they are before it opens them. */
import { formatInteger } from '../../engine/ground/numbers';
import { readFileSync, statSync } from 'node:fs';
import { NO_FILE } from '../../experiment/data/paths';

/** Most bytes that Node reads at once. */
const MOST_BYTES = 2 ** 31 - 1;
const MEGABYTE = 2 ** 20;

/**
 * The content of a file, or of a link's target; null if there is none. Pipes and devices are refused:
 * opening a pipe waits for its other end, and a device may never end.
 * @throws Error whose message follows "cannot be read: "
 */
export function readFile(path: string): Uint8Array | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  if (found.isDirectory()) throw new Error(NO_FILE.folder);
  if (!found.isFile()) throw new Error(NO_FILE.other);
  if (found.size > MOST_BYTES) throw new Error(tooLarge(found.size));
  return readFileSync(path);
}

function tooLarge(bytes: number): string {
  const [size, limit] = [bytes, MOST_BYTES].map(each => formatInteger(Math.ceil(each / MEGABYTE)));
  return `it has ${size} MB, more than the limit of ${limit} MB: use an extract of it`;
}
