/** Fields that kinds of checks have in common. */
import { either, list, mapped } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Field, Format } from '../format/core';
import type { JsonPath } from '../format/finding';
import { number, text } from '../format/scalars';

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

/** A path into what `inspect` prints. */
export function inspectPath(what: string): Field<string> {
  return required(
    text(PATHS),
    `${what}, as \`inspect\` names it: loss, layers.1.gradW, layers.0.z.3.1; where weight decay or l1 adds a penalty to the loss also penalty, objective, layers.1.gradW_penalized, layers.1.gradB_penalized.`,
  );
}

export const relative = (fallback: string) =>
  optional(
    number({ min: 0, below: 1 }),
    `How far off numbers may be, as a fraction of the largest of them; ${fallback} where not said.`,
    null,
  );

/** One entry or a list of entries, each with the place where it stands. */
export function several<T extends object>(entry: Format<T>): Format<(T & { at: JsonPath })[]> {
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
