/** Steps that are too long without a jump of the loss from one epoch to the next. */
import { shortNumber } from '../../../engine/ground/numbers';
import { rms } from '../network/initialWeights';
import type { Subject } from '../subject/subject';
import { meanBetween } from './curve';

/** What shows that steps are too long. */
export interface Sign {
  words: string;
  evidence: Record<string, number>;
}

/** Parts of a curve that are compared: what a single epoch does is no swing. */
const PARTS = 20;
/** The loss of a later part relative to that of an earlier one. */
const SWING = 1.5;
/** The difference of the two relative to the loss of the first epochs. */
const FAR = 0.2;
/** Optimisers whose first steps move every weight by about the rate, whatever the gradient. */
const BY_THE_RATE: readonly string[] = ['rmsprop', 'adam', 'adamw', 'nadam'];

/** A training loss that climbs again, slowly, after it has fallen: the steps carry past the minimum. */
export function swings(losses: Float64Array): Sign | null {
  if (losses.length < 2 * PARTS) return null;
  const parts = Array.from({ length: PARTS }, (_, i) =>
    meanBetween(losses, i / PARTS, (i + 1) / PARTS),
  );
  let least = Infinity;
  for (const part of parts) {
    least = Math.min(least, part);
    if (!(part > SWING * least && part - least > FAR * parts[0])) continue;
    const words = `the loss fell to ${shortNumber(least, 3)}, and rose again to ${shortNumber(part, 3)}`;
    return { words, evidence: { least, risen: part } };
  }
  return null;
}

/** An optimiser that moves each weight by about the rate, which is more than the weights are. */
export function throwsWeights({ spec, start }: Subject): Sign | null {
  const { type, learning_rate: rate } = spec.optimizer;
  const sizes = start.parameters.map(({ weights }) => rms(weights.data)).filter(size => size > 0);
  const size = Math.min(...sizes);
  if (!BY_THE_RATE.includes(type) || rate <= size || sizes.length === 0) return null;
  const words = `${type} moves each weight by about that much at first, and those of a layer begin at ${shortNumber(size, 2)}`;
  return { words, evidence: { size } };
}
