/** The whole file of an experiment of kind "expression". */
import { list, object } from '../format/compounds';
import { optional, required } from '../format/core';
import { dictionary } from '../format/dictionary';
import { number, text } from '../format/scalars';
import { checksFormat } from '../checks/checks';
import { common, EXPRESSION_NOUN } from './common';

const expression = object(
  {
    inputs: required(
      dictionary(number(), 'the inputs'),
      'The value of each input, by name; they are what the last step is differentiated by.',
    ),
    steps: required(
      list(text(), { min: 1, noun: 'a list of steps' }),
      'Assignments in order, each to a new name: "q = 2*x + y". The last one is differentiated.',
    ),
  },
  { noun: 'the expression' },
);

/** Sections of a network, which an expression has no use for. */
const OF_NETWORKS = [
  ...['seed', 'dtype', 'rng', 'data', 'model', 'loss', 'optimizer', 'trainer', 'metrics'],
  ...['notation', 'policy', 'sweep'],
];

export const expressionFormat = object(
  {
    ...common,
    expression: required(expression, 'The inputs and the steps of a computational graph.'),
    // Read, so that it can be said that nothing is checked; not offered.
    checks: optional(
      { ...checksFormat, schema: () => ({ ...checksFormat.schema(), doNotSuggest: true }) },
      'What must come out.',
      null,
    ),
  },
  {
    noun: EXPRESSION_NOUN,
    elsewhere: Object.fromEntries(OF_NETWORKS.map(key => [key, 'an experiment of kind "network"'])),
  },
);
export type ExpressionSource = NonNullable<ReturnType<(typeof expressionFormat)['read']>>;
