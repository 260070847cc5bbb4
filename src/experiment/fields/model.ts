/** The `model` section. */
import type { ModelSource } from '../format/experiment';
import { object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { choice, integer } from '../format/scalars';
import { layers } from './layers';

export const model: Format<ModelSource> = object(
  {
    layers: required(layers, 'The layers in order; the last one is the output.'),
    inputs: optional(
      integer({ min: 1, max: 65_536 }),
      'How many inputs the network has; counted from the data where not said.',
      null,
    ),
    kernel_layout: optional(
      choice({
        in_out: 'Rows are inputs, columns are units: z = aPrev · W.',
        out_in: 'Rows are units, columns are inputs, as PyTorch stores them.',
      }),
      'How given kernels are written.',
      'in_out',
    ),
  },
  { noun: 'the model' },
);
