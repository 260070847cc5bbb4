/** One class has nearly all rows. */
import { counted, percent } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { classBars } from '../pictures';
import { only, type Producer, type Said } from '../producer';
import type { ClassScores } from '../subject/snapshot';

/** Share of the largest class. */
const LARGE = 0.9;
const LEAST_ROWS = 20;
/** Share of what a class would have if all had equally many, of one that is rare. */
const RARE = 0.2;
/** Accuracy of a network that has learned the others. */
const MOST_OTHERS = 0.8;

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
    const scores = end?.snapshot.classes;
    const rare = scores && rareClass(scores);
    if (share < LARGE && rare) return rareSaid(rare, scores);
    if (share < LARGE || share === 1) return `the largest class has ${percent(share)} of the rows`;
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

/** One of several classes that has hardly any rows, of which the network finds fewer than half while it finds most of the others. */
function rareClass(scores: ClassScores): number | null {
  const { rows, right, accuracy } = scores;
  const all = rows.reduce((sum, count) => sum + count, 0);
  const known = rows.filter(count => count > 0).length;
  if (known < 3 || accuracy < MOST_OTHERS) return null;
  const label = rows.findIndex(
    (count, i) => count > 0 && count < (RARE * all) / known && right[i] < count / 2,
  );
  return label < 0 ? null : label;
}

function rareSaid(label: number, { rows, right }: ClassScores): Said {
  const share = rows[label] / rows.reduce((sum, count) => sum + count, 0);
  const message =
    `Class ${label} has ${counted(rows[label], 'row')} of its own, ${percent(share)} of all, and the network finds ${right[label] === 0 ? 'none' : right[label]} of them. ` +
    'In the loss and in the accuracy they hardly count: judge by the rows of each class, and bring more of these or repeat those that there are.';
  const evidence = { label, share, found: right[label] / rows[label] };
  const picture = classBars(rows, 'The rows of each class.', label);
  return { place: atKey('data', 'train'), message, evidence, picture };
}

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
