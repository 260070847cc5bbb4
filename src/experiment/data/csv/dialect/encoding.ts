/** Which encoding a table is in, and where it is not: nothing is read as a character that it is not. */
import { formatInteger } from '../../../../engine/ground/numbers';

/** Bytes that are looked at to tell UTF-16 that does not say so. */
const HEAD = 4096;

/** As they are called in a file, with what they are. */
export const ENCODINGS = {
  'utf-8': 'UTF-8.',
  'utf-16le': 'UTF-16, the lower byte first.',
  'utf-16be': 'UTF-16, the upper byte first.',
  'windows-1252': 'Windows-1252, which Western European programs write; Latin-1 is a part of it.',
};

export type Encoding = keyof typeof ENCODINGS;

/** UTF-8, or UTF-16 with a byte order mark. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Throws where bytes are not of the encoding; the mark is taken off. */
export function strictDecoder(encoding: Encoding): Decoder {
  return decoderOf(encoding, true);
}

export interface Decoder {
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}

function decoderOf(encoding: Encoding, fatal: boolean): Decoder {
  const decoder = new TextDecoder(encoding, { fatal });
  if (encoding !== 'windows-1252') return decoder;
  // Node.js reads these bytes as the control characters of Latin-1.
  return {
    decode: (bytes, options) =>
      decoder.decode(bytes, options).replace(/[\x80-\x9f]/g, c => UPPER[c.charCodeAt(0) - 0x80]),
  };
}

/** The characters of Windows-1252 from 0x80 to 0x9F. */
const UPPER = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * What a table is in, by its beginning. Without a character of several bytes it is Windows-1252
 * where it is not good UTF-8, and UTF-16 where every other byte is 0.
 */
export function tableEncodingOf(head: Uint8Array): Encoding {
  const marked = encodingOf(head);
  if (marked !== 'utf-8') return marked;
  const zeros = [0, 0];
  const first = head.subarray(0, HEAD);
  first.forEach((byte, at) => (zeros[at % 2] += byte === 0 ? 1 : 0));
  const [even, odd] = zeros;
  if (odd * 4 >= first.length && even === 0) return 'utf-16le';
  if (even * 4 >= first.length && odd === 0) return 'utf-16be';
  return isWindows1252(head) ? 'windows-1252' : 'utf-8';
}

/** Letters or signs of Windows-1252, and not a single character of several bytes of UTF-8. */
function isWindows1252(head: Uint8Array): boolean {
  let strange = 0;
  for (let at = 0; at < head.length; at++) {
    const byte = head[at];
    if (byte < 0x80) continue;
    const next = head[at + 1] ?? 0;
    if (byte >= 0xc2 && byte <= 0xf4 && next >= 0x80 && next < 0xc0) return false;
    if (UNUSED.has(byte)) return false;
    strange++;
  }
  return strange > 0;
}

/** Bytes that stand for nothing in Windows-1252. */
const UNUSED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/** The first bytes up to the end of a line, whatever they hold. */
export function headText(bytes: Uint8Array, encoding: Encoding, most: number): string {
  const text = decoderOf(encoding, false).decode(bytes.subarray(0, most), { stream: true });
  if (bytes.length <= most) return text;
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return end < 0 ? text : text.slice(0, end + 1);
}

/** Bytes of the longest text that is read whole; a longer one could not be a string. */
const MOST_TEXT = 1 << 28;

/** The whole text, or where and why it cannot be read. */
export function strictText(bytes: Uint8Array): { text: string } | { line: number; what: string } {
  if (bytes.length > MOST_TEXT) {
    const [size, most] = [bytes.length, MOST_TEXT].map(each => formatInteger(each));
    return { line: 1, what: `the file has ${size} bytes; the limit is ${most}` };
  }
  const strange = encodingComplaint(bytes);
  if (strange !== null) return { line: 1, what: strange };
  try {
    return { text: strictDecoder(encodingOf(bytes)).decode(bytes) };
  } catch {
    return firstStrange(bytes, 0, bytes.length, encodingOf(bytes));
  }
}

/** What a whole text is in, where it is in nothing that is read; null: it may be. */
export function encodingComplaint(bytes: Uint8Array): string | null {
  if (encodingOf(bytes) !== 'utf-8') return null;
  const head = bytes.subarray(0, HEAD);
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (zeros * 4 < head.length || zeros === 0) return null;
  return 'the file looks like UTF-16 without a byte order mark; save it as UTF-8';
}

