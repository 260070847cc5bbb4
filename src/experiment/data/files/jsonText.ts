/** JSON in a file of numbers: bounded before it is parsed. */
import { formatInteger } from '../../../engine/ground/numbers';
import { MOST_PARAMETERS } from '../../format/experiment';
import { decodeText } from '../csv/text';

/** More than the largest network's numbers take; a text can hardly be longer. */
const MOST_BYTES = 1 << 28;
/** Each list or object is an allocation of its own. */
const MOST_LISTS = 1_000_000;

const [LIST, OBJECT, COMMA] = ['[', '{', ','].map(mark => mark.charCodeAt(0));

/** What it says, or what is wrong with it, in words that follow the file's name. */
export function jsonIn(bytes: Uint8Array): { json: unknown } | string {
  const complaint = sizeComplaint(bytes);
  if (complaint !== null) return complaint;
  try {
    return { json: JSON.parse(decodeText(bytes)) };
  } catch {
    return 'is not JSON';
  }
}

function sizeComplaint(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_BYTES) {
    return `has ${formatInteger(bytes.length)} bytes; the limit for JSON is ${formatInteger(MOST_BYTES)}`;
  }
  let lists = 0;
  let commas = 0;
  for (const byte of bytes) {
    if (byte === LIST || byte === OBJECT) lists++;
    else if (byte === COMMA) commas++;
  }
  if (lists > MOST_LISTS) {
    return `holds ${formatInteger(lists)} lists; the limit is ${formatInteger(MOST_LISTS)}`;
  }
  if (commas < MOST_PARAMETERS) return null;
  return `holds ${formatInteger(commas + 1)} numbers; the limit is ${formatInteger(MOST_PARAMETERS)}`;
}
