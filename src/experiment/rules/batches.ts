/** Rules between the batch size, the rows there are, and the memory a batch takes. */
import { formatInteger } from '../../engine/ground/numbers';
import type { Experiment } from '../fields/experiment';
import { atKey, atValue } from '../format/core';
import type { Report } from '../format/core';

/** Two gigabytes of float64: what one batch's z, a, delta, and masks with their products may take. */
const MOST_NUMBERS = 250_000_000;

export function checkBatches(
  { model, trainer }: Pick<Experiment, 'model' | 'trainer'>,
  inputs: number,
  rows: number,
  report: Report,
): void {
  const { batch_size: size, drop_last: drop } = trainer;
  if (size !== 'full' && size > rows) {
    const message = `\`batch_size\` is ${size}, but there are ${rows} training rows`;
    const place = atValue('trainer', 'batch_size');
    if (drop)
      report.error('batch-size', `${message}: \`drop_last\` leaves no batch at all.`, place);
    else report.warn('batch-size', `${message}: every batch holds all of them.`, place);
  }
  const perUnit = ({ mask }: Experiment['model']['layers'][number]) => (mask ? 5 : 3);
  const perRow = model.layers.reduce(
    (sum, layer) => sum + perUnit(layer) * layer.units,
    2 * inputs,
  );
  const most = size === 'full' ? rows : Math.min(size, rows);
  if (most * perRow <= MOST_NUMBERS) return;
  const message =
    `A batch of ${formatInteger(most)} rows takes ${formatInteger(most * perRow)} numbers in this network; ` +
    `the limit is ${formatInteger(MOST_NUMBERS)}: give a smaller \`batch_size\`.`;
  report.error('batch-memory', message, atKey('trainer', 'batch_size'));
}
