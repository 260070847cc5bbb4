/** One class has nearly all rows. */
import { percent } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { classBars } from '../pictures';
import { only, type Producer } from '../producer';
import type { ClassScores } from '../subject/snapshot';

/** Share of the largest class. */
const LARGE = 0.9;
const LEAST_ROWS = 20;

export const classImbalance: Producer = {
  id: 'class_imbalance',
  explains: [
    'predicts_majority',
    'predicts_constant',
    'plateau',
    'gradient_cancels',
    'labels_unrelated_to_inputs',
    'learning_rate_too_small',
    'stopped_too_early',
    'capacity_too_small',
    'no_hidden_layer',
  ],
  find({ start, end, prepared }) {
    const { classes } = start;
    const { rows } = prepared.data.train.x;
    if (!classes) return 'the targets are no classes';
    if (rows < LEAST_ROWS) return only(rows, 'row');
    const { share, label } = majorityOf(classes);
    if (share < LARGE || share === 1) return `the largest class has ${percent(share)} of the rows`;
    const scores = end?.snapshot.classes;
    const found = scores && rightOutside(scores, label);
    const outcome =
      found === undefined || found === null
        ? ''
        : `, and of the other rows the network has found ${percent(found)}`;
    const message =
      `${percent(share)} of the rows are of one class${outcome}. ` +
      `Answering that class always makes an accuracy of ${share.toFixed(2)} without having learned anything: ` +
      'judge by the rows of the other classes, and bring more of them or repeat those that there are.';
    const evidence = { share, ...(found === undefined || found === null ? {} : { found }) };
    const picture = classBars(classes.rows, 'The rows of each class.', label);
    return { place: atKey('data', 'train'), message, evidence, picture };
  },
};

export function majorityOf({ rows }: ClassScores): { label: number; share: number } {
  const all = rows.reduce((sum, count) => sum + count, 0);
  const label = rows.reduce((most, count, i) => (count > rows[most] ? i : most), 0);
  return { label, share: rows[label] / all };
}

/** Share of the rows of all classes but one that are rightly answered. */
function rightOutside({ rows, right }: ClassScores, label: number): number {
  const sum = (counts: readonly number[]): number =>
    counts.reduce((total, count, i) => (i === label ? total : total + count), 0);
  return sum(right) / sum(rows);
}
