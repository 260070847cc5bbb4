/** The sections `loss` and `trainer`. */
import type { EarlyStoppingSpec, LossName, Reduction, TrainerSpec } from '../../engine/ground/spec';
import { either, object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { choice, flag, integer, number, text } from '../format/scalars';

export const LOSS_DESCRIPTIONS: { readonly [K in LossName]: string } = {
  mse: 'Squared error (ŷ − y)².',
  mae: 'Absolute error |ŷ − y|.',
  huber: 'Squared error ½(ŷ − y)² near 0, |ŷ − y| − ½ beyond 1.',
  binary_cross_entropy: 'For sigmoid outputs, or logits of a linear output.',
  cross_entropy: 'For softmax outputs, or logits of a linear output.',
  hinge: 'max(0, 1 − y·ŷ), for targets −1 and 1.',
};

export const reduction: Format<Reduction> = choice({
  mean: 'Their mean.',
  sum: 'Their sum.',
});

export const OUTPUT_REDUCTION =
  'How the output units of one row are combined; mean where not said, the sum for cross_entropy.';

export const loss = object(
  {
    type: required(choice(LOSS_DESCRIPTIONS), 'What is minimised.'),
    scale: optional(number({ above: 0 }), 'A factor in front: 0.5 writes the ½ of ½(ŷ − y)².', 1),
    output_reduction: optional(reduction, OUTPUT_REDUCTION, null),
    batch_reduction: optional(
      reduction,
      'How the rows of one batch are combined, in the loss and so in every gradient.',
      'mean',
    ),
  },
  { noun: 'the loss' },
);

/** The mode follows from the monitored column where it is left out. */
type EarlyStoppingSource = Omit<EarlyStoppingSpec, 'mode'> & { mode: 'min' | 'max' | null };
type TrainerSource = Omit<TrainerSpec, 'early_stopping'> & {
  early_stopping: EarlyStoppingSource | null;
};

const earlyStopping: Format<EarlyStoppingSource> = object(
  {
    monitor: optional(
      text(),
      'A column of the epoch log, for example loss, val_loss or accuracy.',
      'loss',
    ),
    mode: optional(
      choice({ min: 'Lower is better.', max: 'Higher is better.' }),
      'Which way is better; max for an accuracy, else min, where not said.',
      null,
    ),
    target: optional(number(), 'Stop as soon as the monitored value reaches this.', null),
    patience: optional(
      integer({ min: 1 }),
      'Stop after this many epochs without a better value.',
      null,
    ),
  },
  { noun: 'early stopping' },
);

export const trainer: Format<TrainerSource> = object(
  {
    epochs: optional(
      integer({ min: 1, max: 10_000_000 }),
      'How often training goes through the data.',
      100,
    ),
    batch_size: optional(
      either(integer({ min: 1 }), choice({ full: 'All training rows at once.' })),
      'Rows for each update, or "full" for all of them.',
      'full',
    ),
    shuffle: optional(
      choice({
        never: 'Rows in the order of the data.',
        once: 'One random order for the whole run.',
        every_epoch: 'A new random order for every epoch.',
      }),
      'In which order rows are taken.',
      'never',
    ),
    drop_last: optional(flag(), 'Leave out a last batch that is short.', false),
    early_stopping: optional(earlyStopping, 'When to stop before the last epoch.', null),
    log_every: optional(integer({ min: 1 }), 'Print one line in this number of epochs.', 1),
    log_format: optional(
      text(),
      'The line printed in the terminal and in the panel, with Python formats: {epoch} from 1, {epoch0} from 0, {epochs}, ' +
        '{step}, {iterations} updates an epoch, {learning_rate}, {seconds}, and every column of the log: ' +
        '{loss:.5f}, {accuracy:.4f}, {val_loss}. A line that shows {epoch0} is printed where that number ' +
        'divides by log_every, any other where {epoch} does.',
      null,
    ),
    checkpoint_every: optional(
      integer({ min: 1 }),
      'Keep the parameters each time that this number of epochs has ended: `train --json` lists them, and in the editor nothing is ' +
        'computed again on the way back to one of them.',
      null,
    ),
  },
  { noun: 'the trainer' },
);
