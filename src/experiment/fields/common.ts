/** What stands in every experiment, whatever it is about. */
import { optional, required } from '../format/core';
import { choice, literal, text } from '../format/scalars';

export const KINDS = {
  network: 'A neural network.',
  expression: 'Scalar gates and the chain rule.',
};
export type Kind = keyof typeof KINDS;
export const EXPRESSION_NOUN = 'an experiment of kind "expression"';

export const common = {
  version: required(literal(1), 'The version of the format: 1.'),
  kind: optional(choice(KINDS), 'What the experiment is about.', 'network'),
  name: optional(text(), 'What the experiment is called.', null),
  description: optional(
    text(),
    'What it shows in a sentence, or the task of a lab: Markdown, read at the head of the panel.',
    null,
  ),
  $schema: optional(text(), 'The JSON Schema of this file.', null),
};
