/** Which arrays follow from which: z = aPrev · W + b and a = f(z), tested by their values. */
import { activate } from '../../functions/activations';
import { ACTIVATIONS } from '../../ground/spec';
import type { ActivationName } from '../../ground/spec';
import { largest, numbers, sameShape, turned } from '../ground/given';
import type { Numbers, Observed } from '../ground/given';
import type { Precision } from '../ground/precision';
import { plus, product, rowsOf, scaled, sumOfRows } from '../ground/products';

/** Rows on which a link is tested: those of a large batch are too many. */
const ROWS = 6;

/** Half of ROWS from the beginning, half spread over the rest. */
export function someRows(rows: number): number[] {
  if (rows <= ROWS) return Array.from({ length: rows }, (_, row) => row);
  return Array.from({ length: ROWS }, (_, i) => Math.floor((i * (rows - 1)) / (ROWS - 1)));
}

/** aPrev · W in a few rows, to be compared with many a z. */
export interface Sample {
  order: number[];
  made: Numbers;
  /** What rounding may put between it and the product of the unrounded numbers. */
  slack: number;
}

export function sampleOf(input: Observed, weights: Observed, precision: Precision): Sample {
  const order = someRows(input.values.rows);
  const made = product(rowsOf(input.values, order), weights.values);
  return { order, made, slack: slackOfProduct(input, weights, precision) };
}

/**
 * The b, [1, units], with which z = aPrev · W + b; null where there is none. A batch of a single
 * row has one for any z: it is for the caller to know it.
 */
export function biasBetween({ order, made, slack }: Sample, z: Observed): Numbers | null {
  const rest = plus(rowsOf(z.values, order), made, -1);
  const mean = scaled(sumOfRows(rest), 1 / order.length);
  const allowed = 2 * (slack + largestSlack(z));
  const { cols } = z.values;
  const fits = rest.data.every((value, i) => Math.abs(value - mean.data[i % cols]) <= allowed);
  return fits ? mean : null;
}

/** The most that rounding may put between aPrev · W and what was computed of the unrounded ones. */
export function slackOfProduct(input: Observed, weights: Observed, precision: Precision): number {
  const [most, mostW] = [largest(input.values), largest(weights.values)];
  const { cols } = input.values;
  const rounding = most * largestSlack(weights) + mostW * largestSlack(input);
  return cols * (0.5 * rounding + precision.relative * most * mostW) + precision.relative;
}

export function largestSlack({ slack }: Observed): number {
  let most = 0;
  for (const each of slack) most = Math.max(most, each);
  return most;
}

export function activated(name: ActivationName, z: Numbers): Numbers {
  const a = numbers(z.rows, z.cols);
  activate(name, z, a);
  return a;
}

/** Those that are tried first are those that are used most. */
const ORDER = [
  ...(['linear', 'relu', 'sigmoid', 'tanh', 'softmax'] as const),
  ...ACTIVATIONS.filter(each => !/^(?:linear|relu|sigmoid|tanh|softmax)$/.test(each)),
];

/** The activations with a = f(z); linear and relu are the same where all of z is positive. */
export function activationsBetween(
  z: Observed,
  a: Observed,
  precision: Precision,
): ActivationName[] {
  return ORDER.filter(name => isActivated(name, z, a, precision));
}

export function isActivated(
  name: ActivationName,
  z: Observed,
  a: Observed,
  precision: Precision,
): boolean {
  if (!sameShape(z.values, a.values)) return false;
  const first = { name: '', values: firstRow(a.values), slack: a.slack };
  if (!isNear(activated(name, firstRow(z.values)), first, largestSlack(z), precision)) return false;
  return isNear(activated(name, z.values), a, largestSlack(z), precision);
}

/** Most pairs that do not belong together show it there. */
function firstRow({ cols, data }: Numbers): Numbers {
  return { rows: 1, cols, data: data.subarray(0, cols) };
}

/** Whether a is the softmax of z over the rows of the batch, not over the units. */
export function isOtherAxis(z: Observed, a: Observed, precision: Precision): boolean {
  if (!sameShape(z.values, a.values) || z.values.rows < 2) return false;
  return isNear(turned(activated('softmax', turned(z.values))), a, largestSlack(z), precision);
}

/** No activation is steeper than this. */
const STEEPEST = 1.8;

function isNear(made: Numbers, a: Observed, slackOfZ: number, { relative }: Precision): boolean {
  const allowed = STEEPEST * slackOfZ + relative * (1 + largest(a.values));
  return made.data.every((value, i) => {
    const given = a.values.data[i];
    return (
      Math.abs(value - given) <= allowed + a.slack[i] ||
      (Number.isNaN(value) && Number.isNaN(given))
    );
  });
}
