/** Weights that begin so large that the units start at their flat ends. */
import { percent } from '../../../engine/ground/numbers';
import type { ActivationName } from '../../../engine/ground/spec';
import { replaceValue } from '../../format/core';
import { zSpread } from '../pictures';
import type { Producer, Said } from '../producer';
import type { End, Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';
import { saidOf } from './initialWeights';

/** Below this |f′(z)| a unit is flat. */
export const FLAT = 0.01;
/** A layer is saturated where this share of its slopes is flat. */
export const SATURATED = 0.75;
/** |z| at which f′(z) is FLAT: of σ(1 − σ), 1 − tanh² and 1/(1 + |z|)². */
const FLAT_FROM: Partial<Record<ActivationName, number>> = {
  sigmoid: 4.585,
  tanh: 2.993,
  softsign: 9,
};
/** A single output that is nearly flat and answers most rows wrongly, with a loss that multiplies by f′. */
const NEARLY_FLAT = 0.03;
const MOST_WRONG = 0.5;

export const initialWeightsSaturate: Producer = {
  id: 'initial_weights_saturate',
  always: true,
  explains: [
    ...UNLEARNED,
    'vanishing_gradient',
    'exploding_gradient',
    'learning_rate_too_large',
    'overfitting',
    'initial_weights_too_large',
  ],
  find(subject) {
    const { end, spec } = subject;
    const { layers } = spec.model;
    const shares = layers.slice(0, -1).map((_, i) => flatShare(subject, i));
    const flat = shares.findIndex(share => share >= SATURATED);
    if (flat < 0) {
      const said = end?.learned && !startsLate(end) ? null : output(subject);
      return said ?? flattest(subject, shares);
    }
    const worst = shares[flat];
    const words = (name: string): string =>
      `The units of ${name} begin saturated: ${percent(worst)} of all f′(z) are below ${FLAT} before the first update, so that hardly any gradient gets through. ` +
      'Smaller initial weights, around 0, keep them where they have a slope.';
    const picture = zSpread(subject, flat, FLAT_FROM[layers[flat].activation] ?? Infinity);
    return { ...saidOf(subject, flat, words, { share: worst }), tensor: 'slope', picture };
  },
};

/** The hidden layer with the largest share of flat slopes. */
function flattest({ spec }: Subject, shares: readonly number[]): string {
  if (shares.length === 0) return 'there is no hidden layer';
  const most = Math.max(...shares);
  return `in ${spec.model.layers[shares.indexOf(most)].name} ${percent(most)} of all f′(z) are below ${FLAT} before the first update`;
}

/** Whether the loss had not fallen to the middle between its first and last value in a third of the run. */
function startsLate({ columns }: End): boolean {
  const losses = columns.get('loss');
  if (!losses || losses.length < 10) return false;
  const middle = (losses[0] + losses[losses.length - 1]) / 2;
  return losses.findIndex(loss => loss < middle) > losses.length / 3;
}

/** Share of the slopes of a layer that are flat at the start. */
export function flatShare({ start, spec }: Subject, layer: number): number {
  const { slope } = start.layers[layer];
  if (!slope || FLAT_FROM[spec.model.layers[layer].activation] === undefined) return 0;
  return slope.data.filter(value => Math.abs(value) < FLAT).length / slope.data.length;
}

/** A saturated output under a squared error: its own slope holds the gradient back. */
function output(subject: Subject): Said | null {
  const { start, spec, train } = subject;
  const last = spec.model.layers.length - 1;
  const { slope } = start.layers[last];
  const isSquared = ['mse', 'mae', 'huber'].includes(spec.loss.type);
  if (!slope || !isSquared || FLAT_FROM[spec.model.layers[last].activation] === undefined)
    return null;
  const stuck = slope.data.filter(
    (value, i) =>
      Math.abs(value) < NEARLY_FLAT &&
      Math.abs(start.outputs.data[i] - train.y.data[i]) > MOST_WRONG,
  ).length;
  const share = stuck / slope.data.length;
  if (share < SATURATED) return null;
  const words = (name: string): string =>
    `The output of ${name} begins saturated at the wrong end for ${percent(share)} of its targets: f′(z) is below ${NEARLY_FLAT}, and the gradient of ${spec.loss.type} is multiplied by it. ` +
    'Smaller initial weights help, or cross-entropy, whose gradient is not.';
  const said = saidOf(subject, last, words, { share });
  const isUnit = train.y.data.every(value => value >= 0 && value <= 1);
  const canBeEntropy = isUnit && spec.model.layers[last].activation === 'sigmoid';
  const entropy = replaceValue(
    'Set loss to "binary_cross_entropy"',
    ['loss', 'type'],
    'binary_cross_entropy',
  );
  const candidates = [...(said.candidates ?? []), ...(canBeEntropy ? [entropy] : [])];
  const picture = zSpread(subject, last, FLAT_FROM[spec.model.layers[last].activation] ?? Infinity);
  return { ...said, tensor: 'slope', candidates, picture };
}
