/** The `optimizer` section: names and defaults are PyTorch's. */
import { OPTIMIZER_KINDS } from '../../engine/ground/optimizers';
import type { Hyperparameters, OptimizerKind, OptimizerName } from '../../engine/ground/optimizers';
import type { OptimizerSpec, ScheduleSpec } from '../../engine/ground/spec';
import { named, object, pair } from '../format/compounds';
import { atKey, optional, required } from '../format/core';
import type { Format, Report } from '../format/core';
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

/** The fields of the numbers that an optimiser takes. */
function fieldsOf({ defaults, decoupledDecay = 0 }: OptimizerKind) {
  const { learning_rate: rate, momentum, nesterov, rho, alpha, betas, eps } = defaults;
  const smoothing = 'Smoothing constant of the squares.';
  const kept = number({ min: 0, below: 1 });
  return {
    learning_rate: optional(number({ above: 0 }), 'The step taken along the gradient.', rate),
    ...(momentum !== undefined && {
      momentum: optional(kept, 'How much of the last step is kept.', momentum),
    }),
    ...(nesterov !== undefined && {
      nesterov: optional(flag(), "Nesterov's look ahead; it needs momentum.", nesterov),
    }),
    ...(rho !== undefined && { rho: optional(number({ min: 0, max: 1 }), smoothing, rho) }),
    ...(alpha !== undefined && { alpha: optional(kept, smoothing, alpha) }),
    ...(betas && {
      betas: optional(
        pair(kept, 'a pair [beta1, beta2]'),
        'Smoothing constants of the gradient and of its square.',
        betas,
      ),
    }),
    ...(eps !== undefined && {
      eps: optional(number({ min: 0 }), 'Added to the denominator so that it is never 0.', eps),
    }),
    ...common(decoupledDecay),
  };
}

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
const UNUSED: Hyperparameters = {
  momentum: 0,
  nesterov: false,
  alpha: 0,
  rho: 0,
  betas: [0, 0],
  eps: 0,
};

function variantOf(kind: OptimizerKind) {
  const { description } = kind;
  return { description, fields: fieldsOf(kind), constants: UNUSED };
}

const kinds = Object.fromEntries(
  Object.entries(OPTIMIZER_KINDS).map(([name, kind]) => [name, variantOf(kind)]),
) as Record<OptimizerName, ReturnType<typeof variantOf>>;

export const optimizer: Format<OptimizerSpec> = variants('type', kinds, {
  noun: 'an optimizer',
  description: 'How parameters are updated from gradients.',
  fallback: 'sgd',
});
