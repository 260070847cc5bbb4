/** Rules between loss, output layer, optimiser, trainer and metrics that need no data. */
import type { ActivationName, LossName, LossSpec } from '../../engine/ground/spec';
import type { ExperimentSource } from '../fields/experiment';
import { atKey, atValue, replaceValue } from '../format/core';
import { layerPath } from '../format/experiment';
import type { Report } from '../format/core';
import type { JsonPath } from '../format/finding';

/** What a cross-entropy can be computed from: probabilities of this activation, or plain logits. */
const PARTNER: { readonly [K in LossName]?: ActivationName } = {
  cross_entropy: 'softmax',
  binary_cross_entropy: 'sigmoid',
};

const OTHER: { readonly [K in LossName]?: LossName } = {
  cross_entropy: 'binary_cross_entropy',
  binary_cross_entropy: 'cross_entropy',
};

export function checkLoss({ loss, model }: ExperimentSource, report: Report): void {
  checkOutput(loss.type, model, ['loss', 'type'], report);
  const last = model.layers.length - 1;
  const { activation, units } = model.layers[last];
  if (activation !== 'softmax' || PARTNER[loss.type]) return;
  const path = [...layerPath(model.layers, last), 'activation'];
  if (units === 1) {
    const message =
      'A softmax over a single unit is always 1: nothing can be learned. Use sigmoid.';
    report.warn('softmax-single', message, atValue(...path), [
      replaceValue('Change to "sigmoid"', path, 'sigmoid'),
    ]);
    return;
  }
  const message = `A softmax output usually goes with cross_entropy: with ${loss.type} the gradient fades where the network is sure, right or wrong.`;
  report.add('information', 'softmax-loss', message, atValue('loss', 'type'), [
    replaceValue('Change the loss to "cross_entropy"', ['loss', 'type'], 'cross_entropy'),
  ]);
}

/** The output layer has to suit the loss, wherever a loss is named. */
export function checkOutput(
  type: LossName,
  model: ExperimentSource['model'],
  path: JsonPath,
  report: Report,
): void {
  const partner = PARTNER[type];
  const last = model.layers.length - 1;
  const { activation, units } = model.layers[last];
  if (!partner) return;
  const outputPath = [...layerPath(model.layers, last), 'activation'];
  if (activation !== partner && activation !== 'linear') {
    const other = OTHER[type];
    const swap = other && PARTNER[other] === activation ? other : null;
    report.error(
      'loss-activation',
      `${type} needs a ${partner} output, or linear for logits; the output layer is ${activation}.`,
      atValue(...path),
      [
        replaceValue(`Change the output's activation to "${partner}"`, outputPath, partner),
        ...(swap ? [replaceValue(`Change the loss to "${swap}"`, path, swap)] : []),
      ],
    );
  } else if (type === 'cross_entropy' && units === 1) {
    report.error(
      'loss-activation',
      'cross_entropy needs one output for each class: for a single output use sigmoid and binary_cross_entropy.',
      atValue(...path),
      [replaceValue('Change the loss to "binary_cross_entropy"', path, 'binary_cross_entropy')],
    );
  }
}

/**
 * The mean where not said. A row's cross-entropy is one number, the sum over its classes: there is
 * nothing left to combine, and a mean that is asked for is answered.
 */
export function outputReduction(
  type: LossName,
  written: LossSpec['output_reduction'] | null,
  path: JsonPath,
  report: Report,
): LossSpec['output_reduction'] {
  if (type !== 'cross_entropy') return written ?? 'mean';
  if (written === 'mean') {
    const message =
      "A row's cross_entropy is one number, the sum over its classes: `output_reduction` cannot make it a mean.";
    report.warn('output-reduction', message, atValue(...path, 'output_reduction'), [
      replaceValue('Change to "sum"', [...path, 'output_reduction'], 'sum'),
    ]);
  }
  return 'sum';
}

export function checkOptimizer({ optimizer }: ExperimentSource, report: Report): void {
  if (optimizer.nesterov && optimizer.momentum === 0) {
    const message =
      '`nesterov` looks ahead along the momentum: give a `momentum` above 0, for example 0.9.';
    report.error('nesterov-momentum', message, atValue('optimizer', 'nesterov'));
  }
}

export function checkSchedule({ optimizer }: ExperimentSource, report: Report): void {
  const { schedule, learning_rate: rate } = optimizer;
  if (schedule.type !== 'cosine' || schedule.min_lr <= rate) return;
  const message = `\`min_lr\` is ${schedule.min_lr}, above the \`learning_rate\` of ${rate}: the rate goes down to it.`;
  report.error('out-of-range', message, atValue('optimizer', 'schedule', 'min_lr'));
}

export function checkEarlyStopping({ trainer }: ExperimentSource, report: Report): void {
  const stopping = trainer.early_stopping;
  if (stopping && stopping.target === null && stopping.patience === null) {
    const message = '`early_stopping` needs a `target` to reach or a `patience` in epochs.';
    report.error('missing-key', message, atKey('trainer', 'early_stopping'));
  }
}
