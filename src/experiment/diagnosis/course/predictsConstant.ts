/** A network that gives every row the same answer. */
import { percent, shortNumber } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { majorityOf } from '../data/classImbalance';
import { classBars, lossChart } from '../pictures';
import type { Producer } from '../producer';
import { waysOut } from './plateau';

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
    if (!end || end.steps < ENOUGH_STEPS) return null;
    if (!classes) return 'the targets are no classes';
    const { label, share } = majorityOf(classes);
    const all = classes.given.reduce((sum, count) => sum + count, 0);
    const given = `${percent(classes.given[label] / all)} of the rows the most frequent class`;
    if (share < 0.6 || classes.given[label] < NEARLY_ALL * all || share === 1) {
      return `the network gives ${given}, which ${percent(share)} of them have`;
    }
    const message =
      `The network gives ${given}: its accuracy of ${shortNumber(classes.accuracy, 3)} is the share of that class, ` +
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
    const { loss } = end.snapshot;
    if (!(Math.abs(loss - constant) <= NEAR * constant)) {
      // As a share: the log may measure another multiple of the loss.
      return constant === 0
        ? 'the best constant answer has a loss of 0'
        : `the loss is ${percent(loss / constant)} of that of the best constant answer`;
    }
    const message = `The network answers as if it did not see its inputs: its loss of ${shortNumber(loss)} is that of the best constant answer, ${shortNumber(constant)}.`;
    const picture = lossChart(subject, end);
    const candidates = waysOut(subject.spec);
    return {
      place: atKey('model', 'layers'),
      message,
      evidence: { loss, constant },
      picture,
      candidates,
    };
  },
};
