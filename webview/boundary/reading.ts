/** What the outputs of a network say: which class, how surely, or which value. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Boundary } from '../../src/protocol/tensors';

export interface Reading {
  /** Names of the classes; null where the outputs are values. */
  classes: string[] | null;
  outputs: number;
  /** One output that decides between two classes: the second from here on. */
  threshold: number;
  /** The values that a sure output takes. */
  low: number;
  high: number;
}

export function readingOf(description: RunDescription): Reading {
  const { classNames, outputs } = description.data;
  const threshold = description.threshold ?? 0.5;
  const signed = description.layers.at(-1)?.activation === 'tanh' || threshold <= 0;
  return { classes: classNames, outputs, threshold, low: signed ? -1 : 0, high: 1 };
}

/** Index of the class that the outputs from `at` on stand for. */
export function predictedClass(reading: Reading, values: ArrayLike<number>, at: number): number {
  if (reading.outputs === 1) return values[at] >= reading.threshold ? 1 : 0;
  let best = 0;
  for (let k = 1; k < reading.outputs; k++) if (values[at + k] > values[at + best]) best = k;
  return best;
}

/**
 * From 0 (on the border) to 1 (sure). One output: its way from the threshold to the value of a sure
 * answer. Several: the lead of the largest over the next.
 */
export function confidence(reading: Reading, values: ArrayLike<number>, at: number): number {
  if (reading.outputs === 1) {
    const { threshold, low, high } = reading;
    const above = values[at] - threshold;
    return unit(above >= 0 ? above / (high - threshold) : -above / (threshold - low));
  }
  let first = -Infinity;
  let second = -Infinity;
  for (let k = 0; k < reading.outputs; k++) {
    const value = values[at + k];
    if (value > first) {
      second = first;
      first = value;
    } else if (value > second) second = value;
  }
  return unit(first - second);
}

/** The outputs at (x1, x2), interpolated between the four samples around it; null outside. */
export function outputsAt(boundary: Boundary, x1: number, x2: number): number[] | null {
  const { extent, resolution, outputs, values } = boundary;
  const col = ((x1 - extent[0]) / (extent[1] - extent[0])) * (resolution - 1);
  const row = ((x2 - extent[2]) / (extent[3] - extent[2])) * (resolution - 1);
  if (!(col >= 0 && col <= resolution - 1 && row >= 0 && row <= resolution - 1)) return null;
  const c = Math.min(Math.floor(col), resolution - 2);
  const r = Math.min(Math.floor(row), resolution - 2);
  const [u, v] = [col - c, row - r];
  return Array.from({ length: outputs }, (_, k) => {
    const sample = (dr: number, dc: number) =>
      values[((r + dr) * resolution + c + dc) * outputs + k];
    const below = sample(0, 0) * (1 - u) + sample(0, 1) * u;
    const above = sample(1, 0) * (1 - u) + sample(1, 1) * u;
    return below * (1 - v) + above * v;
  });
}

export interface Score {
  rows: number;
  wrong: number;
}

/** How many of the points with these labels are read as another class. */
export function scorePoints(
  reading: Reading,
  labels: ArrayLike<number>,
  outputs: ArrayLike<number>,
  ofClass: number | null = null,
): Score {
  let rows = 0;
  let wrong = 0;
  for (let i = 0; i < labels.length; i++) {
    if (ofClass !== null && labels[i] !== ofClass) continue;
    rows++;
    if (predictedClass(reading, outputs, i * reading.outputs) !== labels[i]) wrong++;
  }
  return { rows, wrong };
}

function unit(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}
