/** What a finding can show as its evidence: data alone, drawn by the panel. */
import type { ActivationName } from '../../engine/ground/spec';

export type Picture = Chart | Bars | Spread | Columns;

/** Lines over the course of a run, one panel below the other on a common axis. */
export interface Chart {
  kind: 'chart';
  /** One sentence on what it shows. */
  caption: string;
  axis: 'epoch' | 'update';
  panels: ChartPanel[];
  /** Where along the axis something holds: pairs of from and to. */
  shaded: (readonly [number, number])[];
}

export interface ChartPanel {
  name: string;
  log: boolean;
  lines: ChartLine[];
  limit?: { name: string; value: number };
}

export interface ChartLine {
  name: string;
  x: readonly number[];
  y: readonly number[];
}

/** Numbers side by side. */
export interface Bars {
  kind: 'bars';
  caption: string;
  log: boolean;
  bars: { name: string; value: number; marked: boolean }[];
  limit?: { name: string; value: number };
}

/** How the z of a layer are spread under its activation f and its slope f′. */
export interface Spread {
  kind: 'spread';
  caption: string;
  activation: ActivationName;
  /** Ends of the bins, one more than there are counts. */
  from: number;
  to: number;
  counts: readonly number[];
  /** |z| beyond which the slope is flat. */
  flat: number;
  /** f(z) and f′(z) at even distances over the range. */
  values: readonly number[];
  slopes: readonly number[];
}

/** Columns of a matrix side by side; those of the same group are the same. */
export interface Columns {
  kind: 'columns';
  caption: string;
  names: string[];
  /** A list for each column. */
  columns: (readonly number[])[];
}

/** Entries of a picture at most. */
export const MOST_ENTRIES = 512;

/** At most `most` of them, at even distances, with the first and the last. */
export function thinned<T>(values: ArrayLike<T>, most = MOST_ENTRIES): T[] {
  const count = Math.min(most, values.length);
  const distance = (values.length - 1) / Math.max(1, count - 1);
  return Array.from({ length: count }, (_, i) => values[Math.round(i * distance)]);
}
