/**
 * Sections whose structure is checked but which this version does not act on yet: the reader says
 * so wherever one is used, so that nothing is ignored in silence.
 */
import { either, list, object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { dictionary } from '../format/dictionary';
import { choice, filePath, flag, integer, number, text } from '../format/scalars';

/** Any JSON value: what a swept field may hold is that field's own business. */
const anything: Format<unknown> = {
  types: ['string', 'number', 'boolean', 'array', 'object', 'null'],
  expected: 'a value',
  read: node => ({ json: node.value as unknown }),
  schema: () => ({}),
};

const parameter = object(
  { values: required(list(anything, { min: 1, noun: 'a list of values' }), 'The values to try.') },
  { noun: 'a swept parameter' },
);

export const sweep = object(
  {
    method: optional(
      choice({
        grid: 'Every combination.',
        random: 'Combinations drawn at random, up to run_cap.',
        paired: 'The first values together, the second values together, …',
      }),
      'How values are combined.',
      'grid',
    ),
    parameters: required(
      dictionary(parameter, 'the swept parameters'),
      'Dotted paths of fields, with * for a whole segment, and the values to try.',
    ),
    aggregate_over: optional(
      list(text(), { noun: 'a list of parameter paths' }),
      'Runs that differ only in these are drawn as mean ± standard deviation.',
      [],
    ),
    metric: optional(
      object(
        {
          name: required(text(), 'A column of the log.'),
          goal: optional(
            choice({ minimize: 'Lower is better.', maximize: 'Higher is better.' }),
            'Which way is better.',
            'minimize',
          ),
        },
        { noun: 'the metric of a sweep' },
      ),
      'What runs are compared by.',
      null,
    ),
    run_cap: optional(integer({ min: 1 }), 'At most this many runs.', null),
  },
  { noun: 'a sweep' },
);

const tolerance = optional(number({ min: 0 }), 'How far off it may be.', 1e-6);

const expectation = object(
  {
    path: required(text(), 'What is looked at, as `inspect` names it: layers.1.gradW.0.0.'),
    step: optional(integer({ min: 0 }), 'After how many updates.', 0),
    value: required(either(number(), list(anything)), 'What it must be.'),
    tolerance,
  },
  { noun: 'an expectation' },
);

const formula = object(
  {
    for: required(text(), 'What the formula computes, as `inspect` names it.'),
    formula: required(text(), 'An expression of x, y, aPrev, z, a, delta, W and b.'),
  },
  { noun: 'a formula check' },
);

export const checks = object(
  {
    expect: optional(either(list(expectation), expectation), 'Numbers that must come out.', null),
    gradient_check: optional(
      either(
        flag(),
        object(
          { tolerance, epsilon: optional(number({ above: 0 }), 'The step.', 1e-6) },
          { noun: '`gradient_check`' },
        ),
      ),
      'Compare all gradients with finite differences.',
      false,
    ),
    compare_gradients: optional(
      object(
        { file: required(filePath(), 'Gradients of your own.'), tolerance },
        { noun: '`compare_gradients`' },
      ),
      'Compare all gradients with those of a file.',
      null,
    ),
    formula: optional(either(list(formula), formula), 'Formulas that must hold.', null),
  },
  { noun: 'the checks' },
);

export const notation = object(
  Object.fromEntries(
    [
      'weights',
      'biases',
      'preactivations',
      'activations',
      'deltas',
      'target',
      'output',
      'loss',
    ].map(key => [key, optional(text(), `The symbol of the ${key}.`, null)]),
  ),
  { noun: 'the notation' },
);

export const policy = object(
  { solution_export: optional(flag(), 'Learners may export the solution.', true) },
  { noun: 'the policy' },
);
