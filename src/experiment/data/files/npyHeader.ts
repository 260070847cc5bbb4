/** The header of NumPy's .npy files. */

/** As NumPy itself reads. */
const LONGEST_HEADER = 10_000;

export interface NpyHeader {
  /** As NumPy writes it, with the order of bytes first: `<f8`. */
  type: string;
  /** Of each dimension; a single number has none. */
  sizes: number[];
  /** The first index moves fastest. */
  fortran: boolean;
  /** Where the data begin. */
  data: number;
}

/**
 * The header of a file, or what is wrong with it, in words that follow the file's name.
 * Format: numpy.lib.format, versions 1 to 3.
 */
export function readHeader(bytes: Uint8Array): NpyHeader | string {
  const magic = String.fromCharCode(...bytes.subarray(0, 6));
  if (magic !== '\x93NUMPY') return 'is not a .npy file';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = bytes[6] >= 2;
  if (bytes.length < 12) return 'breaks off within its header';
  const start = long ? 12 : 10;
  const headerLength = long ? view.getUint32(8, true) : view.getUint16(8, true);
  if (headerLength > LONGEST_HEADER) return 'has a header that is longer than any of a .npy file';
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + headerLength));
  const shape = /'shape':\s{0,9}\(([^)]*)\)/.exec(header)?.[1] ?? '';
  return {
    type: /'descr':\s{0,9}'([^']*)'/.exec(header)?.[1] ?? '',
    sizes: [...shape.matchAll(/\d+/g)].map(Number),
    fortran: header.includes("'fortran_order': True"),
    data: start + headerLength,
  };
}
