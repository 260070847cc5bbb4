/** A shadow of a run, with its start moved by one unit in the last place: how far digits can be trusted. */
import { createStream } from '../../../engine/rng/createStream';
import type { LayerParameters } from '../../../engine/ground/shapes';
import { formatInteger } from '../../../engine/ground/numbers';
import { Run } from '../../../engine/training/run';
import { atKey } from '../../format/core';
import type { Finding } from '../../format/finding';
import type { Prepared } from '../../prepare';

/** Name of the finding, which stands below what makes a run chaotic. */
export const DIGITS_UNTRUSTWORTHY = 'digits_untrustworthy';

/** Updates between two breaths. */
const PORTION = 256;
/** Digits of a loss that are written. */
const DIGITS = 4;

/**
 * Trains the run and its shadow; stops for a breath every few updates.
 * @returns the epoch in which their losses first differ in the fourth digit; null: in none
 */
export function* partingEpoch(prepared: Prepared): Generator<void, number | null> {
  const { spec, data, parameters, stream } = prepared;
  const other = createStream(spec.rng.type, 0);
  other.restore(stream.save());
  const run = new Run(spec, data, parameters, stream);
  const shadow = new Run(spec, data, nudged(parameters), other);
  while (!run.done || !shadow.done) {
    run.train(PORTION);
    shadow.train(PORTION);
    yield;
  }
  const { numbers, values } = run.log.slice(0);
  const at = run.columns.indexOf('loss');
  const losses = shadow.log.slice(0).values[at];
  const parted = values[at].findIndex((loss, i) => differ(loss, losses[i]));
  run.end();
  shadow.end();
  return parted < 0 ? null : numbers[parted];
}

/** What is said of a run whose digits depend on rounding. */
export function untrustworthy(epoch: number): Finding {
  const message =
    `The digits depend on rounding from epoch ${formatInteger(epoch)} on: with one weight moved by one unit in its last place, ` +
    'the loss differs in its fourth digit there. Compare such runs by their course, and not by their digits.';
  return {
    id: DIGITS_UNTRUSTWORTHY,
    severity: 'information',
    message,
    place: atKey('trainer', 'epochs'),
    evidence: { epoch },
    since: epoch,
    fixes: [],
  };
}

/** By half a unit of the last digit that is written, or one of them is no number. */
function differ(a: number, b: number | undefined): boolean {
  if (b === undefined || Number.isNaN(a) || Number.isNaN(b)) return !(Number.isNaN(a) && b !== b);
  if (a === b) return false;
  const digit = 10 ** (Math.floor(Math.log10(Math.abs(a))) + 1 - DIGITS);
  return Math.abs(a - b) > digit / 2;
}

/** The first weight that is not 0 is the next larger number in size. */
function nudged(parameters: readonly LayerParameters[]): LayerParameters[] {
  const moved = parameters.map(({ weights, biases }) => ({
    weights: { ...weights, data: weights.data.slice() },
    biases,
  }));
  for (const { weights } of moved) {
    const { data } = weights;
    const at = data.findIndex(value => value !== 0 && Number.isFinite(value));
    if (at < 0) continue;
    // The bits of a number of the same sign count up with its size.
    if (data instanceof Float32Array) new Uint32Array(data.buffer)[at]++;
    else new BigUint64Array(data.buffer)[at]++;
    break;
  }
  return moved;
}
