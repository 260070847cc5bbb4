/** A run's computation in words: the gradient of its updates, and its plotted metrics. Knows nothing of vscode. */
import { counted, formatInteger } from '../../engine/ground/numbers';
import type { LossName, LossSpec, MetricSpec } from '../../engine/ground/spec';
import { lossMetric } from '../../experiment/rules/metrics';
import { hasPenalty, penaltyInWords } from '../../experiment/rules/minimised';
import type { Experiment } from '../../experiment/fields/experiment';
import { code, markup, type Markup } from '../surfaces/markup';

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
  if (metric.type !== 'accuracy') return minimisedInWords(experiment, metric);
  const share = metric.batch_reduction === 'mean' ? 'the share' : 'the number';
  const when =
    metric.evaluate === 'running'
      ? 'of each batch, before its update'
      : 'of all rows, after the last update of an epoch';
  const rule =
    outputsOf(experiment) === 1
      ? `class 1 where the output is at least ${metric.threshold}`
      : 'the class is that of the largest output';
  return markup`${code(metric.name)} is ${share} of rows whose class is right, ${when}: ${rule}.`;
}

/** Words for the penalty that the optimiser adds to the loss, alone or with it. */
function minimisedInWords({ optimizer }: Experiment, metric: MetricSpec): Markup {
  const what =
    metric.type === 'penalty'
      ? 'what the optimiser adds to the loss'
      : 'the loss that is trained, and the penalty';
  const when =
    metric.evaluate === 'running' ? 'before each update' : 'after the last update of an epoch';
  return markup`${code(metric.name)} is ${what}, measured ${when}: ${penaltyInWords(optimizer)}.`;
}

function updateInWords(experiment: Experiment, { rows }: Batches): Markup {
  const { loss, optimizer } = experiment;
  const { learning_rate: rate, type, momentum } = optimizer;
  const isPlain = type === 'sgd' && momentum === 0;
  const rule = type === 'sgd' ? `sgd with momentum ${momentum}` : type;
  const step = isPlain
    ? `Each update steps by learning_rate ${rate} × the gradient of`
    : `Each update is a step of ${rule} along the gradient of`;
  const words = markup`${step} **${lossInWords(loss, batchOf(rows), outputsOf(experiment))}**`;
  const summed = loss.batch_reduction === 'sum' && rows > 1;
  if (!summed) return markup`${words}.`;
  const times = markup`${words}, which is ${formatInteger(rows)} times their mean`;
  if (type !== 'sgd') return markup`${times}.`;
  const acts = Number((rate * rows).toPrecision(6));
  return markup`${times}: ${rate} acts as ${acts} would with \`batch_reduction: "mean"\`.`;
}

/** A paragraph on the penalty of the optimiser; none without one. */
function penaltyOf({ optimizer }: Experiment): Markup[] {
  return hasPenalty(optimizer)
    ? [markup`The penalty is added to it: ${penaltyInWords(optimizer)}.`]
    : [];
}

function batchesInWords({ rows, perEpoch, last }: Batches, all: number): Markup {
  if (perEpoch === 1) return markup`One update an epoch, with ${rowsOf(rows)}.`;
  const shorter = last === rows ? '' : `; the last one has ${rowsOf(last)}`;
  return markup`${formatInteger(perEpoch)} updates an epoch of ${rowsOf(all)}, each with ${rowsOf(rows)}${shorter}.`;
}

function plottedInWords(
  experiment: Experiment,
  metric: MetricSpec & { type: LossName },
  { rows, perEpoch }: Batches,
): Markup {
  const { loss } = experiment;
  const outputs = outputsOf(experiment);
  const ratio = factorOf(metric, rows, outputs) / factorOf(loss, rows, outputs);
  const running = metric.evaluate === 'running';
  const batch = running ? batchOf(rows) : 'all rows';
  const same = metric.type === loss.type && ratio === 1;
  const what = same && running ? 'that same number' : lossInWords(metric, batch, outputs);
  const compared =
    metric.type === loss.type && ratio !== 1 && running
      ? `, ${ratioInWords(ratio)} what the updates follow`
      : '';
  const when = running
    ? ', measured before each update'
    : ', measured after the last update of an epoch';
  const sum = metric.epoch_reduction === 'sum';
  const over = sum ? 'the sum over its batches' : 'the mean over its batches, weighted by rows';
  const epoch = running && perEpoch > 1 ? `; an epoch shows ${over}` : '';
  return markup`The plotted ${code(metric.name)} is ${what}${compared}${when}${epoch}.`;
}

/** "the sum over the 210 rows of ½·Σ(ŷ − y)² over the 3 outputs". */
function lossInWords(spec: Reduced, batch: string, outputs: number): string {
  const { type, scale, output_reduction: reduction, batch_reduction: over } = spec;
  const factor = scale === 1 ? '' : scale === 0.5 ? '½·' : `${scale}·`;
  const single = outputs === 1 || type === 'cross_entropy';
  const combined = reduction === 'sum' ? 'Σ' : 'mean ';
  const term = single
    ? `${factor}${TERMS[type]}`
    : `${factor}${combined}${TERMS[type]} over the ${outputs} outputs`;
  return `the ${over} over ${batch} of ${term}`;
}

/** The factor before the sum of all ℓ of a batch. */
function factorOf(spec: Reduced, rows: number, outputs: number): number {
  const values = spec.type === 'cross_entropy' ? 1 : outputs;
  const perRow = spec.output_reduction === 'mean' ? values : 1;
  return spec.scale / (perRow * (spec.batch_reduction === 'mean' ? rows : 1));
}

function ratioInWords(ratio: number): string {
  const times = Number((ratio >= 1 ? ratio : 1 / ratio).toPrecision(4));
  return ratio >= 1 ? `${times} times` : `1/${times} of`;
}

function isLoss(metric: MetricSpec): metric is MetricSpec & { type: LossName } {
  return metric.type in TERMS;
}

function outputsOf({ model }: Experiment): number {
  return model.layers[model.layers.length - 1].units;
}

function batchOf(rows: number): string {
  return rows === 1 ? 'the one row of the batch' : `the ${formatInteger(rows)} rows of the batch`;
}

function rowsOf(rows: number): string {
  return counted(rows, 'row');
}
