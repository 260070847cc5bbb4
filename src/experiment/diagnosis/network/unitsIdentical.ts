/** Units that begin with the same numbers: their gradients are the same, and so they stay. */
import { arraysOf } from '../../../engine/ground/shapes';
import { atValue, replaceValue } from '../../format/core';
import { weightColumns } from '../pictures';
import type { Producer } from '../producer';
import type { Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';

export const unitsIdentical: Producer = {
  id: 'units_identical',
  ofFile: true,
  explains: [
    ...UNLEARNED,
    'initial_weights_too_small',
    'initial_weights_too_large',
    'initial_weights_saturate',
    'vanishing_gradient',
    'exploding_gradient',
    'learning_rate_too_large',
    'dead_units',
    'overfitting',
  ],
  find(subject) {
    const { model } = subject.spec;
    for (let layer = 0; layer < model.layers.length - 1; layer++) {
      // Dropout tells them apart.
      if (model.layers[layer].mask !== null) continue;
      const different = groupsOf(subject, layer);
      const { units } = model.layers[layer];
      if (different === units) continue;
      const isZero = arraysOf([subject.prepared.parameters[layer]]).every(array =>
        array.every(value => value === 0),
      );
      const { name } = model.layers[layer];
      const all = different === 1;
      const what = all
        ? `All ${units} units of ${name} begin with the same weights`
        : `Of the ${units} units of ${name} only ${different} begin with weights of their own`;
      const zero = isZero ? ' (all 0)' : '';
      const message =
        `${what}${zero}. Equal units have equal gradients, so they stay equal: ` +
        `the layer is worth ${all ? 'one unit' : `${different} units`} for ever. Draw the weights at random.`;
      const path = [...subject.path(layer), 'kernel_initializer'];
      return {
        place: atValue(...path),
        layer,
        tensor: 'weights',
        message,
        evidence: { units, different },
        picture: weightColumns(subject, layer),
        candidates: [
          replaceValue('Set kernel_initializer to "xavier_uniform"', path, 'xavier_uniform'),
        ],
      };
    }
    const hidden = model.layers.length - 1;
    if (hidden === 0) return 'there is no hidden layer';
    return 'every hidden unit begins with weights of its own';
  },
};

/** How many units differ in what comes in or in what goes out. */
function groupsOf({ prepared: { parameters } }: Subject, layer: number): number {
  const { weights, biases } = parameters[layer];
  const next = parameters[layer + 1].weights;
  const seen = new Set<string>();
  for (let unit = 0; unit < weights.cols; unit++) {
    const column = Array.from(
      { length: weights.rows },
      (_, i) => weights.data[i * weights.cols + unit],
    );
    const out = next.data.subarray(unit * next.cols, (unit + 1) * next.cols);
    seen.add(`${column.join(' ')}|${biases?.[unit] ?? ''}|${out.join(' ')}`);
  }
  return seen.size;
}
