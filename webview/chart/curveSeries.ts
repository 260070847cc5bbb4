/** Which columns of the epoch log are drawn where: one strip per metric, one line per part. */
import { stepDown, stepUp } from '../drawing/scale';
import type { Column } from '../drawing/decimate';
import { t } from '../words/say';

export type Part = 'train' | 'validation' | 'test';

/** Line patterns: which part it is can be seen without its colour. */
export const PART_DASH: Record<Part, number[]> = { train: [], validation: [6, 3], test: [1, 3] };

export interface Series {
  /** Index in the epoch log. */
  column: number;
  part: Part;
}

/** Curves of the same metric, on one y axis. */
export interface Strip {
  metric: string;
  series: Series[];
}

const PREFIXES: [string, Part][] = [
  ['val_', 'validation'],
  ['test_', 'test'],
];

/** What a file measures; a column of another name is called by it. */
const METRICS: ReadonlyMap<string, string> = new Map([
  ['loss', t('loss')],
  ['accuracy', t('accuracy')],
  ['penalty', t('penalty')],
  ['objective', t('objective')],
  ['cross_entropy', t('cross entropy')],
  ['binary_cross_entropy', t('binary cross entropy')],
]);

/** `val_loss` belongs below `loss`; a metric that only another part has makes its own strip. */
export function curveStrips(columns: readonly string[]): Strip[] {
  const strips = new Map<string, Strip>();
  columns.forEach((name, column) => {
    const prefix = prefixOf(name);
    const metric = prefix ? name.slice(prefix[0].length) : name;
    const strip = strips.get(metric) ?? { metric, series: [] };
    strip.series.push({ column, part: prefix ? prefix[1] : 'train' });
    strips.set(metric, strip);
  });
  return [...strips.values()];
}

/** Shown to people: `val_loss` → `validation loss`. */
export function columnTitle(name: string): string {
  const [start, part] = prefixOf(name) ?? ['', 'train'];
  const metric = metricTitle(name.slice(start.length));
  if (part === 'train') return metric;
  return part === 'validation' ? t`validation ${metric}` : t`test ${metric}`;
}

/** Heads of narrow columns are short: `val. acc.` */
export function columnHead(name: string): string {
  const [start, part] = prefixOf(name) ?? ['', 'train'];
  if (part === 'train') return columnTitle(name);
  const metric = name.slice(start.length);
  const words = metric === 'accuracy' ? t('acc.') : metricTitle(metric);
  return part === 'validation' ? t`val. ${words}` : t`test ${words}`;
}

function metricTitle(metric: string): string {
  return METRICS.get(metric) ?? metric.replaceAll('_', ' ');
}

function prefixOf(name: string): [string, Part] | undefined {
  return PREFIXES.find(([start]) => name.startsWith(start));
}

export interface Limits {
  min: number;
  max: number;
}

/**
 * Round limits of a y axis that holds rows [from, to) of each column: they change in steps.
 * Shares such as the accuracy always go from 0 to 1; a logarithmic axis starts above 0.
 */
export function valueLimits(
  metric: string,
  drawn: readonly { column: Column; from: number; to: number }[],
  logarithmic: boolean,
): Limits {
  let low = Infinity;
  let high = -Infinity;
  for (const { column, from, to } of drawn) {
    const found = column.extremes(from, to);
    if (!found) continue;
    low = Math.min(low, column.at(found.low));
    high = Math.max(high, column.at(found.high));
  }
  if (logarithmic && high > 0) {
    const floor = low > 0 ? low : high * 1e-6;
    const [min, max] = [stepDown(floor), stepUp(high)];
    return min < max ? { min, max } : { min: min / 10, max: max * 10 };
  }
  if (metric.includes('accuracy') && low >= 0 && high <= 1) return { min: 0, max: 1 };
  if (low > high) return { min: 0, max: 1 };
  const max = high > 0 ? stepUp(high) : 0;
  const min = low < 0 ? -stepUp(-low) : 0;
  return max > min ? { min, max } : { min: 0, max: 1 };
}

/** The x axis: it grows in steps while epochs come, up to all of them, and ends where the run did. */
export function epochLimits(last: number, epochs: number, finished: boolean): Limits {
  if (finished && last > 0) return { min: 0, max: last };
  const wanted = stepUp(Math.max(last, Math.min(epochs, 10)));
  return { min: 0, max: Math.max(last, Math.min(wanted, epochs), 1) };
}
