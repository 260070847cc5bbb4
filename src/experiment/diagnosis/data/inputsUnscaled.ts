/** Columns far from mean 0 and deviation 1. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { inputBars } from '../pictures';
import type { Producer } from '../producer';
import { flatShare, SATURATED } from '../network/initialWeightsSaturate';
import { gainOf } from '../network/initialWeights';
import { columnOf, spreadOf, type Spread } from '../subject/rows';
import type { Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';

/** A root mean square that is too large by itself. */
const LARGE = 64;
/** Deviations from which a mean is nearly one constant for all rows. */
const OFFSET = 15;
/** Deviations of two columns that differ by this factor. */
const APART = 50;
/** What weights of a usual size multiply the size of what comes in by, at most. */
const USUAL_GAIN = 2;
/** Below this size none of these matters. */
const SMALL = 4;

export const inputsUnscaled: Producer = {
  id: 'inputs_unscaled',
  ofFile: true,
  explains: [
    ...UNLEARNED,
    'learning_rate_too_large',
    'momentum_too_high',
    'loss_summed_over_batch',
    'dead_units',
    'initial_weights_too_large',
    'initial_weights_saturate',
    'exploding_gradient',
    'vanishing_gradient',
    'not_finite',
  ],
  find(subject) {
    const { x } = subject.train;
    const { summary } = subject.prepared;
    if (summary.image && summary.scaling === null && x.data.every(value => Math.abs(value) <= 1)) {
      return 'the inputs are pixels between 0 and 1';
    }
    const spreads = Array.from({ length: x.cols }, (_, col) => spreadOf(columnOf(x, col)));
    const worst = spreads.reduce(
      (most, each, col) => (sizeOf(each) > sizeOf(spreads[most]) ? col : most),
      0,
    );
    const spread = spreads[worst];
    if (x.rows < 2) return 'there is a single row';
    const name = summary.featureNames[worst];
    const size = `${name} has mean ${shortNumber(spread.mean, 3)} and deviation ${shortNumber(spread.std, 3)}`;
    if (!isUnscaled(spread, spreads) && !saturates(subject, spread))
      return `of the inputs ${size}, the most of all`;
    const message =
      `The inputs are not scaled: ${size}. ` +
      'One learning rate cannot suit columns of such different sizes, and large numbers drive the units to their ends. Mean 0 and deviation 1 suit them.';
    return {
      place: atValue('data', 'normalization'),
      message,
      evidence: { column: worst, mean: spread.mean, std: spread.std },
      picture: inputBars(subject, spreads.map(sizeOf), worst),
      candidates: [
        replaceValue('Set normalization to "zscore"', ['data', 'normalization'], 'zscore'),
        replaceValue('Set normalization to "minmax"', ['data', 'normalization'], 'minmax'),
      ],
    };
  },
};

/** Root mean square; 0 of a constant column, which is found elsewhere. */
function sizeOf({ mean, std }: Spread): number {
  return std <= 1e-9 * Math.abs(mean) ? 0 : Math.hypot(mean, std);
}

/** The first units begin at their flat ends by the size of what comes in, and not by their weights. */
function saturates(subject: Subject, largest: Spread): boolean {
  if (sizeOf(largest) < SMALL || subject.spec.model.layers.length < 2) return false;
  const gain = gainOf(subject, 0) ?? 1;
  return gain <= USUAL_GAIN && flatShare(subject, 0) >= SATURATED;
}

function isUnscaled(largest: Spread, all: readonly Spread[]): boolean {
  const most = sizeOf(largest);
  if (most < SMALL) return false;
  if (most > LARGE || Math.abs(largest.mean) > OFFSET * largest.std) return true;
  const deviations = all.filter(each => sizeOf(each) > 0).map(({ std }) => std);
  return Math.max(...deviations) > APART * Math.min(...deviations);
}
