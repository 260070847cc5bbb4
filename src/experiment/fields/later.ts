/** The sections `notation` and `policy`. */
import type { NotationSpec } from '../experiment';
import { object } from '../format/compounds';
import { optional } from '../format/core';
import type { Format } from '../format/core';
import { flag, text } from '../format/scalars';

const symbol = (of: string, usual: string) =>
  optional(text(), `The symbol of the ${of}; ${usual} where not said.`, null);

export const notation: Format<NotationSpec> = object(
  {
    weights: symbol('weights', 'W'),
    biases: symbol('biases', 'b'),
    preactivations: symbol('weighted sums', 'z'),
    activations: symbol('activations', 'a'),
    deltas: symbol('gradients with respect to the weighted sums', 'δ'),
    target: symbol('target', 'y'),
    output: symbol("network's output", 'ŷ'),
    loss: symbol('loss', 'L'),
  },
  { noun: 'the notation' },
);

export const policy = object(
  { solution_export: optional(flag(), 'Learners may export the solution.', true) },
  { noun: 'the policy' },
);
