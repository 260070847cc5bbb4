/** A run as bytes, to be shown again after a reload of the window: JSON, and its numbers behind it. */
import type { HistorySlice, RunDescription, RunStatus } from '../../protocol/snapshot';
import type { PastRun, RunDefinition } from './pastRuns';
import type { State } from './runView';

export interface SavedRun {
  /** The file it belongs to. */
  uri: string;
  /** What the file said: the same definition gives the same numbers again. */
  fingerprint: string;
  description: RunDescription;
  definition: RunDefinition | null;
  /** The runs before it, and its own number. */
  past: PastRun[];
  number: number;
  status: RunStatus;
  state: State;
  history: HistorySlice;
  steps: HistorySlice;
}

/** Changes with everything that would make older bytes unreadable. */
const FORMAT = 'backprop-run-5';
const ARRAYS = { f32: Float32Array, f64: Float64Array } as const;
type ArrayKind = keyof typeof ARRAYS;
/** Stands in the JSON for an array whose numbers lie behind it. */
interface Reference {
  array: ArrayKind;
  at: number;
  length: number;
}

export function encodeRun(run: SavedRun): Uint8Array {
  const arrays: (Float32Array | Float64Array)[] = [];
  let size = 0;
  const json = JSON.stringify({ format: FORMAT, run }, (_key, value: unknown) => {
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

/** null for bytes that `encodeRun` of this version has not made. */
export function decodeRun({ buffer, byteOffset, byteLength }: Uint8Array): SavedRun | null {
  try {
    // What is read from disk may be a Buffer of Node's, whose `slice` does not copy.
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    const length = new DataView(buffer, byteOffset).getUint32(0);
    const json = new TextDecoder().decode(bytes.subarray(4, 4 + length));
    const numbers = bytes.subarray(4 + length);
    const { format, run } = JSON.parse(json, (_key, value: unknown) => {
      if (isReference(value)) return arrayOf(value, numbers);
      return isOddNumber(value) ? Number(value.number) : value;
    }) as { format: string; run: SavedRun };
    return format === FORMAT ? run : null;
  } catch {
    return null;
  }
}

function arrayOf({ array, at, length }: Reference, numbers: Uint8Array) {
  const Kind = ARRAYS[array];
  const own = numbers.slice(at, at + length * Kind.BYTES_PER_ELEMENT);
  return new Kind(own.buffer, 0, length);
}

/** NaN and the infinities, which JSON does not know. */
function isOddNumber(value: unknown): value is { number: string } {
  if (typeof value !== 'object' || value === null || !('number' in value)) return false;
  return value.number === 'NaN' || value.number === 'Infinity' || value.number === '-Infinity';
}

function isReference(value: unknown): value is Reference {
  if (typeof value !== 'object' || value === null) return false;
  const { array, at, length } = value as Partial<Reference>;
  return array !== undefined && array in ARRAYS && at !== undefined && length !== undefined;
}
