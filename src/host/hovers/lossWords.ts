/** A run's computation in words: the gradient of its updates, and its plotted metrics. Knows nothing of vscode. */
import { formatInteger } from '../../engine/ground/numbers';
import type { LossName, LossSpec, MetricSpec } from '../../engine/ground/spec';
import { lossMetric } from '../../experiment/rules/metrics';
import { hasPenalty, penaltyInWords } from '../../experiment/rules/minimised';
import type { Experiment } from '../../experiment/fields/experiment';
import { code, filled, markup, type Markup } from '../surfaces/markup';
import { plural, t } from '../words/say';

/** ℓ of one output; of one row for cross_entropy. */
const TERMS: Record<LossName, string> = {
  mse: '(ŷ − y)²',
  mae: '|ŷ − y|',
  huber: 'huber(ŷ − y)',
  binary_cross_entropy: '(−y ln p − (1 − y) ln(1 − p))',
  cross_entropy: '(−Σ y ln p)',
  hinge: 'max(0, 1 − y·ŷ)',
};

type Reduced = Pick<LossSpec, 'scale' | 'output_reduction' | 'batch_reduction'> & {
  type: LossName;
};

/** Sizes of the batches of an epoch. */
export interface Batches {
  /** Rows of a full batch. */
  rows: number;
  perEpoch: number;
  /** Rows of the last batch. */
  last: number;
}

/** @param rows of the training part */
export function batchesOf({ trainer }: Experiment, rows: number): Batches {
  const size = trainer.batch_size === 'full' ? rows : Math.min(trainer.batch_size, rows);
  const rest = rows % size;
  const short = rest > 0 && !trainer.drop_last;
  return {
    rows: size,
    perEpoch: Math.floor(rows / size) + (short ? 1 : 0),
    last: short ? rest : size,
  };
}

/** Paragraphs on the gradient of an update and the plotted metrics. @param rows of the training part */
export function runInWords(experiment: Experiment, rows: number): Markup[] {
  const batches = batchesOf(experiment, rows);
  const plotted = (experiment.metrics ?? [lossMetric(experiment.loss)])
    .filter(isLoss)
    .map(metric => plottedInWords(experiment, metric, batches));
  return [
    updateInWords(experiment, batches),
    ...penaltyOf(experiment),
    batchesInWords(batches, rows),
    ...plotted,
  ];
}

/** A paragraph on one metric. */
export function metricInWords(experiment: Experiment, metric: MetricSpec, rows: number): Markup {
  if (isLoss(metric)) return plottedInWords(experiment, metric, batchesOf(experiment, rows));
  return metric.type === 'accuracy'
    ? accuracyInWords(experiment, metric)
    : minimisedInWords(experiment, metric);
}

function accuracyInWords(experiment: Experiment, metric: MetricSpec): Markup {
  const { threshold, batch_reduction: over } = metric;
  const rule =
    outputsOf(experiment) === 1
      ? t('class 1 where the output is at least {0}', threshold)
      : t('the class is that of the largest output');
  const share =
    metric.evaluate === 'running'
      ? t('{0} is the share of rows whose class is right, of each batch, before its update: {1}.')
      : t(
          '{0} is the share of rows whose class is right, of all rows, after the last update of an epoch: {1}.',
        );
  const number =
    metric.evaluate === 'running'
      ? t('{0} is the number of rows whose class is right, of each batch, before its update: {1}.')
      : t(
          '{0} is the number of rows whose class is right, of all rows, after the last update of an epoch: {1}.',
        );
  return filled(over === 'mean' ? share : number, code(metric.name), rule);
}

/** Words for the penalty that the optimiser adds to the loss, alone or with it. */
function minimisedInWords({ optimizer }: Experiment, metric: MetricSpec): Markup {
  const running = metric.evaluate === 'running';
  const penalty = running
    ? t('{0} is what the optimiser adds to the loss, measured before each update: {1}.')
    : t(
        '{0} is what the optimiser adds to the loss, measured after the last update of an epoch: {1}.',
      );
  const both = running
    ? t('{0} is the loss that is trained, and the penalty, measured before each update: {1}.')
    : t(
        '{0} is the loss that is trained, and the penalty, measured after the last update of an epoch: {1}.',
      );
  const words = metric.type === 'penalty' ? penalty : both;
  return filled(words, code(metric.name), penaltyInWords(optimizer));
}

function updateInWords(experiment: Experiment, { rows }: Batches): Markup {
  const { loss, optimizer } = experiment;
  const { learning_rate: rate, type, momentum } = optimizer;
  const isPlain = type === 'sgd' && momentum === 0;
  const rule = type === 'sgd' ? t('sgd with momentum {0}', momentum) : type;
  const minimised = markup`**${lossInWords(loss, batchOf(rows), outputsOf(experiment))}**`;
  const acts = Number((rate * rows).toPrecision(6));
  const times = formatInteger(rows);
  if (loss.batch_reduction !== 'sum' || rows === 1) {
    return isPlain
      ? filled(
          t('Each update steps by learning_rate {0} × the gradient of {1}.'),
          ...[rate, minimised],
        )
      : filled(t('Each update is a step of {0} along the gradient of {1}.'), rule, minimised);
  }
  if (isPlain) {
    return filled(
      t(
        'Each update steps by learning_rate {0} × the gradient of {1}, which is {2} times their mean: {0} acts as {3} would with {4}.',
      ),
      ...[rate, minimised, times, acts, MEAN],
    );
  }
  return type === 'sgd'
    ? filled(
        t(
          'Each update is a step of {0} along the gradient of {1}, which is {2} times their mean: {3} acts as {4} would with {5}.',
        ),
        ...[rule, minimised, times, rate, acts, MEAN],
      )
    : filled(
        t('Each update is a step of {0} along the gradient of {1}, which is {2} times their mean.'),
        ...[rule, minimised, times],
      );
}

