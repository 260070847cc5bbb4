/** NumPy's arrays of texts, which are labels. */
import { readHeader } from './npyHeader';

export interface NpyTexts {
  /** Of each dimension; a single text has none. */
  sizes: number[];
  /** The data end before the last text that the header claims. */
  breaksOff: boolean;
  /** The texts from one row up to another, where a row is one text and nothing breaks off. */
  texts(from: number, to: number): string[];
}

/**
 * The texts of a .npy file; null where it holds none. Each has as many characters as the type says
 * and is filled with zeros: `<U5` are five of four bytes each, `|S5` five bytes.
 */
export function openTexts(bytes: Uint8Array): NpyTexts | null {
  const header = readHeader(bytes);
  if (typeof header === 'string') return null;
  const { type, sizes, data } = header;
  const [, order, kind, digits] = /^([<>|=])([US])(\d{1,9})$/.exec(type) ?? [];
  if (kind === undefined) return null;
  const size = Number(digits) * (kind === 'U' ? 4 : 1);
  const textAt = (index: number) => {
    const start = data + index * size;
    const content = bytes.subarray(start, start + size);
    const text = kind === 'U' ? fromUtf32(content, order !== '>') : UTF8.decode(content);
    return text.slice(0, lengthOf(text));
  };
  const claimed = sizes.reduce((product, length) => product * length, size);
  return {
    sizes,
    breaksOff: claimed > bytes.length - data,
    texts: (from, to) => Array.from({ length: to - from }, (_, index) => textAt(from + index)),
  };
}

/** Without the zeros at its end. */
function lengthOf(text: string): number {
  let length = text.length;
  while (length > 0 && text[length - 1] === '\0') length--;
  return length;
}

const UTF8 = new TextDecoder();

function fromUtf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, little);
    text += code <= LAST_CODE ? String.fromCodePoint(code) : REPLACEMENT;
  }
  return text;
}

const LAST_CODE = 0x10ffff;
/** What stands for a character that is none. */
const REPLACEMENT = '\ufffd';
