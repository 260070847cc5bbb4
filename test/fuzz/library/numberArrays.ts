/** Arrays whose numbers are known, written byte by byte into the formats that are read. */
import { gzipSync } from 'fflate';
import { npy } from '../../unit/experiment/npyFile';
import type { Dice } from './dice';

export interface KnownArray {
  sizes: number[];
  /** Row-major. */
  values: number[];
}

interface NumberType {
  bytes: number;
  /** One that the type holds exactly. */
  number(dice: Dice): number;
  write(view: DataView, at: number, value: number, little: boolean): void;
}

const integer = (low: number, high: number) => (dice: Dice) =>
  dice.once(4) ? dice.pick([low, high, 0, 1]) : low + Math.floor(dice.next() * (high - low + 1));

function real(dice: Dice): number {
  const size = 2 ** (dice.below(40) - 20);
  return dice.once(8) ? 0 : (dice.next() - 0.5) * size;
}

/** float16 by its definition, (−1)ˢ · 2^(e − 15) · 1.f or (−1)ˢ · 2^−14 · 0.f; never infinite. */
function half(dice: Dice): number {
  const [sign, exponent, fraction] = [dice.pick([1, -1]), dice.below(31), dice.below(1024)];
  return exponent === 0
    ? (sign * 2 ** -14 * fraction) / 1024
    : sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

/** Its bits, by the largest power of 2 that is not above it. */
function halfBits(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  for (let exponent = 30; exponent > 0; exponent--) {
    const fraction = (size / 2 ** (exponent - 15) - 1) * 1024;
    if (fraction >= 0) return sign + exponent * 1024 + fraction;
  }
  return sign + size / 2 ** -24;
}

/** By NumPy's names. */
export const TYPES: { [name: string]: NumberType } = {
  f8: { bytes: 8, number: real, write: (v, at, x, little) => v.setFloat64(at, x, little) },
  f4: {
    bytes: 4,
    number: dice => Math.fround(real(dice)),
    write: (v, at, x, little) => v.setFloat32(at, x, little),
  },
  f2: { bytes: 2, number: half, write: (v, at, x, little) => v.setUint16(at, halfBits(x), little) },
  i8: {
    bytes: 8,
    number: integer(-(2 ** 52), 2 ** 52),
    write: (v, at, x, little) => v.setBigInt64(at, BigInt(x), little),
  },
  i4: {
    bytes: 4,
    number: integer(-(2 ** 31), 2 ** 31 - 1),
    write: (v, at, x, little) => v.setInt32(at, x, little),
  },
  i2: {
    bytes: 2,
    number: integer(-32768, 32767),
    write: (v, at, x, little) => v.setInt16(at, x, little),
  },
  i1: { bytes: 1, number: integer(-128, 127), write: (v, at, x) => v.setInt8(at, x) },
  u8: {
    bytes: 8,
    number: integer(0, 2 ** 53 - 1),
    write: (v, at, x, little) => v.setBigUint64(at, BigInt(x), little),
  },
  u4: {
    bytes: 4,
    number: integer(0, 2 ** 32 - 1),
    write: (v, at, x, little) => v.setUint32(at, x, little),
  },
  u2: {
    bytes: 2,
    number: integer(0, 65535),
    write: (v, at, x, little) => v.setUint16(at, x, little),
  },
  u1: { bytes: 1, number: integer(0, 255), write: (v, at, x) => v.setUint8(at, x) },
  b1: { bytes: 1, number: integer(0, 1), write: (v, at, x) => v.setUint8(at, x) },
};

export function randomArray(sizes: number[], type: string, dice: Dice): KnownArray {
  const length = sizes.reduce((product, size) => product * size, 1);
  return { sizes, values: Array.from({ length }, () => TYPES[type].number(dice)) };
}

function bytesOf(values: readonly number[], type: string, little: boolean): Uint8Array {
  const own = TYPES[type];
  const view = new DataView(new ArrayBuffer(values.length * own.bytes));
  values.forEach((value, index) => own.write(view, index * own.bytes, value, little));
  return new Uint8Array(view.buffer);
}

/** As `np.save` writes it, in either order of bytes and of rows and columns. */
export function npyOf({ sizes, values }: KnownArray, type: string, dice: Dice): Uint8Array {
  const little = dice.once(2);
  const byColumns = sizes.length === 2 && dice.once(2);
  const [, cols] = sizes;
  const written = byColumns
    ? Array.from({ length: cols }, (_, col) => values.filter((__, at) => at % cols === col)).flat()
    : values;
  const order = TYPES[type].bytes === 1 ? '|' : little ? '<' : '>';
  const shape = sizes.length === 1 ? `${sizes[0]},` : sizes.join(', ');
  const data = bytesOf(written, type, little);
  return npy(order + type, shape, data, byColumns ? 'True' : 'False');
}

/** IDX's numbers of the types. */
export const IDX_TYPES: { [code: number]: string } = {
  0x08: 'u1',
  0x09: 'i1',
  0x0b: 'i2',
  0x0c: 'i4',
  0x0d: 'f4',
  0x0e: 'f8',
};

/** Big-endian, packed or not. */
export function idxOf({ sizes, values }: KnownArray, code: number, dice: Dice): Uint8Array {
  const header = sizes.flatMap(size => [0, 0, size >> 8, size & 255]);
  const data = bytesOf(values, IDX_TYPES[code], false);
  const plain = Uint8Array.from([0, 0, code, sizes.length, ...header, ...data]);
  return dice.once(2) ? gzipSync(plain) : plain;
}
