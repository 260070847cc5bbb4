/** The error grows on its way back to a layer. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { deltaBars } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';
import { deltaRatios } from './deltaRatio';
import { fittingInitializer } from './initialWeights';

/** ‖δ‖ relative to that of the last layer: more is a finding. */
const MOST = 100;

export const explodingGradient: Producer = {
  id: 'exploding_gradient',
  explains: [...UNLEARNED, 'learning_rate_too_large', 'not_finite'],
  find(subject) {
    const { spec, start } = subject;
    const ratios = deltaRatios(start);
    const layer = ratios.indexOf(Math.max(...ratios));
    if (ratios[layer] <= 1) return 'no ‖δ‖ is larger than that of the last layer';
    if (ratios[layer] <= MOST) {
      return `‖δ‖ of ${spec.model.layers[layer].name} is the largest, ${shortNumber(ratios[layer], 3)} times that of the last layer`;
    }
    const message =
      `The error grows on its way back: in ${spec.model.layers[layer].name} ‖δ‖ is ${shortNumber(ratios[layer], 3)} times that of the last layer before the first update. ` +
      'Smaller initial weights in the layers above, as Xavier or He draw them, keep its size.';
    const path = [...subject.path(layer + 1), 'kernel_initializer'];
    const name = fittingInitializer(spec.model.layers[layer + 1].activation);
    return {
      place: atValue(...path),
      layer,
      tensor: 'delta',
      message,
      evidence: { ratio: ratios[layer] },
      picture: deltaBars(subject, layer),
      candidates: [replaceValue(`Set kernel_initializer to "${name}"`, path, name)],
    };
  },
};
