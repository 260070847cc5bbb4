/** Metrics of what a run minimises: the penalty of its optimiser, and the objective with it. */
import { isDecoupled } from '../../engine/ground/optimizers';
import { penaltiesOf } from '../../engine/optimizers/objective';
import type { LossSpec, MetricSpec, OptimizerSpec } from '../../engine/ground/spec';
import type { MetricSource } from '../fields/metrics';
import { atKey } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../format/finding';
import { t } from '../words/say';

const MISPLACED = ['scale', 'output_reduction', 'batch_reduction', 'threshold'] as const;

/** A penalty, or the objective: the loss as it is trained, and the penalty. */
export function minimisedOf(
  metric: MetricSource,
  type: 'penalty' | 'objective',
  loss: LossSpec,
  path: JsonPath,
  report: Report,
): MetricSpec {
  const why =
    type === 'penalty' ? 'a penalty is of no rows' : 'the objective has the loss as it is trained';
  for (const field of MISPLACED) {
    if (metric[field] === null) continue;
    const message = `\`${field}\` is not for a metric of type "${type}": ${why}.`;
    report.error('misplaced-key', message, atKey(...path, field));
  }
  const once = { scale: 1, output_reduction: 'sum', batch_reduction: 'mean' } as const;
  return {
    ...(type === 'penalty' ? once : loss),
    name: metric.name,
    type,
    epoch_reduction: metric.epoch_reduction ?? 'mean',
    evaluate: metric.evaluate ?? 'running',
    threshold: 0.5,
  };
}

/** Whether weight decay or l1 adds anything to the loss. */
export function hasPenalty(optimizer: OptimizerSpec): boolean {
  return penaltiesOf(optimizer) !== null;
}

/** "½·0.5·Σp² + 0.1·Σ|p| over all trained weights", and what is no part of it. */
export function penaltyInWords(optimizer: OptimizerSpec): string {
  const penalties = penaltiesOf(optimizer);
  const terms = [
    ...(penalties && penalties.decay > 0 ? [`½·${penalties.decay}·Σp²`] : []),
    ...(penalties && penalties.l1 > 0 ? [`${penalties.l1}·Σ|p|`] : []),
  ];
  const sum = terms.join(' + ');
  const overAll =
    penalties?.biases === false
      ? t('{0} over all trained weights', sum)
      : t('{0} over all trained parameters', sum);
  const added = penalties ? overAll : t('nothing is added here');
  return isDecoupled(optimizer) && optimizer.weight_decay > 0
    ? t('{0}, and the decoupled weight decay of {1} is no part of it', added, optimizer.type)
    : added;
}
