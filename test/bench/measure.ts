/** Measuring side by side: rounds in turn, medians, and ratios within a round. */
import type { Contestant, Runner } from './contestants';
import { unitsPerUpdate, type Work } from './works';

export interface Effort {
  rounds: number;
  /** Milliseconds that one contestant trains in one round. */
  roundMs: number;
}

export interface Result {
  work: Work;
  /** Units per second, by contestant: the median of all rounds, and each round. */
  rates: Record<string, { median: number; rounds: number[] }>;
}

/** Contestants take turns within each round, so that a slow moment of the machine hits them all. */
export async function compare(
  work: Work,
  contestants: readonly Contestant[],
  effort: Effort,
): Promise<Result> {
  const runners: { name: string; runner: Runner; updates: number; rates: number[] }[] = [];
  for (const contestant of contestants) {
    const runner = await contestant.start(work);
    if (runner === null) continue;
    const { name } = contestant;
    runners.push({ name, runner, updates: await calibrate(runner, effort.roundMs), rates: [] });
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const { runner, updates, rates } of runners) {
      const ms = await runner.train(updates);
      rates.push((updates * unitsPerUpdate(work) * 1000) / ms);
    }
  }
  for (const { runner } of runners) await runner.end();
  const rates = runners.map(({ name, rates: rounds }) => [
    name,
    { median: median(rounds), rounds },
  ]);
  return { work, rates: Object.fromEntries(rates) as Result['rates'] };
}

/** Updates that take about `ms`; also gives compilers the time to do their work. */
async function calibrate(runner: Runner, ms: number): Promise<number> {
  let updates = 1;
  let taken = await runner.train(updates);
  while (taken < ms / 2 && updates < 1e9) {
    const grown = (updates * ms * 0.8) / Math.max(taken, ms / 50);
    updates = Math.max(updates + 1, Math.round(grown));
    taken = await runner.train(updates);
  }
  return Math.max(1, Math.round((updates * ms) / taken));
}

/** The median of the rounds' ratios; null where one of the two did not take part. */
export function ratioOf({ rates }: Result, one: string, other: string): number | null {
  if (!(one in rates) || !(other in rates)) return null;
  return median(rates[one].rounds.map((rate, i) => rate / rates[other].rounds[i]));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
