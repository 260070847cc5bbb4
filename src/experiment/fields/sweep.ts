/** The `sweep` section: many runs of one file, with different values. */
import type { SweepSpec } from '../format/experiment';
import { list, mapped, object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { anything, dictionary } from '../format/dictionary';
import { choice, integer, text } from '../format/scalars';

const parameter = object(
  {
    values: required(
      list(anything, { min: 1, noun: 'a list of values' }),
      'The values to try, in order.',
    ),
  },
  { noun: 'a swept parameter' },
);

const parameters: Format<SweepSpec['parameters']> = mapped(
  dictionary(parameter, 'the swept parameters'),
  read =>
    Object.entries(read).map(([path, { values }]) => ({
      path,
      values: values.map(({ json }) => json),
    })),
);

const metric = object(
  {
    name: required(text(), 'A column of the epoch log, for example loss, accuracy or val_loss.'),
    goal: optional(
      choice({ minimize: 'Lower is better.', maximize: 'Higher is better.' }),
      'Which way is better.',
      'minimize',
    ),
  },
  { noun: 'the metric of a sweep' },
);

export const sweep: Format<SweepSpec> = object(
  {
    method: optional(
      choice({
        grid: 'Every combination; the last parameter changes fastest.',
        random: 'Combinations in an order drawn from `seed`, each once, up to `run_cap`.',
        paired: 'The first values together, the second values together, and so on.',
      }),
      'How values are combined.',
      'grid',
    ),
    parameters: required(
      parameters,
      'What is varied: dotted paths of fields, with * for a whole segment or a part of a name, and the values to try.',
    ),
    aggregate_over: optional(
      list(text(), { noun: 'a list of parameter paths' }),
      'Runs that differ only in these are drawn as mean ± standard deviation.',
      [],
    ),
    metric: optional(metric, 'What runs are compared by; the loss where not said.', null),
    run_cap: optional(integer({ min: 1 }), 'At most this many runs.', null),
  },
  {
    noun: 'a sweep',
    snippets: [
      {
        label: 'Learning rates × seeds',
        description: 'Every learning rate with every seed, mean ± std over the seeds.',
        body: {
          method: 'grid',
          parameters: {
            'optimizer.learning_rate': { values: [0.01, 0.1, 1] },
            seed: { values: [0, 1, 2, 3] },
          },
          aggregate_over: ['seed'],
          metric: { name: '${1:loss}', goal: 'minimize' },
        },
      },
      {
        label: 'Initialisers',
        description: 'The same network with different initial weights.',
        body: {
          parameters: {
            'model.layers.*.kernel_initializer': {
              values: ['xavier_uniform', 'normal', 'uniform', 'zeros'],
            },
          },
        },
      },
    ],
  },
);
