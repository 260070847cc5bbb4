/** A gradient of exactly 0 although the outputs are wrong: its terms cancel, or a weight of 0 stops them. */
import { shortNumber } from '../../../engine/ground/numbers';
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
    // What another layer's first update changes is no trap.
    if (layer < 0 || !layers.every((_, i) => isAtRest(subject, i)))
      return smallestGradient(subject);
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

/** The layer whose largest |∂W| is the smallest of all. */
function smallestGradient({ start, spec }: Subject): string {
  const largest = start.gradients.map(({ weights }) => largestEntry(weights.data));
  const least = Math.min(...largest);
  return `∂W of ${spec.model.layers[largest.indexOf(least)].name} has entries up to ${shortNumber(least, 3)} before the first update`;
}

function cancels(subject: Subject, layer: number): boolean {
  const terms = termsOf(subject, layer);
  const largest = largestEntry(subject.start.gradients[layer].weights.data);
  return terms > 0 && largest <= ROUNDING * terms;
}

/** Whether nothing moves a layer: its gradients cancel, or nothing comes back to it. */
function isAtRest(subject: Subject, layer: number): boolean {
  const { weights, biases } = subject.start.gradients[layer];
  const largest = Math.max(largestEntry(weights.data), largestEntry(biases ?? []));
  return largest <= ROUNDING * termsOf(subject, layer);
}

/** At least as large as any sum of what the rows ask for, without their signs. */
function termsOf({ start }: Subject, layer: number): number {
  const { input, delta } = start.layers[layer];
  let terms = 0;
  for (let row = 0; row < delta.rows; row++) {
    let most = 0;
    for (let i = 0; i < input.cols; i++)
      most = Math.max(most, Math.abs(input.data[row * input.cols + i]));
    let error = 0;
    for (let k = 0; k < delta.cols; k++)
      error = Math.max(error, Math.abs(delta.data[row * delta.cols + k]));
    terms += most * error;
  }
  return terms;
}

function largestEntry(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}