const MEAN = code('batch_reduction: "mean"');

/** A paragraph on the penalty of the optimiser; none without one. */
function penaltyOf({ optimizer }: Experiment): Markup[] {
  return hasPenalty(optimizer)
    ? [filled(t('The penalty is added to it: {0}.'), penaltyInWords(optimizer))]
    : [];
}

function batchesInWords({ rows, perEpoch, last }: Batches, all: number): Markup {
  if (perEpoch === 1) return filled(t('One update an epoch, with {0}.'), rowsOf(rows));
  const given = [formatInteger(perEpoch), rowsOf(all), rowsOf(rows)];
  return last === rows
    ? filled(t('{0} updates an epoch of {1}, each with {2}.'), ...given)
    : filled(
        t('{0} updates an epoch of {1}, each with {2}; the last one has {3}.'),
        ...[...given, rowsOf(last)],
      );
}

function plottedInWords(
  experiment: Experiment,
  metric: MetricSpec & { type: LossName },
  { rows, perEpoch }: Batches,
): Markup {
  const { loss } = experiment;
  const outputs = outputsOf(experiment);
  const name = code(metric.name);
  if (metric.evaluate !== 'running') {
    return filled(
      t('The plotted {0} is {1}, measured after the last update of an epoch.'),
      ...[name, lossInWords(metric, t('all rows'), outputs)],
    );
  }
  const ratio = factorOf(metric, rows, outputs) / factorOf(loss, rows, outputs);
  const what = comparedInWords(
    metric.type === loss.type ? ratio : null,
    lossInWords(metric, batchOf(rows), outputs),
  );
  return filled(measuredOf(metric, perEpoch), name, what);
}

/** What is plotted of an epoch: {0} the metric, {1} what it is. */
function measuredOf({ epoch_reduction: over }: MetricSpec, perEpoch: number): string {
  if (perEpoch === 1) return t('The plotted {0} is {1}, measured before each update.');
  return over === 'sum'
    ? t(
        'The plotted {0} is {1}, measured before each update; an epoch shows the sum over its batches.',
      )
    : t(
        'The plotted {0} is {1}, measured before each update; an epoch shows the mean over its batches, weighted by rows.',
      );
}

/** @param ratio to what the updates follow; null where that is another loss */
function comparedInWords(ratio: number | null, words: string): string {
  if (ratio === null) return words;
  if (ratio === 1) return t('that same number');
  const times = Number((ratio > 1 ? ratio : 1 / ratio).toPrecision(4));
  return ratio > 1
    ? t('{0}, {1} times what the updates follow', words, times)
    : t('{0}, 1/{1} of what the updates follow', words, times);
}

/** "the sum over the 210 rows of ½·Σ(ŷ − y)² over the 3 outputs". */
function lossInWords(spec: Reduced, batch: string, outputs: number): string {
  const { type, scale, output_reduction: reduction, batch_reduction: over } = spec;
  const factor = scale === 1 ? '' : scale === 0.5 ? '½·' : `${scale}·`;
  const term =
    outputs === 1 || type === 'cross_entropy'
      ? `${factor}${TERMS[type]}`
      : reducedTerm(factor, TERMS[type], reduction, outputs);
  return over === 'sum'
    ? t('the sum over {0} of {1}', batch, term)
    : t('the mean over {0} of {1}', batch, term);
}

function reducedTerm(
  factor: string,
  term: string,
  reduction: Reduced['output_reduction'],
  outputs: number,
): string {
  return reduction === 'sum'
    ? t('{0}Σ{1} over the {2} outputs', factor, term, outputs)
    : t('{0}mean {1} over the {2} outputs', factor, term, outputs);
}

/** The factor before the sum of all ℓ of a batch. */
function factorOf(spec: Reduced, rows: number, outputs: number): number {
  const values = spec.type === 'cross_entropy' ? 1 : outputs;
  const perRow = spec.output_reduction === 'mean' ? values : 1;
  return spec.scale / (perRow * (spec.batch_reduction === 'mean' ? rows : 1));
}

function isLoss(metric: MetricSpec): metric is MetricSpec & { type: LossName } {
  return metric.type in TERMS;
}

function outputsOf({ model }: Experiment): number {
  return model.layers[model.layers.length - 1].units;
}

function batchOf(rows: number): string {
  return plural(rows, 'the one row of the batch', 'the {0} rows of the batch');
}

function rowsOf(rows: number): string {
  return plural(rows, '{0} row', '{0} rows');
}
