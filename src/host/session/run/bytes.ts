/** Encodes a value as bytes: its JSON, followed by the numbers of its typed arrays. */

const ARRAYS = { f32: Float32Array, f64: Float64Array } as const;
type ArrayKind = keyof typeof ARRAYS;
/** Stands in the JSON for a typed array. */
interface Reference {
  array: ArrayKind;
  at: number;
  length: number;
}

export function encodeValue(content: unknown): Uint8Array {
  const arrays: (Float32Array | Float64Array)[] = [];
  let size = 0;
  const json = JSON.stringify(content, (_key, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return { number: String(value) };
    if (!(value instanceof Float32Array || value instanceof Float64Array)) return value;
    const array: ArrayKind = value instanceof Float32Array ? 'f32' : 'f64';
    arrays.push(value);
    const reference: Reference = { array, at: size, length: value.length };
    size += value.byteLength;
    return reference;
  });
  const head = new TextEncoder().encode(json);
  const bytes = new Uint8Array(4 + head.length + size);
  new DataView(bytes.buffer).setUint32(0, head.length);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** @returns null for bytes that `encodeValue` has not written */
export function decodeValue({ buffer, byteOffset, byteLength }: Uint8Array): unknown {
  try {
    // Bytes from disk may be a Buffer of Node's, whose `slice` does not copy.
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    const length = new DataView(buffer, byteOffset).getUint32(0);
    const json = new TextDecoder().decode(bytes.subarray(4, 4 + length));
    const numbers = bytes.subarray(4 + length);
    return JSON.parse(json, (_key, value: unknown) => {
      if (isReference(value)) return arrayOf(value, numbers);
      return isOddNumber(value) ? Number(value.number) : value;
    }) as unknown;
  } catch {
    return null;
  }
}

/** @throws RangeError if its numbers were cut off */
function arrayOf({ array, at, length }: Reference, numbers: Uint8Array) {
  const Kind = ARRAYS[array];
  const copy = numbers.slice(at, at + length * Kind.BYTES_PER_ELEMENT);
  return new Kind(copy.buffer, 0, length);
}

/** NaN and the infinities, which JSON cannot express. */
function isOddNumber(value: unknown): value is { number: string } {
  if (typeof value !== 'object' || value === null || !('number' in value)) return false;
  return value.number === 'NaN' || value.number === 'Infinity' || value.number === '-Infinity';
}

function isReference(value: unknown): value is Reference {
  if (typeof value !== 'object' || value === null) return false;
  const { array, at, length } = value as Partial<Reference>;
  return array !== undefined && array in ARRAYS && at !== undefined && length !== undefined;
}
