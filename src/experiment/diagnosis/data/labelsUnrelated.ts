/** Inputs that say nothing of the target. */
import { counted, percent, shortNumber } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { scoreBars } from '../pictures';
import { only, type Producer, type Said } from '../producer';
import { largestCorrelation, luckyCorrelation, luckyFit } from '../subject/correlation';
import { majorityOf } from './classImbalance';

/** Of fewer rows chance alone may say as much. */
const LEAST_ROWS = 40;
/** Among more inputs than this many rows each can tell apart, neither neighbours nor a line find those that matter. */
const ROWS_PER_INPUT = 5;
/** R² of the nearest rows, or of a line, at most. */
const LEAST_R2 = 0.05;
/** Where one class has nearly all rows, its share leaves no room to tell. */
const MOST_SHARE = 0.8;

export const labelsUnrelated: Producer = {
  id: 'labels_unrelated_to_inputs',
  ofFile: true,
  always: true,
  explains: [
    'overfitting',
    'plateau',
    'predicts_constant',
    'predicts_majority',
    'capacity_too_small',
    'no_hidden_layer',
    'hidden_layers_linear',
    'gradient_cancels',
    'learning_rate_too_small',
    'stopped_too_early',
    'vanishing_gradient',
    'dead_units',
    'validation_missing',
  ],
  find(subject): Said | string | null {
    const { train, areClasses, neighbours, start } = subject;
    const { rows } = train.x;
    if (rows < LEAST_ROWS || neighbours === null) return only(rows, 'row');
    const { cols } = train.x;
    if (rows < ROWS_PER_INPUT * cols)
      return `${counted(rows, 'row')} are too few to tell of ${cols} inputs`;
    const correlation = largestCorrelation(train);
    if (correlation > luckyCorrelation(train))
      return `an input and the target have a correlation of ${shortNumber(correlation, 2)}`;
    if (!areClasses) {
      const { linear } = subject;
      if (neighbours > LEAST_R2)
        return `the nearest rows explain ${shortNumber(neighbours, 2)} of the variance`;
      if (linear === null) return null;
      if (linear > Math.max(LEAST_R2, luckyFit(train)))
        return `the best line explains ${shortNumber(linear, 2)} of the variance`;
      const message =
        `The inputs tell nothing of the target: the nearest rows explain ${shortNumber(Math.max(0, neighbours), 2)} of its variance, ` +
        `the best line ${shortNumber(linear, 2)}. Are the targets in the order of the rows?`;
      const picture = scoreBars(subject, [
        { name: 'nearest rows', score: Math.max(0, neighbours), marked: true },
        { name: 'best line', score: linear },
      ]);
      return { place: atKey('data', 'train'), message, evidence: { neighbours, linear }, picture };
    }
    if (!start.classes) return null;
    const { share } = majorityOf(start.classes);
    // The accuracy of guessing, with three standard deviations of what chance makes of these rows.
    const chance = share + 3 * Math.sqrt((share * (1 - share)) / rows);
    const right = `the five nearest rows name the class in ${percent(neighbours)}, the largest class has ${percent(share)}`;
    if (neighbours > chance || share > MOST_SHARE) return right;
    const { linear } = subject;
    // A line fits its own rows a little better than chance, the more so the more inputs it has.
    const luck = Math.sqrt((train.x.cols + 1) / rows) / 2;
    if (linear === null) return null;
    if (linear - luck > chance)
      return `the best line answers ${percent(linear)}, the largest class has ${percent(share)}`;
    const message =
      `The inputs tell nothing of the class: the five nearest rows of each name it in ${percent(neighbours)}, ` +
      `while always naming the largest class is right in ${percent(share)}. ` +
      'Are the labels in the order of the rows? What a network still learns of them it learns by heart.';
    const picture = scoreBars(subject, [
      { name: 'nearest rows', score: neighbours, marked: true },
      { name: 'largest class', score: share },
    ]);
    return { place: atKey('data', 'train'), message, evidence: { neighbours, share }, picture };
  },
};
