/** Whether the output layer can come near the targets: a sigmoid never gives a 2. */
import type { ActivationName, LossName } from '../../engine/ground/spec';
import type { Encoded } from '../data/table/encode';
import type { Table } from '../data/table/table';
import type { Experiment } from '../fields/experiment';
import { atValue, replaceValue } from '../format/core';
import { layerPath } from '../format/experiment';
import type { Report } from '../format/core';

/** What an output lies between; the other activations have no bounds worth a word. */
const RANGE: { readonly [K in ActivationName]?: { from: number; to: number; words: string } } = {
  sigmoid: { from: 0, to: 1, words: 'between 0 and 1' },
  softmax: { from: 0, to: 1, words: 'between 0 and 1' },
  tanh: { from: -1, to: 1, words: 'between −1 and 1' },
  softsign: { from: -1, to: 1, words: 'between −1 and 1' },
  relu: { from: 0, to: Infinity, words: 'above 0' },
  softplus: { from: 0, to: Infinity, words: 'above 0' },
};

/** Losses that pull the output to the target itself. */
const MEETING: readonly LossName[] = ['mse', 'mae', 'huber'];
/** More whole numbers than this are rather counts than classes. */
const MOST_CLASSES = 20;

export function checkReach(
  { loss, model }: Pick<Experiment, 'loss' | 'model'>,
  table: Table,
  { y, cols }: Encoded,
  report: Report,
): boolean {
  const last = model.layers.length - 1;
  const { activation } = model.layers[last];
  const range = RANGE[activation];
  if (!range || !MEETING.includes(loss.type)) return true;
  const beyond = y.findIndex(value => value < range.from || value > range.to);
  if (beyond < 0) return true;
  const hint = areClasses(table)
    ? ' Are they classes? Then set `data.encoding` to "one_hot", with an output for each.'
    : ' A linear output can.';
  const row = Math.floor(beyond / cols);
  const message = `The outputs lie ${range.words}, as they are ${activation}: they cannot reach the target ${y[beyond]} of row ${row + 1}.${hint}`;
  const path = [...layerPath(model.layers, last), 'activation'];
  const fixes = areClasses(table)
    ? []
    : [replaceValue('Set activation to "linear"', path, 'linear')];
  const evidence = { target: y[beyond], row: row + 1 };
  report.add('warning', 'target_outside_output_range', message, atValue(...path), fixes, evidence);
  return false;
}

/** Whole numbers from 0 or 1 on, none left out. */
function areClasses({ y }: Table): boolean {
  if (y.kind !== 'number') return false;
  const labels = [...new Set(y.values)].sort((a, b) => a - b);
  const fromZero = labels[0] === 0 || labels[0] === 1;
  const few = labels.length > 2 && labels.length <= MOST_CLASSES;
  return fromZero && few && labels.every((label, index) => label === labels[0] + index);
}