/** The first character that cannot be read. */
export interface Strange {
  line: number;
  what: string;
  /** What stands before it, from the first character that does not end before `start`. */
  good: string;
}

/** What cannot be read from `start` to `end`, where everything before `start` can be. */
export function firstStrange(
  bytes: Uint8Array,
  start: number,
  end: number,
  encoding: Encoding,
): Strange {
  const from = encoding === 'utf-8' ? characterAt(bytes, start) : unitAt(bytes, start, encoding);
  const at =
    encoding === 'utf-8'
      ? firstBadByte(bytes, from, end)
      : firstBadUnit(bytes, from, end, encoding);
  // Only at the beginning of the file it is a mark.
  const decoder = new TextDecoder(encoding, { ignoreBOM: from > 0 });
  const good = decoder.decode(bytes.subarray(from, at));
  const what =
    encoding === 'utf-8'
      ? strangeByte(bytes[at])
      : 'this line is not good UTF-16; save the file as UTF-8';
  return { line: lineAt(bytes, at, encoding), what, good };
}

function strangeByte(byte: number): string {
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  const meant = decoderOf('windows-1252', false).decode(Uint8Array.of(byte));
  const guess = /\p{L}|\p{P}|\p{S}/u.test(meant) ? `, which is ${meant} in Windows-1252` : '';
  return `the file is not UTF-8: this line has the byte ${hex}${guess}; save it as UTF-8`;
}

/** A piece may begin inside of a character, which has four bytes at most: where that begins. */
function characterAt(bytes: Uint8Array, start: number): number {
  for (let at = start - 1; at >= Math.max(0, start - 3); at--) {
    if (bytes[at] >= 0xc0) return at + lengthOf(bytes[at]) > start ? at : start;
    if (bytes[at] < 0x80) break;
  }
  return start;
}

/** Bytes of the character that begins with this one. */
function lengthOf(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/** The same of UTF-16, which has characters of two units, two bytes each. */
function unitAt(bytes: Uint8Array, start: number, encoding: Encoding): number {
  const unit = start - (start % 2);
  return unit >= 2 && isHigh(unitOf(bytes, unit - 2, encoding)) ? unit - 2 : unit;
}

/** Half a character without its other half, or half a unit. */
function firstBadUnit(bytes: Uint8Array, start: number, end: number, encoding: Encoding): number {
  let at = start;
  while (at + 1 < end) {
    const unit = unitOf(bytes, at, encoding);
    const isPair = isHigh(unit) && at + 3 < end && isLow(unitOf(bytes, at + 2, encoding));
    if (!isPair && (isHigh(unit) || isLow(unit))) return at;
    at += isPair ? 4 : 2;
  }
  return at;
}

function unitOf(bytes: Uint8Array, at: number, encoding: Encoding): number {
  const [low, high] = encoding === 'utf-16le' ? [at, at + 1] : [at + 1, at];
  return bytes[low] | (bytes[high] << 8);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** By halves: a beginning is good up to the first byte that is not. */
function firstBadByte(bytes: Uint8Array, start: number, end: number): number {
  let good = start;
  let bad = end;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isGood(bytes.subarray(start, middle))) good = middle;
    else bad = middle;
  }
  return leadBefore(bytes, start, bad - 1);
}

/** Where a character breaks off, the byte it begins with is the strange one. */
function leadBefore(bytes: Uint8Array, start: number, at: number): number {
  for (let lead = at - 1; lead >= Math.max(start, at - 3); lead--) {
    if (bytes[lead] >= 0xc0) return isGood(bytes.subarray(lead, at), false) ? at : lead;
    if (bytes[lead] < 0x80) break;
  }
  return at;
}

function isGood(bytes: Uint8Array, stream = true): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** From 1. */
function lineAt(bytes: Uint8Array, at: number, encoding: Encoding): number {
  const size = encoding === 'utf-8' ? 1 : 2;
  const unit = (index: number) => (size === 1 ? bytes[index] : unitOf(bytes, index, encoding));
  let line = 1;
  for (let index = 0; index < at; index += size) {
    const each = unit(index);
    if (each === 10 || (each === 13 && unit(index + size) !== 10)) line++;
  }
  return line;
}
