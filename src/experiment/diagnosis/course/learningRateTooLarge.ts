/** Steps that overshoot: the loss rises, or units are thrown to where nothing brings them back. */
import { counted, percent, shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import type { Fix } from '../../format/finding';
import { unitsNeverOn } from '../network/deadUnits';
import { rms } from '../network/initialWeights';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import type { End, Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';
import { finiteOf, riseShare } from './curve';
import { type Sign, swings, throwsWeights } from './longSteps';
import { safeRate } from '../stability/safeRate';

/** Above the loss of the best constant and of the start by this factor, a run has diverged. */
const DIVERGED = 1.1;
/** A rise of the loss from one epoch to the next by this factor is a jump. */
const JUMP = 1.2;
/** Share of the epochs that jump. */
const MOST_JUMPS = 0.1;
/** The same of plain gradient descent. */
const FEW_JUMPS = 0.01;
/** Share of the epochs in which the loss rises at all: one that falls steadily is on its way. */
const UNSTEADY = 0.25;
/** A loss that was ever above its start by this factor. */
const SPIKE = 3;
/** Weights that have grown by this factor have been thrown, not moved. */
const GROWN = 6;
/** √fan_in · rms(W), from which on it counts. */
const LEAST_GAIN = 0.5;

export const learningRateTooLarge: Producer = {
  id: 'learning_rate_too_large',
  explains: [
    ...UNLEARNED,
    'vanishing_gradient',
    'exploding_gradient',
    'overfitting',
    'no_hidden_layer',
  ],
  find(subject) {
    const { end, spec } = subject;
    if (!end) return null;
    const sign = overshooting(subject, end);
    if (!sign) return riseWords(end);
    const { learning_rate: rate } = spec.optimizer;
    const safe = safeRate(subject);
    const bound =
      safe !== null && safe < rate
        ? `At the initial weights the slope can be followed up to ${shortNumber(safe, 3)}, which is 2/λ_max.`
        : 'A smaller one follows the slope.';
    const message = `The learning rate of ${shortNumber(rate)} is too large: ${sign.words}. ${bound}`;
    return {
      place: atValue('optimizer', 'learning_rate'),
      message,
      evidence: {
        learning_rate: rate,
        ...sign.evidence,
        ...(safe === null ? {} : { largest_safe_rate: safe }),
      },
      since: firstJump(end),
      picture: lossChart(subject, end),
      candidates: smallerRates(rate, safe),
    };
  },
};

/** How often the loss rises. */
export function riseWords({ columns }: End): string {
  const share = riseShare(finiteOf(columns.get('loss')), 1);
  return share === 0
    ? 'the loss never rises'
    : `the loss rises in ${percent(share)} of the epochs, and never far`;
}

/**
 * Plain gradient descent on all rows: at a rate that follows the slope its loss never rises. With
 * batches, or a momentum, it may.
 */
function isDescent({ spec: { trainer, optimizer }, prepared }: Subject): boolean {
  const { batch_size: size } = trainer;
  const whole = size === 'full' || size >= prepared.data.train.x.rows;
  return whole && optimizer.type === 'sgd' && optimizer.momentum === 0;
}

/** What shows that the steps overshoot; null where nothing does. */
export function overshooting(subject: Subject, end: End): Sign | null {
  const { start, constant } = subject;
  const { loss } = end.snapshot;
  if (end.failure !== null || !Number.isFinite(loss)) {
    const step = end.failure?.step ?? end.steps;
    return { words: `the numbers left the finite range at step ${step}`, evidence: { step } };
  }
  if (loss > DIVERGED * Math.max(constant, start.loss)) {
    const words = `the loss has risen from ${shortNumber(start.loss)} to ${shortNumber(loss)}; that of the best constant answer is ${shortNumber(constant)}`;
    return { words, evidence: { start: start.loss, loss, constant } };
  }
  const losses = finiteOf(end.columns.get('loss'));
  if (loss > DIVERGED * constant && loss > start.loss / 2 && riseShare(losses, 1) > UNSTEADY) {
    const words = `the loss is ${shortNumber(loss)}, more than the ${shortNumber(constant)} of the best constant answer`;
    return { words, evidence: { loss, constant } };
  }
  const jumps = riseShare(losses, JUMP);
  if (losses.length > 4 && jumps > (isDescent(subject) ? FEW_JUMPS : MOST_JUMPS)) {
    const words = `the loss jumps up by more than a fifth in ${percent(jumps)} of the epochs`;
    return { words, evidence: { jumps } };
  }
  return (
    spiked(losses) ??
    died(subject, end) ??
    grown(subject, end) ??
    swings(losses) ??
    throwsWeights(subject)
  );
}

/** The epoch in which the loss first jumps up, or first rises; of a loss that never does, none. */
export function firstJump({ columns, epochs }: End): number | undefined {
  const losses = columns.get('loss') ?? new Float64Array();
  const rises = (factor: number): number =>
    losses.findIndex((loss, i) => i > 0 && !(loss <= factor * losses[i - 1]));
  const jump = rises(JUMP);
  const at = jump < 0 ? rises(1) : jump;
  return at < 0 ? undefined : epochs[at];
}

/** Once thrown far away, and no better than at the start. */
function spiked(losses: Float64Array): Sign | null {
  const last = losses.at(-1) ?? NaN;
  const most = losses.reduce((a, b) => Math.max(a, b), 0);
  const at = losses.indexOf(most);
  if (!(most > SPIKE * Math.max(losses[0], last)) || at === 0) return null;
  const words = `the loss rose to ${shortNumber(most)} in epoch ${at + 1}`;
  return { words, evidence: { most, epoch: at + 1 } };
}

/** Relus that worked at the start, and are off for every row now. */
function died({ start, spec }: Subject, { snapshot }: End): Sign | null {
  for (const [layer, { activation, units }] of spec.model.layers.entries()) {
    if (activation !== 'relu') continue;
    const before = unitsNeverOn(start, layer).length;
    const now = unitsNeverOn(snapshot, layer).length;
    if (now < units / 2 || now < 2 * before + 2) continue;
    const words = `it has thrown ${counted(now - before, 'relu')} of layer ${layer + 1} to where ${now - before === 1 ? 'it is' : 'they are'} off for every row`;
    return { words, evidence: { dead: now - before } };
  }
  return null;
}

/** Weights that have grown, and answers no better than a constant. */
function grown({ start, constant }: Subject, { snapshot }: End): Sign | null {
  const factors = snapshot.parameters.map(({ weights }, i) => {
    const before = rms(start.parameters[i].weights.data);
    // A few weights may begin near 0 by chance: they only grow to where others begin.
    const usual = Math.max(before, LEAST_GAIN / Math.sqrt(weights.rows));
    return before === 0 ? 1 : rms(weights.data) / usual;
  });
  const factor = Math.max(...factors);
  if (factor < GROWN || snapshot.loss < 0.9 * constant) return null;
  const words = `the weights have grown to ${shortNumber(factor, 2)} times their size, and the loss is no better than that of a constant answer`;
  return { words, evidence: { grown: factor } };
}

/** @param safe a rate that is known to be safe at the start; null: none is */
export function smallerRates(rate: number, safe: number | null = null): Fix[] {
  const below = safe !== null && safe < rate ? [safe * 0.9, safe * 0.3] : [];
  const rates = [...below, rate / 10, rate / 100, rate / 1000];
  return rates.map(each => {
    const smaller = Number(each.toPrecision(2));
    const path = ['optimizer', 'learning_rate'];
    return replaceValue(`Set learning_rate to ${smaller}`, path, smaller);
  });
}
