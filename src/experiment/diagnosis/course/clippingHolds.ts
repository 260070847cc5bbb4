/** Gradients that are cut to so little that the run hardly moves. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import type { Snapshot } from '../subject/snapshot';
import type { Subject } from '../subject/subject';
import { finiteOf, riseShare } from './curve';
import { learningRateTooSmall } from './learningRateTooSmall';

/** Share of its length that is left of a gradient, at most. */
const HELD = 0.1;
/** Share of the epochs in which the loss may rise: a run that is held falls. */
const MOST_RISES = 0.5;
/** Bounds that are tried. */
const WIDER = [1, 5];

/** The rate is not what is small, but what it multiplies: it shows alike, and a larger rate helps, too. */
export const clippingHolds: Producer = {
  id: learningRateTooSmall.id,
  atEnd: true,
  explains: [learningRateTooSmall.id, ...learningRateTooSmall.explains],
  find(subject) {
    const { end, start, spec } = subject;
    const { type, gradient_clipping: clipping } = spec.optimizer;
    // All others divide by the size of the gradients, and so by what the clipping has made of it.
    if (!end || !clipping || type !== 'sgd') return null;
    const [first, last] = [start, end.snapshot].map(at => shareLeft(subject, at));
    if (first > HELD || last > HELD) return null;
    if (riseShare(finiteOf(end.columns.get('loss')), 1) > MOST_RISES) return null;
    const kind = 'norm' in clipping ? 'norm' : 'value';
    const bound = 'norm' in clipping ? clipping.norm : clipping.value;
    const path = ['optimizer', 'gradient_clipping', kind];
    const message =
      `The steps are too small: gradient_clipping leaves ${shortNumber(100 * first, 2)} % of the gradient at the start and ${shortNumber(100 * last, 2)} % at the end, which makes the learning rate as many times smaller. ` +
      'A bound is for the few gradients that stand out.';
    return {
      place: atValue(...path),
      message,
      evidence: { bound, first, last },
      picture: lossChart(subject, end),
      candidates: WIDER.filter(wider => wider > bound).map(wider =>
        replaceValue(`Set ${kind} to ${wider}`, path, wider),
      ),
    };
  },
};

/** ‖clipped gradient‖ / ‖gradient‖ of all rows, as it is trained. */
function shareLeft({ spec, prepared }: Subject, { gradients }: Snapshot): number {
  const { batch_size: size } = spec.trainer;
  const all = prepared.data.train.x.rows;
  const rows = size === 'full' ? all : Math.min(size, all);
  const factor = spec.loss.batch_reduction === 'sum' ? rows : 1;
  const { gradient_clipping: clipping } = spec.optimizer;
  const limit = clipping && 'value' in clipping ? clipping.value : Infinity;
  let squares = 0;
  let left = 0;
  for (const { weights, biases } of gradients)
    for (const values of biases ? [weights.data, biases] : [weights.data])
      for (const value of values) {
        squares += (factor * value) ** 2;
        left += Math.min(Math.abs(factor * value), limit) ** 2;
      }
  const norm = clipping && 'norm' in clipping ? clipping.norm ** 2 : Infinity;
  return squares === 0 ? 1 : Math.sqrt(Math.min(left, norm) / squares);
}
