/** Metrics in full: what a name, or a half-written metric, stands for. */
import { dependsOnRows } from '../../engine/functions/metrics';
import { LOSSES } from '../../engine/ground/spec';
import type { EarlyStoppingSpec, LossName, LossSpec, MetricSpec } from '../../engine/ground/spec';
import type { Experiment, ExperimentSource } from '../fields/experiment';
import type { MetricSource } from '../fields/metrics';
import { atKey, atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import { nearest } from '../format/suggest';
import type { JsonPath } from '../format/finding';
import { LOG_NAMES } from '../notation/logFormat';
import { minimisedOf } from './minimised';
import { checkOutput, outputReduction } from './training';

/** What the default threshold depends on, in a file as in a checked experiment. */
type Threshold = Pick<Experiment, 'data' | 'model'> & { loss: Pick<LossSpec, 'type'> };

const LOSS_FIELDS = ['scale', 'output_reduction', 'batch_reduction', 'epoch_reduction'] as const;

/** The plain loss: as trained, before each update. */
export function lossMetric(loss: LossSpec): MetricSpec {
  return {
    name: 'loss',
    ...loss,
    epoch_reduction: 'mean',
    evaluate: 'running',
    threshold: 0.5,
  };
}

/** `threshold` lies between the two targets: 0 for logits and for targets −1 and 1. */
export function accuracyMetric(threshold: number): MetricSpec {
  return {
    name: 'accuracy',
    type: 'accuracy',
    scale: 1,
    output_reduction: 'mean',
    batch_reduction: 'mean',
    epoch_reduction: 'mean',
    evaluate: 'end_of_epoch',
    threshold,
  };
}

export function defaultThreshold({ data, loss, model }: Threshold): number {
  const output = model.layers[model.layers.length - 1].activation;
  const logits = loss.type === 'binary_cross_entropy' && output === 'linear';
  return logits || data.encoding === 'sign' || hasSigns(data.train) ? 0 : 0.5;
}

/** The targets stand in the file, and are −1 and 1. */
function hasSigns(train: Threshold['data']['train']): boolean {
  if (train?.type !== 'inline') return false;
  const targets: unknown[] = train.y.flat();
  return targets.includes(-1) && targets.every(value => value === -1 || value === 1);
}

/** The metrics as written, the loss always among them; wrong ones are reported and left out. */
export function resolveMetrics(
  source: ExperimentSource,
  loss: LossSpec,
  report: Report,
): MetricSpec[] | null {
  if (source.metrics === null) return null;
  const specs: MetricSpec[] = [];
  source.metrics.forEach((metric, index) => {
    const path = ['metrics', index];
    const spec = resolveMetric(metric, source, loss, path, report);
    if (!spec) return;
    const shadowed = shadowedBy(spec, loss);
    if (shadowed !== null) {
      const free = freeName(spec, source.metrics ?? []);
      const message = `A metric cannot be called "${spec.name}": ${shadowed}.`;
      report.error('shadowed-name', message, atValue(...path, 'name'), [
        replaceValue(`Call it "${free}"`, [...path, 'name'], free),
      ]);
    } else if (specs.some(({ name }) => name === spec.name)) {
      const message = `Two metrics are called "${spec.name}": names must differ.`;
      report.error('same-name', message, atValue(...path));
    } else specs.push(spec);
  });
  return specs.some(({ name }) => name === 'loss') ? specs : [lossMetric(loss), ...specs];
}

/** What else the log has under this name, or what its readers take it for; null where nothing. */
function shadowedBy({ name, type }: MetricSpec, loss: LossSpec): string | null {
  if (LOG_NAMES.some(known => known === name)) return 'the log has its own column of that name';
  const [, part, of] = /^(val|test)_(.*)$/s.exec(name) ?? [];
  if (part !== undefined) {
    const rows = part === 'val' ? 'validation' : 'test';
    return `${part}_ stands before the numbers of the ${rows} rows, here of a metric "${of}"`;
  }
  const meant = typeOfName(name, loss);
  if (meant === null || meant === type) return null;
  return name === 'loss'
    ? `"loss" is what is trained, of type "${loss.type}", and this is of type "${type}"`
    : `it is of type "${type}"`;
}

/** The metric's type, numbered where another metric has that name. */
function freeName({ type }: MetricSpec, metrics: readonly MetricSource[]): string {
  const isTaken = (name: string) => metrics.some(metric => metric.name === name);
  let name: string = type;
  for (let number = 2; isTaken(name); number++) name = `${type}_${number}`;
  return name;
}

function resolveMetric(
  metric: MetricSource,
  source: ExperimentSource,
  loss: LossSpec,
  path: JsonPath,
  report: Report,
): MetricSpec | null {
  const type = metric.type ?? typeOfName(metric.name, loss);
  if (type === null) {
    const message = `The metric "${metric.name}" needs a \`type\`: "accuracy", "penalty", "objective" or a loss.`;
    report.error('missing-key', message, atValue(...path));
    return null;
  }
  switch (type) {
    case 'accuracy':
      return accuracyOf(metric, defaultThreshold(source), path, report);
    case 'penalty':
    case 'objective':
      return minimisedOf(metric, type, loss, path, report);
    default:
      return lossOf(metric, type, source, loss, path, report);
  }
}

function typeOfName(name: string, loss: LossSpec): MetricSpec['type'] | null {
  if (name === 'loss') return loss.type;
  if (name === 'accuracy' || name === 'penalty' || name === 'objective') return name;
  return LOSSES.find(known => known === name) ?? null;
}

function accuracyOf(
  metric: MetricSource,
  threshold: number,
  path: JsonPath,
  report: Report,
): MetricSpec {
  for (const field of LOSS_FIELDS) {
    if (metric[field] === null) continue;
    const message = `\`${field}\` is only for losses, not for a metric of type "accuracy".`;
    report.error('misplaced-key', message, atKey(...path, field));
  }
  const base = accuracyMetric(metric.threshold ?? threshold);
  return { ...base, name: metric.name, evaluate: metric.evaluate ?? base.evaluate };
}

function lossOf(
  metric: MetricSource,
  type: LossName,
  { model }: ExperimentSource,
  loss: LossSpec,
  path: JsonPath,
  report: Report,
): MetricSpec {
  if (metric.threshold !== null) {
    const message = `\`threshold\` is only for a metric of type "accuracy", not for "${type}".`;
    report.error('misplaced-key', message, atKey(...path, 'threshold'));
  }
  // A loss without a type is the one that is trained, with all that its section says.
  const trained = metric.name === 'loss' && metric.type === null;
  if (!trained) checkOutput(type, model, metric.type === null ? path : [...path, 'type'], report);
  const base: LossSpec = trained
    ? loss
    : { type, scale: 1, output_reduction: 'mean', batch_reduction: 'mean' };
  const written = metric.output_reduction ?? (trained ? base.output_reduction : null);
  return {
    name: metric.name,
    type,
    scale: metric.scale ?? base.scale,
    output_reduction: outputReduction(type, written, path, report),
    batch_reduction: metric.batch_reduction ?? base.batch_reduction,
    epoch_reduction: metric.epoch_reduction ?? 'mean',
    evaluate: metric.evaluate ?? 'running',
    threshold: 0.5,
  };
}

/** Columns of the epoch log; without a `metrics` section accuracy may or may not be there. */
export function possibleColumns(source: ExperimentSource, metrics: MetricSpec[] | null): string[] {
  const measured = metrics ?? [
    { name: 'loss', type: source.loss.type },
    { name: 'accuracy', type: 'accuracy' as const },
  ];
  const names = measured.map(({ name }) => name);
  const ofParts = measured.filter(dependsOnRows).map(({ name }) => name);
  const { validation, test, split } = source.data;
  const prefixes: string[] = [];
  if (validation || (split && split.validation > 0)) prefixes.push('val_');
  if (test || (split && split.test > 0)) prefixes.push('test_');
  return [...names, ...prefixes.flatMap(prefix => ofParts.map(name => prefix + name))];
}

/** The monitored column has to exist; its name tells which way is better. */
export function resolveEarlyStopping(
  source: ExperimentSource,
  metrics: MetricSpec[] | null,
  report: Report,
): EarlyStoppingSpec | null {
  const stopping = source.trainer.early_stopping;
  if (!stopping) return null;
  const columns = possibleColumns(source, metrics);
  const path = ['trainer', 'early_stopping', 'monitor'];
  if (!columns.includes(stopping.monitor)) {
    const meant = nearest(stopping.monitor, columns);
    report.error(
      'unknown-column',
      `The epoch log has no column "${stopping.monitor}"; it has ${columns.join(', ')}.`,
      atValue(...path),
      meant === null ? [] : [replaceValue(`Change to "${meant}"`, path, meant)],
    );
  }
  if (columns.includes(stopping.monitor) && stopping.monitor.startsWith('test_')) {
    const message = `\`${stopping.monitor}\` decides when training ends: rows that choose the network no longer test it; monitor a \`validation\` part.`;
    report.add('information', 'test-monitor', message, atValue(...path));
  }
  const name = stopping.monitor.replace(/^(val|test)_/, '');
  const type = metrics?.find(metric => metric.name === name)?.type ?? name;
  return { ...stopping, mode: stopping.mode ?? (type === 'accuracy' ? 'max' : 'min') };
}
