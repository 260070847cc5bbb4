/** A network that may have learned its rows by heart, and no other rows that would show it. */
import { counted, formatInteger, percent, shortNumber } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { scoreBars } from '../pictures';
import { only, type Producer } from '../producer';
import { columnOf, spreadOf } from '../subject/rows';
import type { Snapshot } from '../subject/snapshot';
import type { Subject } from '../subject/subject';

/** A fifth of fewer rows is too little to measure by. */
const LEAST_ROWS = 40;
/** Where the nearest rows answer a row this well, what is learned of some rows holds of the others. */
const WELL = 0.95;
/** How much better than its nearest rows a network answers what it may know by heart. */
const MORE = 0.03;

export const validationMissing: Producer = {
  id: 'validation_missing',
  severity: 'information',
  always: true,
  explains: [],
  find(subject) {
    const { end, prepared, areClasses } = subject;
    const { train, validation, test } = prepared.data;
    const held = validation ?? test;
    if (held) return `${counted(held.x.rows, 'row')} are held back`;
    if (train.x.rows < LEAST_ROWS) return only(train.x.rows, 'row');
    const parameters = parametersOf(subject);
    const targets = train.x.rows * (areClasses ? 1 : train.y.cols);
    const sizes = `${formatInteger(parameters)} weights and biases`;
    if (parameters < targets) return `${sizes} meet ${formatInteger(targets)} targets`;
    const { neighbours } = subject;
    if (neighbours === null) return null;
    if (neighbours >= WELL) return scoresText(neighbours, null, areClasses);
    const own = end && ownScore(subject, end.snapshot);
    if (own !== null && !(own > neighbours + MORE)) return scoresText(neighbours, own, areClasses);
    const message =
      `No rows are held back to show what the network makes of new ones: ${sizes} can learn ${formatInteger(targets)} targets by heart, and ${scoresText(neighbours, own, areClasses)}. ` +
      'Hold some back for validation with `split`.';
    return {
      place: atKey('data', 'train'),
      message,
      evidence: { parameters, targets, neighbours, ...(own === null ? {} : { own }) },
      picture: scoreBars(subject, [
        { name: 'own rows', score: own },
        { name: 'nearest rows', score: Math.max(0, neighbours), marked: true },
      ]),
    };
  },
};

function parametersOf({ prepared }: Subject): number {
  return prepared.parameters.reduce(
    (sum, { weights, biases }) => sum + weights.data.length + (biases?.length ?? 0),
    0,
  );
}

/** On the scale of the nearest rows' score: the share of the rows answered rightly, else R². */
function ownScore({ train: { y } }: Subject, { classes, outputs }: Snapshot): number {
  if (classes) return classes.accuracy;
  let [missed, total] = [0, 0];
  for (let col = 0; col < y.cols; col++) {
    const targets = columnOf(y, col);
    const answers = columnOf(outputs, col);
    total += y.rows * spreadOf(targets).std ** 2;
    targets.forEach((target, row) => {
      missed += (target - answers[row]) ** 2;
    });
  }
  return 1 - missed / total;
}

/** How well the nearest rows answer, and the network where it has been trained. */
function scoresText(neighbours: number, own: number | null, areClasses: boolean): string {
  if (areClasses) {
    const nearest = `the five nearest rows of each name its class in ${percent(neighbours)}`;
    return own === null
      ? nearest
      : `the network names the class of ${percent(own)} of its own rows, while ${nearest}`;
  }
  const nearest = `the nearest rows explain ${shortNumber(Math.max(0, neighbours), 2)}`;
  return own === null
    ? `${nearest} of the variance`
    : `the network explains ${shortNumber(own, 2)} of the variance of its own rows, while ${nearest}`;
}
