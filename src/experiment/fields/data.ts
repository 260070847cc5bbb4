/** The `data` section. */
import type { Normalization, SplitSpec } from '../format/experiment';
import { either, mapped, object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format, ValueOf } from '../format/core';
import { choice, flag, integer, number } from '../format/scalars';
import { sourceFormat } from '../data/sources/sources';

/** Decimal fractions that add up to 1 leave nothing, not a rounding error. */
function restOf(taken: number): number {
  const rest = 1 - taken;
  return rest < 1e-9 ? 0 : rest;
}

const fraction = number({ min: 0, max: 1 });

/** `train` left out means the rest. */
const split: Format<SplitSpec> = mapped(
  object(
    {
      train: optional(fraction, 'Fraction of the rows to train on; the rest where not said.', null),
      validation: optional(fraction, 'Fraction of the rows to validate on.', 0),
      test: optional(fraction, 'Fraction of the rows to test on at the end.', 0),
      shuffle: optional(flag(), 'Rows are dealt in random order.', true),
      stratify: optional(flag(), 'Every part gets the same share of each class.', false),
    },
    { noun: 'the split' },
  ),
  parts => ({ ...parts, train: parts.train ?? restOf(parts.validation + parts.test) }),
);

const normalization: Format<Normalization> = either(
  choice({
    none: 'The inputs as they stand.',
    zscore: 'Mean 0 and standard deviation 1 over the training rows.',
    minmax: 'From 0 to 1 over the training rows.',
  }),
  object(
    { divide_by: required(number({ above: 0 }), 'Every input is divided by this.') },
    { noun: 'a normalization' },
  ),
);

export const data = object(
  {
    train: required(sourceFormat, 'The rows to train on.'),
    validation: optional(sourceFormat, 'Rows that are measured after every epoch.', null),
    test: optional(sourceFormat, 'Rows for the last word on the trained network.', null),
    split: optional(split, 'Divides the rows of `train` into parts.', null),
    encoding: optional(
      choice({
        none: 'Targets as they stand.',
        one_hot: 'A class becomes a row with a single 1.',
        sign: 'Two classes become −1 and 1; more become rows of −1 with a single 1.',
      }),
      'How classes become targets.',
      'none',
    ),
    num_classes: optional(
      integer({ min: 2, max: 65_536 }),
      'Labels are whole numbers from 0 to one less; counted from the labels where not said.',
      null,
    ),
    normalization: optional(
      normalization,
      'How inputs are scaled, fitted on the training rows only.',
      'none',
    ),
  },
  { noun: 'the data section' },
);
export type DataSpec = ValueOf<typeof data>;
