/** A metric that looks good, or bad, for a reason that is not the network. */
import { correctRows } from '../../../engine/functions/metrics';
import { percent, shortNumber } from '../../../engine/ground/numbers';
import type { DataParts, MetricSpec } from '../../../engine/ground/spec';
import { hasMasks } from '../../../engine/network/masks/masks';
import { metricsOf } from '../../../engine/training/recording/epochRecorder';
import { atKey, atValue } from '../../format/core';
import type { Place } from '../../format/finding';
import { classBars } from '../pictures';
import type { Producer, Said } from '../producer';
import { classesOf } from '../subject/rows';
import type { End, Subject } from '../subject/subject';

/** Share of a part's rows that are of one class. */
const LARGE = 0.97;
const LEAST_ROWS = 20;
/** Share of the way from the accuracy of that class to 1 beyond which it tells something. */
const TELLING = 0.5;
/** By how much the running epoch's measure is worse than that of other rows: an accuracy, and a loss. */
const APART = 0.02;
const TIMES = 1.5;
/** Share of the best constant's loss below which a loss is small, however it is measured. */
const SMALL = 0.02;

const PARTS = [
  { part: 'train', prefix: '', rowsName: 'training' },
  { part: 'validation', prefix: 'val_', rowsName: 'validation' },
  { part: 'test', prefix: 'test_', rowsName: 'test' },
] as const satisfies { part: keyof DataParts; prefix: string; rowsName: string }[];

export const metricMisleads: Producer = {
  id: 'metric_misleads',
  always: true,
  explains: [],
  find(subject) {
    return ofOneClass(subject) ?? ofRunningEpoch(subject) ?? largestShare(subject);
  },
};

/** What an accuracy is to be held against. */
function largestShare({ areClasses, prepared }: Subject): string {
  const counts = areClasses ? countsOf(prepared.data, 'train') : null;
  if (!counts) return 'the targets are no classes';
  const rows = counts.reduce((sum, count) => sum + count, 0);
  return `the largest class has ${percent(Math.max(...counts) / rows)} of the training rows`;
}

/** Accuracy on rows of which nearly all are of one class: of each part, whatever the others hold. */
function ofOneClass({ areClasses, end, prepared, spec }: Subject): Said | null {
  const metric = spec.metrics.find(({ type }) => type === 'accuracy');
  if (!metric || !areClasses) return null;
  const classes = countsOf(prepared.data, 'train');
  // Where there is only one class nothing can be told apart, and nothing is claimed.
  if (!classes || classes.filter(count => count > 0).length < 2) return null;
  for (const { part, prefix, rowsName } of PARTS) {
    const counts = countsOf(prepared.data, part);
    if (!counts) continue;
    const rows = counts.reduce((sum, count) => sum + count, 0);
    const most = Math.max(...counts);
    const share = most / rows;
    if (rows < LEAST_ROWS || share < LARGE) continue;
    const column = `${prefix}${metric.name}`;
    const last = end?.columns.get(column)?.at(-1) ?? NaN;
    if (share < 1 && last >= share + TELLING * (1 - share)) continue;
    const now = Number.isFinite(last) ? `, and the network has ${shortNumber(last, 3)}` : '';
    const helps =
      share < 1
        ? 'Judge by the loss, and by the rows that are found of the other classes.'
        : 'Measure on rows of every class: `split` draws them from the training rows.';
    const message =
      `\`${column}\` tells hardly anything: ${most} of ${rows} ${rowsName} rows are of one class, ` +
      `so that always naming it makes ${shortNumber(share, 3)}${now}. ${helps}`;
    return {
      place: placeOf(prepared, atKey('data', part)),
      message,
      ...(end?.learned ? { severity: 'information' as const } : {}),
      evidence: { share, ...(Number.isFinite(last) ? { last } : {}) },
      picture: classBars(counts, `The ${rowsName} rows of each class.`, counts.indexOf(most)),
    };
  }
  return null;
}

/** What is measured where the file says it, else what it is measured of. */
function placeOf({ metricsWritten }: Subject['prepared'], other: Place): Place {
  return metricsWritten ? atValue('metrics') : other;
}

/** Rows of each class; null where there is no such part. */
function countsOf(data: DataParts, part: keyof DataParts): number[] | null {
  const y = data[part]?.y;
  if (!y) return null;
  const counts = new Array<number>(Math.max(2, y.cols)).fill(0);
  for (const label of classesOf(y)) counts[label]++;
  return counts;
}

/**
 * The training rows look worse than others only because they are measured while the weights still
 * change, or with units dropped out: measured as the others are, they are answered as well or better.
 */
function ofRunningEpoch(subject: Subject): Said | null {
  const { end, train, prepared, spec } = subject;
  const looksAtAll = train.x.rows === prepared.data.train.x.rows;
  if (!end?.done || end.failure || !looksAtAll) return null;
  for (const metric of metricsOf(spec).filter(({ evaluate }) => evaluate === 'running')) {
    const own = measuredAtEnd(subject, end, metric);
    const running = end.columns.get(metric.name)?.at(-1);
    const prefix = prepared.data.validation ? 'val_' : 'test_';
    const other = end.columns.get(`${prefix}${metric.name}`)?.at(-1);
    if (own === null || running === undefined || other === undefined) continue;
    const isAccuracy = metric.type === 'accuracy';
    if (!isAccuracy && running < SMALL * subject.constant) continue;
    const isWorse = isAccuracy ? other - running >= APART : running >= TIMES * other;
    const isAsGood = isAccuracy ? own >= other : own <= other;
    if (!isWorse || !isAsGood) continue;
    const message =
      `\`${metric.name}\` of ${shortNumber(running, 3)} cannot be held against \`${prefix}${metric.name}\` of ${shortNumber(other, 3)}: it is measured while the epoch goes on${hasMasks(spec.model) ? ', with units dropped out' : ''}, and the other once it is done, when the training rows have ${shortNumber(own, 3)}. ` +
      'To compare the two, measure both then: `"evaluate": "end_of_epoch"` in `metrics`.';
    return {
      place: placeOf(prepared, atKey('loss')),
      message,
      severity: 'information',
      evidence: { running, own, other },
      picture: {
        kind: 'bars',
        caption: `${metric.name} of the training rows in the last epoch and after it, and of the other rows.`,
        log: false,
        bars: [
          { name: 'during', value: running, marked: true },
          { name: 'after', value: own, marked: false },
          { name: `${prefix}${metric.name}`, value: other, marked: false },
        ],
      },
    };
  }
  return null;
}

/** The metric over the training rows at the parameters of the end; null where it is no plain mean over them. */
function measuredAtEnd({ train, spec }: Subject, end: End, metric: MetricSpec): number | null {
  const { outputs, loss } = end.snapshot;
  if (metric.type === 'accuracy') {
    return correctRows(outputs, train.y, metric.threshold) / train.y.rows;
  }
  const { type, scale, output_reduction } = spec.loss;
  const isTheLoss =
    metric.type === type && metric.scale === scale && metric.output_reduction === output_reduction;
  const isMean = metric.batch_reduction === 'mean' && metric.epoch_reduction === 'mean';
  return isTheLoss && isMean ? loss : null;
}
