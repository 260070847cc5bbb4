/** Validation rows that the network is trained on. */
import { percent } from '../../../engine/ground/numbers';
import type { Dataset } from '../../../engine/ground/spec';
import { atKey } from '../../format/core';
import { only, type Producer } from '../producer';

/** Share of the validation rows that are training rows. */
const LEAST = 0.1;
const LEAST_ROWS = 5;
/** Numbers of the training data that are compared at most. */
const MOST_NUMBERS = 5e5;

export const validationRepeatsTrain: Producer = {
  id: 'validation_repeats_train',
  ofFile: true,
  always: true,
  explains: [],
  find({ prepared: { data } }) {
    const { train, validation } = data;
    if (!validation) return 'there are no validation rows';
    const { rows } = validation.x;
    if (rows < LEAST_ROWS) return only(rows, 'validation row');
    if (train.x.data.length > MOST_NUMBERS) return null;
    const known = new Set(rowsOf(train));
    const repeated = rowsOf(validation).filter(row => known.has(row)).length;
    const share = repeated / rows;
    const found = `${repeated} of ${rows} validation rows are training rows, too`;
    // Data of few values repeat themselves: that says nothing of the split.
    const ownRepeats = 1 - known.size / train.x.rows;
    if (share < LEAST || share < 3 * ownRepeats) return found;
    const message =
      `${found} (${percent(share)}). ` +
      'What is measured on them says how well the network remembers, not how well it answers new rows. Use `split`, or another seed or file for them.';
    return { place: atKey('data', 'validation'), message, evidence: { repeated, share } };
  },
};

function rowsOf({ x, y }: Dataset): string[] {
  return Array.from({ length: x.rows }, (_, row) => {
    const inputs = x.data.subarray(row * x.cols, (row + 1) * x.cols);
    const targets = y.data.subarray(row * y.cols, (row + 1) * y.cols);
    return `${inputs.join(' ')}|${targets.join(' ')}`;
  });
}
