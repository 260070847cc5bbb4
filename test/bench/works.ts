/** What is measured: networks and data, and how many times faster than whom they should be. */
import type { Dtype } from '../../src/engine/ground/spec';

export interface Goal {
  /** The contestant compared with. */
  peer: string;
  /** Our rate divided by its own, at least. */
  ratio: number;
}

/** Training by plain gradient descent; hidden layers and a last layer of one kind each. */
export interface Work {
  name: string;
  title: string;
  sizes: number[];
  hidden: 'sigmoid' | 'tanh';
  /** sigmoid with mse, softmax with cross-entropy. */
  output: 'sigmoid' | 'softmax';
  rows: number;
  batch: number;
  /** Share of the inputs that are 0. */
  zeros: number;
  dtype: Dtype;
  unit: 'epochs' | 'samples';
  goals: Goal[];
}

const TINY = { sizes: [2, 5, 3, 1], hidden: 'tanh', output: 'sigmoid', zeros: 0 } as const;
const SMALL = { sizes: [2, 5, 3], hidden: 'sigmoid', output: 'softmax', zeros: 0 } as const;
const DIGITS = { sizes: [784, 300, 10], hidden: 'sigmoid', output: 'softmax', zeros: 0 } as const;

function work(
  net: typeof TINY | typeof SMALL | typeof DIGITS,
  rest: Omit<Work, 'sizes' | 'hidden' | 'output' | 'zeros'> & { zeros?: number },
): Work {
  return { ...net, ...rest, sizes: [...net.sizes], zeros: rest.zeros ?? 0 };
}

/** Goals are against PyTorch's usual idiom on one thread, and NumPy by hand. */
const against = (torch: number, numpy?: number, tfjs?: number): Goal[] => [
  { peer: 'PyTorch', ratio: torch },
  ...(numpy === undefined ? [] : [{ peer: 'NumPy', ratio: numpy }]),
  ...(tfjs === undefined ? [] : [{ peer: 'tfjs wasm', ratio: tfjs }]),
];

export const WORKS: Work[] = [
  work(TINY, {
    name: 'five-points',
    title: '2-5-3-1, 5 points, full batch',
    rows: 5,
    batch: 5,
    dtype: 'float64',
    unit: 'epochs',
    goals: against(300, 30),
  }),
  work(SMALL, {
    name: 'gaussians-full',
    title: '2-5-3, 210 rows, full batch',
    rows: 210,
    batch: 210,
    dtype: 'float64',
    unit: 'epochs',
    goals: against(20, 4),
  }),
  work(SMALL, {
    name: 'gaussians-1',
    title: '2-5-3, 210 rows, batch 1',
    rows: 210,
    batch: 1,
    dtype: 'float64',
    unit: 'epochs',
    goals: against(500, 70),
  }),
  work(DIGITS, {
    name: 'digits-1-float32',
    title: '784-300-10, batch 1',
    rows: 512,
    batch: 1,
    dtype: 'float32',
    unit: 'samples',
    goals: against(10),
  }),
  work(DIGITS, {
    name: 'digits-1-float64',
    title: '784-300-10, batch 1',
    rows: 512,
    batch: 1,
    dtype: 'float64',
    unit: 'samples',
    goals: against(7),
  }),
  work(DIGITS, {
    name: 'digits-1-zeros',
    title: '784-300-10, batch 1, 81 % zeros',
    rows: 512,
    batch: 1,
    zeros: 0.81,
    dtype: 'float32',
    unit: 'samples',
    goals: against(20),
  }),
  work(DIGITS, {
    name: 'digits-64-float32',
    title: '784-300-10, batch 64',
    rows: 512,
    batch: 64,
    dtype: 'float32',
    unit: 'samples',
    goals: against(0.9, undefined, 12),
  }),
  work(DIGITS, {
    name: 'digits-64-float64',
    title: '784-300-10, batch 64',
    rows: 512,
    batch: 64,
    dtype: 'float64',
    unit: 'samples',
    goals: against(0.7),
  }),
];

/** Units of work in one update. */
export function unitsPerUpdate({ unit, batch, rows }: Work): number {
  return unit === 'epochs' ? batch / rows : batch;
}
