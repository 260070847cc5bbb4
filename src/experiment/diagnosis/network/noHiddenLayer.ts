/** Classes that no line separates, and a network that draws only lines. */
import { percent, shortNumber } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { scoreBars } from '../pictures';
import { only, type Producer } from '../producer';
import { UNLEARNED } from '../symptoms';

/** How much better the nearest rows answer than the best line does. */
const LEAST_GAIN = 0.1;
/** Of fewer any line can do. */
const LEAST_ROWS = 4;

export const noHiddenLayer: Producer = {
  id: 'no_hidden_layer',
  ofFile: true,
  explains: UNLEARNED,
  find(subject) {
    const { areClasses, spec, train } = subject;
    const hidden = spec.model.layers.length - 1;
    if (hidden > 0)
      return `there ${hidden === 1 ? 'is a hidden layer' : `are ${hidden} hidden layers`}`;
    if (train.x.rows < LEAST_ROWS) return only(train.x.rows, 'row');
    const { linear, neighbours } = subject;
    if (linear === null) return null;
    // A truth table that no line divides is divided by a curve.
    const attainable = neighbours ?? (areClasses ? 1 : linear);
    if (attainable < linear + LEAST_GAIN) {
      return areClasses
        ? `the best line answers ${percent(linear)} of the rows`
        : `the best line explains ${shortNumber(linear, 3)} of the variance`;
    }
    const message = `${wordsFor(areClasses, linear, neighbours)} Put a layer with tanh or relu before this one.`;
    const evidence = { linear, ...(neighbours === null ? {} : { neighbours }) };
    const picture = scoreBars(subject, [
      { name: 'best line', score: linear, marked: true },
      { name: 'nearest rows', score: neighbours },
    ]);
    const place = atKey('model', 'layers');
    return { place, layer: 0, message, evidence, picture, candidates: [] };
  },
};

function wordsFor(areClasses: boolean, linear: number, neighbours: number | null): string {
  if (!areClasses) {
    return (
      `Without a hidden layer the network is a line, and the best line explains ${shortNumber(linear, 3)} of the variance; ` +
      `the nearest rows explain ${shortNumber(neighbours ?? 1, 3)}.`
    );
  }
  const line = `Without a hidden layer the network draws a straight line, and the best line answers ${percent(linear)} of the rows rightly`;
  return neighbours === null
    ? `${line}: no line tells these classes apart.`
    : `${line}; their nearest rows answer ${percent(neighbours)}.`;
}
