/** Too few units for what is to be learned: the run has settled, and its own rows are not fitted. */
import { counted, percent, shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { scoreBars } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';
import { largestMove, stillFalling } from './stillFalling';

/** Hidden layers this narrow. */
const NARROW = 3;
/** Weights that have moved by less have not tried. */
const MOVED = 0.1;
/** How much better the nearest rows answer. */
const LEAST_GAIN = 0.1;
/** Units that are tried. */
const MORE = [8, 16];

export const capacityTooSmall: Producer = {
  id: 'capacity_too_small',
  atEnd: true,
  explains: UNLEARNED,
  find(subject) {
    const { end, spec } = subject;
    const hidden = spec.model.layers.slice(0, -1);
    if (!end) return null;
    if (hidden.length === 0) return 'there is no hidden layer';
    const units = Math.min(...hidden.map(layer => layer.units));
    const layer = hidden.findIndex(each => each.units === units);
    if (units > NARROW) return `the narrowest hidden layer has ${counted(units, 'unit')}`;
    const { neighbours } = subject;
    const score = subject.scoreOf(end.snapshot);
    if (neighbours === null) return null;
    const now = subject.areClasses ? percent(score) : shortNumber(score, 3);
    const possible = subject.areClasses ? percent(neighbours) : shortNumber(neighbours, 3);
    if (score > neighbours - LEAST_GAIN) {
      return `it fits ${now} of its own rows, where their nearest rows give ${possible}`;
    }
    const moved = largestMove(subject, end);
    if (moved < MOVED)
      return `no layer's weights have moved by more than ${percent(moved)} of their size`;
    if (units > 1 && stillFalling(subject, end) !== null) return 'the loss still falls';
    const message =
      `The network is too small: with ${counted(units, 'unit')} in ${spec.model.layers[layer].name} it fits ${now} of its own rows where their nearest rows give ${possible}. ` +
      'Everything has to pass through that layer: give it more units.';
    const path = [...subject.path(layer), 'units'];
    return {
      place: atValue(...path),
      layer,
      message,
      evidence: { units, score, neighbours },
      picture: scoreBars(subject, [
        { name: 'this network', score, marked: true },
        { name: 'nearest rows', score: neighbours },
      ]),
      candidates: MORE.map(more => replaceValue(`Set units to ${more}`, path, more)),
    };
  },
};
