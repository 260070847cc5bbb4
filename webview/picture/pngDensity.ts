/** How large a PNG is on paper: without it a document takes every pixel for a 96th of an inch. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Signature and header chunk, behind which the density may stand. */
const HEADER = 8 + 25;
const METRES_PER_INCH = 0.0254;

/** The same picture with a chunk `pHYs`; what is no PNG stays as it is. */
export function withDensity(
  png: Uint8Array<ArrayBuffer>,
  dotsPerInch: number,
): Uint8Array<ArrayBuffer> {
  if (SIGNATURE.some((byte, at) => png[at] !== byte)) return png;
  const chunk = densityChunk(Math.round(dotsPerInch / METRES_PER_INCH));
  const result = new Uint8Array(png.length + chunk.length);
  result.set(png.subarray(0, HEADER));
  result.set(chunk, HEADER);
  result.set(png.subarray(HEADER), HEADER + chunk.length);
  return result;
}

/** Length, name, dots per metre in both directions, the unit (1: metre), and the sum over all but the length. */
function densityChunk(dotsPerMetre: number): Uint8Array {
  const chunk = new Uint8Array(4 + 4 + 9 + 4);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set([0x70, 0x48, 0x59, 0x73], 4);
  view.setUint32(8, dotsPerMetre);
  view.setUint32(12, dotsPerMetre);
  chunk[16] = 1;
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  return chunk;
}

/** The cyclic redundancy check of ISO 3309, bit by bit. */
function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}
