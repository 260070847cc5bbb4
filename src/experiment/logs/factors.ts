/** Constants by which a printed loss may differ from ours, each with what explains it. */
import type { MetricSpec } from '../../engine/ground/spec';
import { valuesPerRow } from '../../engine/functions/losses';
import { t } from '../words/say';

export interface Factor {
  /** Their loss divided by ours. */
  value: number;
  /** As it is written: "½", "1/4". */
  text: string;
  /** What explains it; '' for 1. */
  why: string;
  /** Number of explanations that come together. */
  cost: number;
}

const ONE: Factor = { value: 1, text: '1', why: '', cost: 0 };

/** What the factors depend on. */
export interface Sizes {
  rows: number;
  batchRows: number;
  batches: number;
  outputs: number;
}

/** Of the loss, the likeliest first; factors of one size are one, with all their explanations. */
export function lossFactors(measured: MetricSpec, sizes: Sizes): Factor[] {
  const { rows, batchRows, batches, outputs } = sizes;
  const { type, output_reduction, batch_reduction, epoch_reduction } = measured;
  const values = type === 'objective' ? outputs : valuesPerRow(type, outputs);
  const halves: Factor[] = [
    { value: 0.5, text: '½', why: t('a ½ before the loss that ours has not'), cost: 1 },
    { value: 2, text: '2', why: t('the ½ (or `scale`) before our loss left out'), cost: 1 },
  ];
  const reduced = [
    ...reduction(rows, t('rows'), batch_reduction === 'sum'),
    ...(batches > 1 ? reduction(batchRows, t('rows of a batch'), batch_reduction === 'sum') : []),
    ...reduction(values, t('outputs'), output_reduction === 'sum'),
    ...reduction(batches, t('batches'), epoch_reduction === 'sum'),
  ];
  const both = [...pairs(halves, reduced), ...pairs(reduced.slice(0, 1), reduced.slice(1))];
  return merged([ONE, ...halves, ...reduced, ...logarithms(type), signOf(), ...both]);
}

/** Of an accuracy: a share, or in percent. */
export function accuracyFactors({ rows }: Sizes): Factor[] {
  const percent = { value: 100, text: '100', why: t('in percent'), cost: 0.25 };
  return merged([
    ONE,
    percent,
    { value: rows, text: String(rows), why: t('a count of rows'), cost: 0.5 },
  ]);
}

function reduction(count: number, noun: string, isSummed: boolean): Factor[] {
  if (count < 2) return [];
  const sum = {
    value: count,
    text: String(count),
    why: t('the sum over the {0} {1}', count, noun),
  };
  const mean = {
    value: 1 / count,
    text: `1/${count}`,
    why: t('divided by the {0} {1}', count, noun),
  };
  const [theirs, again] = isSummed ? [mean, sum] : [sum, mean];
  const where = isSummed
    ? t('{0}, where ours is their sum', theirs.why)
    : t('{0}, where ours is their mean', theirs.why);
  return [
    { ...theirs, why: where, cost: 1 },
    { ...again, why: t('{0} once more', again.why), cost: 1.5 },
  ];
}

function logarithms(type: MetricSpec['type']): Factor[] {
  if (!type.includes('cross_entropy')) return [];
  return [
    { value: Math.LOG2E, text: '1.4427', why: t('the logarithm to the base 2'), cost: 1 },
    { value: Math.LOG10E, text: '0.4343', why: t('the logarithm to the base 10'), cost: 1 },
  ];
}

function signOf(): Factor {
  return { value: -1, text: '−1', why: t('the other sign'), cost: 1 };
}

function pairs(some: readonly Factor[], others: readonly Factor[]): Factor[] {
  return some.flatMap(one =>
    others.map(other => ({
      value: one.value * other.value,
      text: `${one.text} · ${other.text}`,
      why: t('{0}, and {1}', one.why, other.why),
      cost: one.cost + other.cost,
    })),
  );
}

/** Of factors that make the same numbers, the simplest; as simple ones are named with it. */
function merged(factors: readonly Factor[]): Factor[] {
  const kept: Factor[] = [];
  for (const factor of factors) {
    const same = kept.findIndex(
      ({ value }) => Math.abs(value - factor.value) < 1e-9 * Math.abs(value),
    );
    if (same < 0) kept.push(factor);
    else if (kept[same].cost === factor.cost)
      kept[same] = { ...kept[same], why: t('{0}; or {1}', kept[same].why, factor.why) };
    else if (factor.cost < kept[same].cost) kept[same] = factor;
  }
  return kept;
}
