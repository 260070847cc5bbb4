/** A network that gives every row the same answer. */
import { percent, shortNumber } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { majorityOf } from '../data/classImbalance';
import { classBars, lossChart } from '../pictures';
import type { Producer } from '../producer';

/** Share of the loss of the best constant by which the two differ. */
const NEAR = 0.02;
/** Updates after which a network should see its inputs. */
const ENOUGH_STEPS = 100;
/** Share of the answers that name one class. */
const NEARLY_ALL = 0.98;

export const predictsMajority: Producer = {
  id: 'predicts_majority',
  atEnd: true,
  explains: ['predicts_constant', 'plateau'],
  find({ end }) {
    const classes = end?.snapshot.classes;
    if (!classes || end.steps < ENOUGH_STEPS) return null;
    const { label, share } = majorityOf(classes);
    const all = classes.given.reduce((sum, count) => sum + count, 0);
    if (share < 0.6 || classes.given[label] < NEARLY_ALL * all || share === 1) return null;
    const message =
      `The network gives ${percent(classes.given[label] / all)} of the rows the most frequent class: its accuracy of ${shortNumber(classes.accuracy, 3)} is the share of that class, ` +
      'and it has found hardly any row of another.';
    return {
      place: atKey('model', 'layers'),
      message,
      evidence: { share, accuracy: classes.accuracy },
      picture: classBars(classes.given, 'How many rows are given each class.', label),
    };
  },
};

export const predictsConstant: Producer = {
  id: 'predicts_constant',
  atEnd: true,
  explains: ['plateau'],
  find(subject) {
    const { end, constant } = subject;
    if (!end || end.steps < ENOUGH_STEPS) return null;
    if (!(Math.abs(end.snapshot.loss - constant) <= NEAR * constant)) return null;
    const { loss } = end.snapshot;
    const message = `The network answers as if it did not see its inputs: its loss of ${shortNumber(loss)} is that of the best constant answer, ${shortNumber(constant)}.`;
    const picture = lossChart(subject, end);
    return { place: atKey('model', 'layers'), message, evidence: { loss, constant }, picture };
  },
};
