/** Hidden layers that are all linear: together they are one linear layer. */
import { percent, shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { scoreBars } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';

/** A linear model that does as well as this needs no more than itself. */
const ENOUGH = 0.98;

export const hiddenLayersLinear: Producer = {
  id: 'hidden_layers_linear',
  ofFile: true,
  explains: [...UNLEARNED, 'no_hidden_layer'],
  find(subject) {
    const { layers } = subject.spec.model;
    const hidden = layers.slice(0, -1);
    if (hidden.length === 0) return 'there is no hidden layer';
    const curved = hidden.find(({ activation }) => activation !== 'linear');
    if (curved) return `${curved.name} has ${curved.activation}`;
    const { linear, areClasses } = subject;
    if (linear !== null && linear >= ENOUGH) {
      return areClasses
        ? `a straight line answers ${percent(linear)} of the rows`
        : `a line explains ${shortNumber(linear, 3)} of the variance`;
    }
    const best =
      linear === null
        ? ''
        : areClasses
          ? ` The best straight line answers ${percent(linear)} of the rows rightly.`
          : ` The best line explains ${shortNumber(linear, 3)} of the variance.`;
    const message =
      `${hidden.length === 1 ? 'The hidden layer is' : `The ${hidden.length} hidden layers are`} linear, so that the network is one linear layer whatever its depth.${best} ` +
      'Give the hidden layers an activation: tanh or relu.';
    const fixes = hidden.length === 1 ? ['tanh', 'relu'] : ['tanh'];
    return {
      place: atValue(...subject.path(0), 'activation'),
      layer: 0,
      message,
      picture: scoreBars(subject, [
        { name: 'best line', score: linear, marked: true },
        { name: 'nearest rows', score: subject.neighbours },
      ]),
      evidence: { layers: hidden.length, ...(linear === null ? {} : { linear }) },
      candidates: fixes.map(name =>
        replaceValue(`Set activation to "${name}"`, [...subject.path(0), 'activation'], name),
      ),
    };
  },
};
