/** Pieces from all over a file: classes that stand one after the other are not all at its beginning. */

const NEWLINE = 10;

/**
 * Whole lines from evenly spread places.
 * @param from the byte behind which they stand
 * @param size bytes of the largest piece
 * @returns fewer than `count` where lines are longer than a piece
 */
export function spreadPieces(
  bytes: Uint8Array,
  from: number,
  count: number,
  size: number,
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const step = (bytes.length - from) / count;
  for (let index = 0; index < count; index++) {
    const at = Math.floor(from + index * step);
    const part = bytes.subarray(at, Math.min(bytes.length, at + Math.min(size, Math.floor(step))));
    const piece = part.subarray(part.indexOf(NEWLINE) + 1, part.lastIndexOf(NEWLINE) + 1);
    if (piece.length > 0) pieces.push(piece);
  }
  return pieces;
}
