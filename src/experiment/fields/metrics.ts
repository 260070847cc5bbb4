/** The `metrics` section. */
import type { MetricSpec } from '../../engine/ground/spec';
import { either, list, mapped, object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { calledBy, choice, number } from '../format/scalars';
import { LOSS_DESCRIPTIONS, OUTPUT_REDUCTION, reduction } from './training';

/** What a metric says of itself; null where its type, or the loss section, decides. */
export type MetricSource = { name: string } & {
  [K in keyof Omit<MetricSpec, 'name'>]: MetricSpec[K] | null;
};

const UNSAID = {
  type: null,
  scale: null,
  output_reduction: null,
  batch_reduction: null,
  epoch_reduction: null,
  evaluate: null,
  threshold: null,
};

const MEASURES = {
  accuracy: 'The fraction of rows with the right class.',
  penalty:
    'What weight decay and l1 add to the loss: ½·weight_decay·Σp² + l1·Σ|p|; 0 for the decoupled decay of adamw. It depends on no rows, and has no val_ or test_ column.',
  objective:
    'What the updates follow: the loss that is trained, and the penalty. The decoupled decay of adamw is no part of it.',
};

const byName: Format<MetricSource> = mapped(
  choice({ loss: 'The loss that is trained.', ...MEASURES, ...LOSS_DESCRIPTIONS }),
  name => ({ name, ...UNSAID }),
);

const inFull: Format<MetricSource> = object(
  {
    name: required(calledBy(), 'The column of the log.'),
    type: optional(
      choice({ ...MEASURES, ...LOSS_DESCRIPTIONS }),
      'What is measured; where not said, what the name says, and for "loss" the whole loss section.',
      null,
    ),
    scale: optional(number({ above: 0 }), 'A factor in front of a loss.', null),
    output_reduction: optional(reduction, OUTPUT_REDUCTION, null),
    batch_reduction: optional(reduction, 'How the rows of one batch are combined.', null),
    epoch_reduction: optional(
      reduction,
      'How the batches of one epoch are combined; mean weights each batch by its rows.',
      null,
    ),
    evaluate: optional(
      choice({
        running: "From each batch before its update, over the epoch's batches.",
        end_of_epoch: 'Over all rows once the epoch is done.',
      }),
      'When it is measured; end_of_epoch for accuracy where not said, running for all others.',
      null,
    ),
    threshold: optional(
      number(),
      'A single output means class 1 from here on; 0.5 where not said, 0 for logits and for targets −1 and 1.',
      null,
    ),
  },
  { noun: 'a metric' },
);

export const metrics: Format<MetricSource[]> = list(either(byName, inFull), {
  noun: 'a list of metrics',
});
