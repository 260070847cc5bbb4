/** Whether printed numbers are those of a run: as they are, or by which shift, factor and measure. */
import { compare } from '../verify/compare';
import { scalar } from '../verify/tensors';
import type { Factor } from './factors';
import type { Measure } from './measures';
import type { GivenColumn, GivenEntry } from './readLog';

/** How their numbers come from the run: the value of epoch e is factor · measure(e + shift). */
export interface Explanation {
  measure: Measure;
  shift: -1 | 0 | 1;
  factor: Factor;
}

export interface LogDifference {
  entry: GivenEntry;
  /** What would stand there; NaN: our run has no such epoch. */
  ours: number;
}

export interface ColumnJudgement {
  column: string;
  /** `agrees` as they are; `explained` by a shift, a factor or a measure; `differs` somewhere. */
  verdict: 'agrees' | 'explained' | 'differs';
  /** What holds for all their numbers, or for those before the first that differs; null: nothing does. */
  explanation: Explanation | null;
  /** The first epoch that differs from what the explanation says, or from ours where there is none. */
  first: LogDifference | null;
  /** Numbers that were compared, and those of epochs that our run does not have. */
  compared: number;
  beyond: number;
}

/** How likely a row of numbers is to agree by chance at most, for its explanation to be named. */
const CHANCE = 2e-4;
/** Fewer numbers in front of the first difference do not tell what they are. */
const LEAST_BEFORE = 3;
/** Half of the numbers at least must have an epoch of ours. */
const LEAST_SHARE = 0.5;

/**
 * @param measures all that could stand in this column
 * @param noise what rounding leaves between two right programs, as a fraction of a number
 */
export function judgeColumn(
  { column, entries }: GivenColumn,
  measures: readonly Measure[],
  factors: readonly Factor[],
  noise: number,
): ColumnJudgement | null {
  const candidates = explanations(measures, factors, entries);
  const own = candidates.find(each => isPlain(each));
  if (!own) return null;
  const plain = trial(entries, own, noise);
  const result = { column, compared: plain.compared, beyond: entries.length - plain.compared };
  if (plain.first === null && plain.compared > 0)
    return { ...result, verdict: 'agrees', explanation: own, first: null };
  const trials = candidates.map(each => ({ each, ...trial(entries, each, noise) }));
  const whole = trials.find(({ first, compared, chance }) => {
    return first === null && compared >= LEAST_SHARE * entries.length && chance < CHANCE;
  });
  if (whole) {
    const { each: explanation, compared } = whole;
    const beyond = entries.length - compared;
    return { ...result, verdict: 'explained', explanation, first: null, compared, beyond };
  }
  const longest = trials
    .filter(({ before, chance }) => before >= LEAST_BEFORE && chance < CHANCE)
    .reduce<(typeof trials)[number] | null>(
      (best, each) => (each.before > (best?.before ?? plain.before) ? each : best),
      null,
    );
  return longest
    ? { ...result, verdict: 'differs', explanation: longest.each, first: longest.first }
    : {
        ...result,
        verdict: 'differs',
        explanation: plain.before > 0 ? own : null,
        first: plain.first,
      };
}

export function isPlain({ measure, shift, factor }: Explanation): boolean {
  return measure.isOwn && shift === 0 && factor.value === 1;
}

/** The simplest first. */
function explanations(
  measures: readonly Measure[],
  factors: readonly Factor[],
  entries: readonly GivenEntry[],
): Explanation[] {
  const fromZero = entries[0]?.epoch === 0;
  const shifts = [0, 1, -1] as const;
  // A log that counts from 0 is shifted by that alone.
  const shiftCost = { '0': 0, '1': fromZero ? 0.5 : 1.2, '-1': 1.3 };
  const measureCost = ({ isOwn, isObjective, name }: Measure): number =>
    isOwn ? 0 : isObjective ? 1.1 : name === 'last' ? 1.05 : 1;
  return measures
    .flatMap(measure =>
      shifts.flatMap(shift =>
        factors.map(factor => ({
          explanation: { measure, shift, factor },
          cost: measureCost(measure) + shiftCost[`${shift}`] + factor.cost,
        })),
      ),
    )
    .sort((a, b) => a.cost - b.cost)
    .map(({ explanation }) => explanation);
}

interface Trial {
  first: LogDifference | null;
  /** Numbers that agree before the first that does not. */
  before: number;
  compared: number;
  /** How likely those before it agree by chance, at most. */
  chance: number;
}

export function expectedAt({ measure, shift, factor }: Explanation, epoch: number): number {
  return factor.value * (measure.values[epoch + shift] ?? NaN);
}

function trial(entries: readonly GivenEntry[], explanation: Explanation, noise: number): Trial {
  const seen = new Map<string, number>();
  let [before, compared] = [0, 0];
  let first: LogDifference | null = null;
  for (const entry of entries) {
    const ours = expectedAt(explanation, entry.epoch);
    const isKnown = entry.epoch + explanation.shift < explanation.measure.values.length;
    if (Number.isNaN(ours) && (!isKnown || Number.isNaN(entry.value))) continue;
    // Before the first update nothing was measured on the way.
    if (Number.isNaN(ours) && entry.epoch + explanation.shift <= 0) continue;
    compared++;
    if (first !== null) continue;
    if (agrees(entry, ours, noise)) {
      before++;
      seen.set(entry.text, chanceOf(entry, noise));
    } else first = { entry, ours };
  }
  const chance = [...seen.values()].reduce((product, each) => product * each, 1);
  return { first, before, compared, chance };
}

function agrees({ value, slack }: GivenEntry, ours: number, noise: number): boolean {
  const tolerance = { slack: Float64Array.of(slack), relative: noise };
  return value === ours || compare(scalar(value), scalar(ours), tolerance) === null;
}

/** Of all numbers of this size, the share that would be printed alike. */
function chanceOf({ value, slack }: GivenEntry, noise: number): number {
  const size = Math.abs(value);
  return size > 0 ? Math.min(1, (2 * (slack + noise * size)) / size) : 1;
}
