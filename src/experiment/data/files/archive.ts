/** gzip and zip files: bounded before they are unpacked, compared with their checksums afterwards. */
import { formatInteger } from '../../../engine/ground/numbers';
import { gunzipSync, inflateSync } from 'fflate';

/** Far above MNIST's 47 MB, below what a worker could not hold. */
const MOST_BYTES = 1 << 30;
/** Deflate makes no more of one byte: a file that claims more is damaged. */
const MOST_OF_ONE = 1032;

export interface Entry {
  name: string;
  content: Uint8Array;
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** A .zip file, as .npz files are; also one without entries. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** What was packed, or what is wrong, in words that follow the file's name. */
export function gunzip(bytes: Uint8Array): Uint8Array | string {
  const damaged = 'is a damaged gzip file';
  // Header and trailer have 18 bytes at least; the trailer is a checksum and the size.
  if (bytes.length < 18) return damaged;
  const view = viewOf(bytes);
  const size = view.getUint32(bytes.length - 4, true);
  if (size > MOST_BYTES) return tooLarge(size);
  if (size > bytes.length * MOST_OF_ONE) return damaged;
  const content = attempt(() => gunzipSync(bytes));
  if (content?.length !== size) return damaged;
  const checksum = view.getUint32(bytes.length - 8, true);
  return crc32(content) === checksum
    ? content
    : `${damaged}: what it holds does not have the checksum it was packed with`;
}

/** Every file of a .npz archive, in order; or what is wrong, in words that follow its name. */
export function unzip(bytes: Uint8Array): Entry[] | string {
  const view = viewOf(bytes);
  const end = endOfDirectory(view);
  if (end < 0) return 'is not a .npz file';
  const count = view.getUint16(end + 10, true);
  const entries: Entry[] = [];
  let total = 0;
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== IN_DIRECTORY) return DAMAGED;
    const size = view.getUint32(at + 24, true);
    total += size;
    if (total > MOST_BYTES) return tooLarge(total);
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd));
    const content = attempt(() => unpacked(bytes, view, at));
    if (content?.length !== size) return DAMAGED;
    if (crc32(content) !== view.getUint32(at + 16, true)) {
      return `is a damaged archive: "${name}" does not have the checksum it was packed with`;
    }
    entries.push({ name, content });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const DAMAGED = 'is a damaged archive';
const IN_DIRECTORY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
/** The end of the directory, with the longest comment after it. */
const LONGEST_END = 22 + 0xffff;

function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - LONGEST_END);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

/** The content of the entry whose description in the directory begins at `at`. @throws where it is damaged */
function unpacked(bytes: Uint8Array, view: DataView, at: number): Uint8Array | null {
  const packed = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > bytes.length || size > packed * MOST_OF_ONE) return null;
  const content = bytes.subarray(start, start + packed);
  switch (view.getUint16(at + 10, true)) {
    case 0:
      return content;
    case 8:
      return inflateSync(content, { out: new Uint8Array(size) });
    default:
      return null;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function tooLarge(size: number): string {
  return `unpacks to ${formatInteger(size)} bytes; the limit is ${formatInteger(MOST_BYTES)}`;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let rest = -1;
  for (const byte of bytes) rest = CRC[(rest ^ byte) & 255] ^ (rest >>> 8);
  return ~rest >>> 0;
}
