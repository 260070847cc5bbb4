/** Hardly any of the error arrives at the first layers, by the depth of the network. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { deltaBars } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';
import { deltaRatios } from './deltaRatio';

/** ‖δ‖ relative to that of the last layer: less is a finding. */
const LEAST = 0.002;

export const vanishingGradient: Producer = {
  id: 'vanishing_gradient',
  explains: [...UNLEARNED, 'overfitting'],
  find(subject) {
    const { spec, start } = subject;
    const ratios = deltaRatios(start);
    const [ratio] = ratios;
    // Exactly 0 is no matter of depth: a weight of 0 or a relu stops it.
    const { layers } = spec.model;
    if (layers.length === 1) return 'there is a single layer';
    if (ratio === 0) return `‖δ‖ of ${layers[0].name} is exactly 0, which is no matter of depth`;
    if (ratio >= LEAST) {
      return `‖δ‖ of ${layers[0].name} is ${shortNumber(ratio, 3)} times that of the last layer`;
    }
    const factor = ratio ** (1 / Math.max(1, layers.length - 1));
    const message =
      `The error fades on its way back: ${shortNumber(100 * ratio, 2)} % of it reaches ${spec.model.layers[0].name}, by ‖δ‖ before the first update. ` +
      `Each of the ${layers.length - 1} layers above multiplies it by about ${shortNumber(factor, 2)}, so that the first layers hardly learn. ` +
      'tanh or relu in place of sigmoid, or fewer layers, let it through.';
    const path = [...subject.path(0), 'activation'];
    return {
      place: atValue(...path),
      layer: 0,
      tensor: 'delta',
      message,
      evidence: { ratio },
      picture: deltaBars(subject, 0),
      candidates: ['tanh', 'relu'].map(name =>
        replaceValue(`Set activation to "${name}"`, path, name),
      ),
    };
  },
};
