/** Calls written as text, one after another on one stream: `randn(2,5)`, `permutation(10)`. */
import { formatInteger } from '../ground/numbers';
import type { Dtype, FloatArray, RngSpec } from '../ground/spec';
import { range } from './common';
import type { RandomStream } from './stream';

/** A number, or nested arrays of the shape that the call asked for. */
export type Drawn = number | Drawn[];

interface Signature {
  /** Arguments before the shape. */
  fixed: string[];
  draw(
    stream: RandomStream,
    args: readonly number[],
    shape: readonly number[],
    dtype: Dtype,
  ): ArrayLike<number>;
}

const UNIT: Signature = {
  fixed: [],
  draw: (stream, _, shape, dtype) => stream.uniform(sizeOf(shape), 0, 1, dtype),
};
const STANDARD_NORMAL: Signature = {
  fixed: [],
  draw: (stream, _, shape, dtype) => stream.normal(sizeOf(shape), 0, 1, dtype),
};
const INTEGERS: Signature = {
  fixed: ['low', 'high'],
  draw: (stream, [low, high], shape) => stream.randint(low, high, sizeOf(shape)),
};

const COMMON = { rand: UNIT, randn: STANDARD_NORMAL, randint: INTEGERS };

/** Calls that both of NumPy's have. */
const NUMPY: Record<string, Signature> = {
  uniform: {
    fixed: ['low', 'high'],
    draw: (stream, [low, high], shape, dtype) => stream.uniform(sizeOf(shape), low, high, dtype),
  },
  normal: {
    fixed: ['mean', 'std'],
    draw: (stream, [mean, std], shape, dtype) => stream.normal(sizeOf(shape), mean, std, dtype),
  },
  permutation: { fixed: [], draw: (stream, _, [n]) => stream.permutation(n) },
  shuffle: { fixed: [], draw: (stream, _, [n]) => shuffled(stream, n) },
};

const CALLS: Record<RngSpec['type'], Record<string, Signature>> = {
  numpy: { ...COMMON, ...NUMPY },
  numpy_default_rng: {
    random: UNIT,
    standard_normal: STANDARD_NORMAL,
    integers: INTEGERS,
    ...NUMPY,
  },
  torch: {
    ...COMMON,
    randperm: { fixed: [], draw: (stream, _, [n]) => stream.permutation(n) },
  },
};

/** As nested lists of text each takes some dozens of bytes. */
const MOST_NUMBERS = 10_000_000;

const ONE_SIZE = ['permutation', 'shuffle', 'randperm'];

/**
 * Performs one call; its arguments are numbers, the last of them the shape.
 * `rand()` and `randn()` without a shape give one number, as NumPy does.
 * @throws SyntaxError, in one sentence, for a call that this stream does not know
 */
export function performCall(stream: RandomStream, text: string, dtype: Dtype): Drawn {
  const known = CALLS[stream.type];
  const match = /^\s*(\w+)\s*\(([^()]*)\)\s*$/.exec(text);
  const signature = match && Object.hasOwn(known, match[1]) ? known[match[1]] : null;
  if (!match || !signature) {
    const names = Object.keys(known).join(', ');
    throw new SyntaxError(`"${text}" is not a call of a ${stream.type} stream: use ${names}.`);
  }
  const args = match[2].trim() === '' ? [] : match[2].split(',').map(Number);
  const shape = args.slice(signature.fixed.length);
  checkArguments(text, match[1], args, shape, signature.fixed);
  const size = sizeOf(shape);
  if (size > MOST_NUMBERS) {
    throw new RangeError(
      `"${text}" asks for ${formatInteger(size)} numbers; ${formatInteger(MOST_NUMBERS)} at a time are the most.`,
    );
  }
  const values = signature.draw(stream, args, shape, dtype);
  return nested(values, shape, 0, 0).value;
}

function checkArguments(
  text: string,
  name: string,
  args: readonly number[],
  shape: readonly number[],
  fixed: readonly string[],
): void {
  const one = ONE_SIZE.includes(name);
  const enough = args.length >= fixed.length && (one ? shape.length === 1 : true);
  const whole = shape.every(size => Number.isInteger(size) && size >= 0);
  if (enough && whole && args.every(Number.isFinite)) return;
  const form = [...fixed, one ? 'n' : 'n, …'].join(', ');
  throw new SyntaxError(`"${text}" has the wrong arguments: write ${name}(${form}).`);
}

function shuffled(stream: RandomStream, n: number): Int32Array {
  const a = range(n);
  stream.shuffle(a);
  return a;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function nested(
  values: ArrayLike<number> | FloatArray,
  shape: readonly number[],
  axis: number,
  start: number,
): { value: Drawn; next: number } {
  if (axis === shape.length) return { value: values[start], next: start + 1 };
  const list: Drawn[] = [];
  let at = start;
  for (let i = 0; i < shape[axis]; i++) {
    const { value, next } = nested(values, shape, axis + 1, at);
    list.push(value);
    at = next;
  }
  return { value: list, next: at };
}
