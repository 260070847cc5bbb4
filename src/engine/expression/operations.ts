/**
 * The gates of a computational graph: what each computes from its inputs, and its local derivatives.
 *
 * Conventions where there is no derivative are PyTorch's: relu′(0) = 0, and where inputs of max are
 * equally large each of these gets the same share.
 */
import { sigmoid } from '../functions/activations';

export const OPERATIONS = [
  'copy',
  'negate',
  'add',
  'subtract',
  'multiply',
  'divide',
  'power',
  'exp',
  'log',
  'sqrt',
  'sin',
  'cos',
  'tanh',
  'sigmoid',
  'relu',
  'max',
] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Gate {
  /** Number of inputs: the exact number, or for `max` the smallest. */
  arity: number;
  value(inputs: readonly number[]): number;
  /** ∂value/∂input with respect to each input; NaN or infinite where there is none. */
  slopes(inputs: readonly number[], value: number): number[];
}

function unary(value: (x: number) => number, slope: (x: number, value: number) => number): Gate {
  return { arity: 1, value: ([x]) => value(x), slopes: ([x], y) => [slope(x, y)] };
}

function binary(
  value: (a: number, b: number) => number,
  slopes: (a: number, b: number, value: number) => [number, number],
): Gate {
  return { arity: 2, value: ([a, b]) => value(a, b), slopes: ([a, b], y) => slopes(a, b, y) };
}

export const GATES: { readonly [K in Operation]: Gate } = {
  copy: unary(
    x => x,
    () => 1,
  ),
  negate: unary(
    x => -x,
    () => -1,
  ),
  add: binary(
    (a, b) => a + b,
    () => [1, 1],
  ),
  subtract: binary(
    (a, b) => a - b,
    () => [1, -1],
  ),
  multiply: binary(
    (a, b) => a * b,
    (a, b) => [b, a],
  ),
  divide: binary(
    (a, b) => a / b,
    (_, b, value) => [1 / b, -value / b],
  ),
  power: binary((a, b) => a ** b, powerSlopes),
  exp: unary(Math.exp, (_, y) => y),
  log: unary(Math.log, x => 1 / x),
  sqrt: unary(Math.sqrt, (_, y) => 1 / (2 * y)),
  sin: unary(Math.sin, Math.cos),
  cos: unary(Math.cos, x => -Math.sin(x)),
  tanh: unary(Math.tanh, (_, y) => 1 - y * y),
  sigmoid: unary(sigmoid, (_, y) => y * (1 - y)),
  relu: unary(
    x => (x < 0 ? 0 : x),
    x => (x > 0 ? 1 : 0),
  ),
  max: {
    arity: 2,
    value: inputs => Math.max(...inputs),
    slopes(inputs, value) {
      const share = 1 / inputs.filter(input => input === value).length;
      return inputs.map(input => (input === value ? share : 0));
    },
  },
};

/** d(aᵇ)/da = b·aᵇ⁻¹ and d(aᵇ)/db = aᵇ·ln a; a power of 0 stays 0 when its exponent moves. */
function powerSlopes(a: number, b: number, value: number): [number, number] {
  const byBase = b === 0 ? 0 : b * a ** (b - 1);
  return [byBase, a === 0 && b > 0 ? 0 : value * Math.log(a)];
}
