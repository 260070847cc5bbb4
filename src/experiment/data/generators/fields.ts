/** Fields that several generators have. */
import { either, list } from '../../format/compounds';
import { optional } from '../../format/core';
import { integer, number } from '../../format/scalars';

export const NORMAL_NOISE = 'Standard deviation of the normal noise added to every coordinate.';

export const seed = optional(
  integer(),
  "A seed for this data alone; without it the numbers come from the experiment's stream.",
  null,
);

export function samples(fallback: number, least = 1) {
  return optional(integer({ min: least, max: 1_000_000 }), 'How many rows to make.', fallback);
}

/** One number for all classes, or one for each. */
export function samplesPerClass(fallback: number) {
  return optional(
    either(
      integer({ min: 1, max: 1_000_000 }),
      list(integer({ min: 1, max: 1_000_000 }), { min: 1, noun: 'a list of row counts' }),
    ),
    'How many rows to make in all, or a list with the rows of each class.',
    fallback,
  );
}

export function noiseOf(fallback: number, description: string) {
  return optional(number({ min: 0 }), description, fallback);
}
