/** A gradient of exactly 0 although the outputs are wrong: its terms cancel, or a weight of 0 stops them. */
import { atValue } from '../../format/core';
import { weightColumns } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';
import type { Subject } from '../subject/subject';

/** |Σ terms| relative to Σ |terms|: less is rounding. */
const ROUNDING = 1e-14;

export const gradientCancels: Producer = {
  id: 'gradient_cancels',
  ofFile: true,
  explains: UNLEARNED,
  find(subject) {
    const { layers } = subject.spec.model;
    const layer = layers.findIndex((_, i) => cancels(subject, i));
    if (layer < 0) return null;
    const message =
      `The gradient of the weights of ${subject.spec.model.layers[layer].name} is exactly 0 although the outputs are wrong: ` +
      'what the rows ask for cancels. Nothing moves these weights from where they begin. Draw them at random.';
    return {
      place: atValue(...subject.path(layer), 'kernel_initializer'),
      layer,
      tensor: 'gradW',
      message,
      evidence: { layer: layer + 1 },
      picture: weightColumns(subject, layer),
    };
  },
};

function cancels({ start }: Subject, layer: number): boolean {
  const { input, delta } = start.layers[layer];
  let largest = 0;
  let terms = 0;
  const { data } = start.gradients[layer].weights;
  for (const value of data) largest = Math.max(largest, Math.abs(value));
  for (let row = 0; row < delta.rows; row++) {
    let most = 0;
    for (let i = 0; i < input.cols; i++)
      most = Math.max(most, Math.abs(input.data[row * input.cols + i]));
    let error = 0;
    for (let k = 0; k < delta.cols; k++)
      error = Math.max(error, Math.abs(delta.data[row * delta.cols + k]));
    terms += most * error;
  }
  return terms > 0 && largest <= ROUNDING * terms;
}
