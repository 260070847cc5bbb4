/** The whole file of a network: the one description from which reader and schema are made. */
import type { LossSpec, MetricSpec, RngSpec, TrainerSpec } from '../../engine/ground/spec';
import { checked, list, object, section } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format, ValueOf } from '../format/core';
import { choice, integer } from '../format/scalars';
import { checksFormat } from '../checks/checks';
import { common, EXPRESSION_NOUN } from './common';
import { data } from './data';
import { notation, policy } from './notation';
import { metrics } from './metrics';
import { model } from './model';
import { optimizer } from './optimizer';
import { sweep } from './sweep';
import { loss, trainer } from './training';

const drawOrder: Format<RngSpec['draw_order']> = checked(
  list(
    choice({
      data: 'Generated rows.',
      split: 'The division into parts.',
      init: 'The parameters.',
      shuffle: 'The one order of `shuffle: "once"`.',
    }),
    { noun: 'a list of "data", "split", "init" and "shuffle"' },
  ),
  'repeated-draw',
  (order, name) => {
    const twice = order.find((purpose, index) => order.indexOf(purpose) !== index);
    return twice === undefined ? null : `${name} names "${twice}" twice.`;
  },
);

const rng: Format<RngSpec> = object(
  {
    type: optional(
      choice({
        numpy: "NumPy's legacy RandomState: `np.random.seed(…)`, `np.random.randn(…)`.",
        numpy_default_rng: "NumPy's Generator: `np.random.default_rng(…)`.",
        torch: "PyTorch's CPU generator.",
      }),
      'Whose random numbers the run draws.',
      'numpy',
    ),
    draw_order: optional(
      drawOrder,
      'In which order the one stream is used; what is not named follows in the default order. ' +
        'Rows are made before they are split, and split before they are shuffled, whatever is said here.',
      ['data', 'split', 'init', 'shuffle'],
    ),
    init_order: optional(
      choice({
        per_layer: 'W1 b1 W2 b2, as PyTorch.',
        weights_then_biases: 'W1 W2 b1 b2.',
      }),
      'In which order parameters are drawn.',
      'per_layer',
    ),
  },
  { noun: 'the rng section' },
);

const sections = {
  ...common,
  seed: optional(
    integer(),
    'The start of the random stream: the same seed gives the same numbers.',
    0,
  ),
  dtype: optional(
    choice({
      float64: 'Double precision, as NumPy.',
      float32: 'Single precision, every operation rounded, as PyTorch.',
    }),
    'The precision of all numbers.',
    'float64',
  ),
  rng: section(rng, 'Where random numbers come from, and in which order.'),
  data: required(data, 'The rows: where they come from and how they are prepared.'),
  model: required(model, 'The network.'),
  loss: required(loss, 'What is minimised.'),
  optimizer: section(optimizer, 'How parameters are updated.'),
  trainer: section(trainer, 'How long and in which batches.'),
  metrics: optional(
    metrics,
    'What is measured: the loss always; accuracy too, where not said and the targets are classes.',
    null,
  ),
  notation: optional(notation, 'Symbols of your course.', null),
  policy: optional(policy, 'What learners may do.', null),
  sweep: optional(
    sweep,
    'Many runs with different values: `sweep` in the terminal, Run Sweep in the editor.',
    null,
  ),
  checks: optional(
    checksFormat,
    'What must come out of a run: each check that fails is a problem at its place.',
    null,
  ),
};

export const experimentFormat = object(sections, {
  noun: 'an experiment',
  kindNoun: 'an experiment of kind "network"',
  elsewhere: { expression: EXPRESSION_NOUN },
});
export type ExperimentSource = ValueOf<typeof experimentFormat>;

/** The same with what the sections leave open to each other settled. */
export interface Experiment extends Omit<
  ExperimentSource,
  'kind' | '$schema' | 'loss' | 'trainer' | 'metrics'
> {
  kind: 'network';
  loss: LossSpec;
  trainer: TrainerSpec;
  /** null: the defaults, which depend on whether the targets are classes. */
  metrics: MetricSpec[] | null;
}
