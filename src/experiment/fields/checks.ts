/** The `checks` section: what must come out of a run. */
import type { ChecksSpec } from '../format/experiment';
import { either, list, mapped, object } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { anything } from '../format/dictionary';
import { filePath, flag, integer, number, text } from '../format/scalars';
import type { JsonPath } from '../format/finding';

const PATH =
  'as `inspect` names it: loss, layers.1.gradW, layers.0.z.3.1; where weight decay or l1 adds a penalty to the loss also penalty, objective, layers.1.gradW_penalized, layers.1.gradB_penalized.';
/** One of each kind. */
const PATHS = [
  'loss',
  'layers.0.z',
  'layers.0.a',
  'layers.0.delta',
  'layers.0.weights',
  'layers.0.biases',
  'layers.0.gradW',
  'layers.0.gradB',
  'gradInput',
  'penalty',
  'objective',
  'layers.0.gradW_penalized',
  'layers.0.gradB_penalized',
];

const nested: Format<{ json: unknown }> = {
  ...anything,
  types: ['array'],
  expected: 'a list of numbers or of rows',
  schema: () => ({ type: 'array' }),
};

const expectation = object(
  {
    path: required(text(PATHS), `What is looked at, ${PATH}`),
    step: optional(integer({ min: 0 }), 'After how many updates; 0 is before the first.', 0),
    value: required(
      either(
        mapped(number(), (json: number): { json: unknown } => ({ json })),
        nested,
      ),
      'What it must be: a number, a list, or a list of rows.',
    ),
    tolerance: optional(number({ min: 0 }), 'How far off each number may be.', 1e-6),
  },
  { noun: 'an expectation' },
);

const relative = (fallback: string) =>
  optional(
    number({ min: 0, below: 1 }),
    `How far off numbers may be, as a fraction of the largest of them; ${fallback} where not said.`,
    null,
  );

const formula = object(
  {
    for: required(text(PATHS), `What the formula computes, ${PATH}`),
    formula: required(
      text(),
      'An expression of x, y, aPrev, z, a, delta, W and b, or of W1, delta2, … by layer, with .T @ * + - / and sum(…, axis).',
    ),
    tolerance: relative('1e-6, or 1e-4 in float32,'),
  },
  { noun: 'a formula check' },
);

/** One entry or a list of entries, each with the place where it stands. */
function several<T extends object>(entry: Format<T>): Format<(T & { at: JsonPath })[]> {
  const placed: Format<T & { at: JsonPath }> = {
    ...entry,
    quick: undefined,
    read(node, path, report) {
      const value = entry.read(node, path, report);
      return value && { ...value, at: path };
    },
  };
  return either(
    list(placed),
    mapped(placed, one => [one]),
  );
}

export const checks: Format<ChecksSpec> = object(
  {
    expect: optional(several(expectation), 'Numbers that must come out.', []),
    gradient_check: optional(
      either(
        mapped(flag(), on => (on ? { tolerance: null } : null)),
        object({ tolerance: relative('1e-5') }, { noun: '`gradient_check`' }),
      ),
      'Compares all gradients of the first batch with finite differences.',
      null,
    ),
    compare_gradients: optional(
      object(
        {
          file: required(
            filePath(),
            'Gradients of your own: JSON {layers: [{gradW, gradB}]}, a .npz file, or what NumPy printed in a text file.',
          ),
          tolerance: relative('1e-6, for printed numbers half a unit of their last digit,'),
        },
        { noun: '`compare_gradients`' },
      ),
      'Compares all gradients of the first batch with those of a file.',
      null,
    ),
    formula: optional(several(formula), 'Formulas that must hold on the first batch.', []),
  },
  { noun: 'the checks' },
);
