/** NumPy's .npy and .npz files: arrays of numbers with one or two dimensions. */
import { unzipSync } from 'fflate';

/** Twice what the largest network's parameters take. */
const MOST_BYTES = 1 << 30;

/** The array as rows, or what is wrong with the file, in words that follow its name. */
export function parseNpy(bytes: Uint8Array): number[][] | string {
  const magic = String.fromCharCode(...bytes.subarray(0, 6));
  if (magic !== '\x93NUMPY') return 'is not a .npy file';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = bytes[6] >= 2;
  if (bytes.length < 12) return 'breaks off within its header';
  const start = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(start, start + length));
  const type = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const sizes = [...(/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? '').matchAll(/\d+/g)].map(
    Number,
  );
  const reader = Object.hasOwn(READERS, type.slice(1)) ? READERS[type.slice(1)] : undefined;
  if (!reader) return `holds ${type === '' ? 'objects' : `data of type ${type}`}, not numbers`;
  if (sizes.length > 2) return `has ${sizes.length} dimensions; one or two are needed`;
  const [rows, cols] = sizes.length === 2 ? sizes : [1, sizes[0] ?? 1];
  if (start + length + rows * cols * reader.bytes > bytes.length)
    return 'breaks off within its data';
  const byColumns = header.includes("'fortran_order': True");
  const at = (row: number, col: number) => {
    const index = byColumns ? col * rows + row : row * cols + col;
    return reader.read(view, start + length + index * reader.bytes, type[0] !== '>');
  };
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: cols }, (__, col) => at(row, col)),
  );
}

const READERS: {
  [type: string]:
    { bytes: number; read(view: DataView, offset: number, little: boolean): number } | undefined;
} = {
  f8: { bytes: 8, read: (view, offset, little) => view.getFloat64(offset, little) },
  f4: { bytes: 4, read: (view, offset, little) => view.getFloat32(offset, little) },
  i8: { bytes: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) },
  i4: { bytes: 4, read: (view, offset, little) => view.getInt32(offset, little) },
  i2: { bytes: 2, read: (view, offset, little) => view.getInt16(offset, little) },
  i1: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  u1: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
};

/** One array of a .npz file: the only one, or the one with this key. */
export function parseNpz(bytes: Uint8Array, key: string | null): number[][] | string {
  const entries = npzEntries(bytes);
  if (!entries) return 'is not a .npz file';
  const known = entries.map(({ name }) => `"${name}"`).join(', ');
  if (key !== null) {
    const entry = entries.find(({ name }) => name === key);
    return entry ? parseNpy(entry.content) : `has no array "${key}"; it has ${known}`;
  }
  if (entries.length === 1) return parseNpy(entries[0].content);
  return entries.length === 0 ? 'is empty' : `holds ${known}: name one of them with \`key\``;
}

/** Every array of a .npz file, in order. */
export function npzArrays(bytes: Uint8Array): { name: string; rows: number[][] }[] | string {
  const entries = npzEntries(bytes);
  if (!entries) return 'is not a .npz file';
  const arrays: { name: string; rows: number[][] }[] = [];
  for (const { name, content } of entries) {
    const rows = parseNpy(content);
    if (typeof rows === 'string') return `holds "${name}", which ${rows}`;
    arrays.push({ name, rows });
  }
  return arrays.length > 0 ? arrays : 'is empty';
}

function npzEntries(bytes: Uint8Array): { name: string; content: Uint8Array }[] | null {
  try {
    const entries = unzipSync(bytes, { filter: ({ originalSize }) => originalSize <= MOST_BYTES });
    return Object.entries(entries).map(([file, content]) => {
      return { name: file.replace(/\.npy$/, ''), content };
    });
  } catch {
    return null;
  }
}
