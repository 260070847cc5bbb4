/** The `optimizer` section: names and defaults are PyTorch's. */
import type { OptimizerSpec, ScheduleSpec } from '../../engine/ground/spec';
import { named, object, pair } from '../format/compounds';
import { atKey, optional, required } from '../format/core';
import type { Field, Format, Report } from '../format/core';
import { flag, integer, number } from '../format/scalars';
import { variants } from '../format/variants';
import type { Variants } from '../format/variants';
import type { Fix, JsonPath } from '../format/finding';

const schedule: Format<ScheduleSpec> = named(
  'schedule',
  variants(
    'type',
    {
      constant: { description: 'The same rate throughout.', fields: {} },
      step: {
        description: 'Multiplied by gamma every step_size epochs.',
        fields: {
          step_size: required(integer({ min: 1 }), 'Epochs between two changes.'),
          gamma: optional(number({ above: 0 }), 'The factor of each change.', 0.1),
        },
      },
      exponential: {
        description: 'Multiplied by gamma after every epoch.',
        fields: { gamma: required(number({ above: 0 }), 'The factor of each epoch.') },
      },
      cosine: {
        description: 'Half a cosine over all epochs, down to min_lr.',
        fields: { min_lr: optional(number({ min: 0 }), 'The rate at the end.', 0) },
      },
    } as const satisfies Variants,
    { noun: 'a schedule', description: 'How the learning rate changes from epoch to epoch.' },
  ),
);

const norm = object(
  { norm: required(number({ above: 0 }), 'All gradients are scaled to at most this norm.') },
  { noun: '`gradient_clipping`' },
);
const value = object(
  { value: required(number({ above: 0 }), 'Every gradient is cut to ± this value.') },
  { noun: '`gradient_clipping`' },
);

function refuseBoth(path: JsonPath, report: Report): undefined {
  const message = '`gradient_clipping` has both `norm` and `value`: keep one of the two.';
  const remove = (key: string): Fix => {
    return { title: `Remove \`${key}\``, path: [...path, key], part: 'removal' };
  };
  report.error('misplaced-key', message, atKey(...path, 'value'), [
    remove('value'),
    remove('norm'),
  ]);
  return undefined;
}

const clipping: Format<{ norm: number } | { value: number }> = named('gradientClipping', {
  types: ['object'],
  expected: 'an object with `norm` or `value`',
  read: (node, ...rest) => {
    const keys = (node.children ?? []).map(property => property.children?.[0]?.value as unknown);
    if (keys.includes('value') && keys.includes('norm')) return refuseBoth(...rest);
    return (keys.includes('value') ? value : norm).read(node, ...rest);
  },
  schema: () => ({ anyOf: [norm.schema(), value.schema()] }),
});

type Name = OptimizerSpec['type'];

const learningRate = (fallback: number) =>
  optional(number({ above: 0 }), 'The step taken along the gradient.', fallback);
const momentum = optional(number({ min: 0, below: 1 }), 'How much of the last step is kept.', 0);
const eps = (fallback: number) =>
  optional(number({ min: 0 }), 'Added to the denominator so that it is never 0.', fallback);
const betas: Field<[number, number]> = optional(
  pair(number({ min: 0, below: 1 }), 'a pair [beta1, beta2]'),
  'Smoothing constants of the gradient and of its square.',
  [0.9, 0.999],
);
const rho = optional(number({ min: 0, max: 1 }), 'Smoothing constant of the squares.', 0.9);
const alpha = optional(number({ min: 0, below: 1 }), 'Smoothing constant of the squares.', 0.99);

/** Fields of every optimiser. */
const common = (weightDecay: number) => ({
  weight_decay: optional(
    number({ min: 0 }),
    'L2: ½ · this · p² of every parameter is added to the loss, and so this · p to its gradient; adamw takes it off the parameter instead, which is no part of the objective or its gradient.',
    weightDecay,
  ),
  decay_biases: optional(flag(), 'Weight decay and l1 act on biases too.', true),
  l1: optional(
    number({ min: 0 }),
    'This · |p| of every parameter is added to the loss, and so this · sign(p) to its gradient.',
    0,
  ),
  gradient_clipping: optional(clipping, 'Bounds the gradients before the update.', null),
  schedule: optional(schedule, 'How the learning rate changes from epoch to epoch.', {
    type: 'constant',
  } as const),
});

/** What an optimiser that does not know a field holds in its place; the engine never reads it. */
const UNUSED = { momentum: 0, nesterov: false, alpha: 0, rho: 0, betas: [0, 0], eps: 0 };

const kinds: { [K in Name]: Variants[string] } = {
  sgd: {
    description: 'Gradient descent, with momentum where given.',
    fields: {
      learning_rate: learningRate(0.01),
      momentum,
      nesterov: optional(flag(), "Nesterov's look ahead; it needs momentum.", false),
      ...common(0),
    },
  },
  rmsprop: {
    description: 'Divides by the root of the smoothed squared gradient.',
    fields: { learning_rate: learningRate(0.01), momentum, alpha, eps: eps(1e-8), ...common(0) },
  },
  adagrad: {
    description: 'Divides by the root of the summed squared gradients.',
    fields: { learning_rate: learningRate(0.01), eps: eps(1e-10), ...common(0) },
  },
  adadelta: {
    description: 'Steps in proportion to the smoothed size of earlier steps.',
    fields: { learning_rate: learningRate(1), rho, eps: eps(1e-6), ...common(0) },
  },
  adam: {
    description: 'Smoothed gradient over the root of its smoothed square.',
    fields: { learning_rate: learningRate(0.001), betas, eps: eps(1e-8), ...common(0) },
  },
  adamw: {
    description: 'Adam with weight decay apart from the gradient.',
    fields: { learning_rate: learningRate(0.001), betas, eps: eps(1e-8), ...common(0.01) },
  },
  nadam: {
    description: "Adam with Nesterov's look ahead.",
    fields: { learning_rate: learningRate(0.002), betas, eps: eps(1e-8), ...common(0) },
  },
};

export const optimizer = variants(
  'type',
  Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, { ...kind, constants: UNUSED }]),
  ),
  {
    noun: 'an optimizer',
    description: 'How parameters are updated from gradients.',
    fallback: 'sgd',
  },
) as unknown as Format<OptimizerSpec>;
