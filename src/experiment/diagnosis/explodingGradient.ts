/** The error grows on its way back to a layer. */
import { shortNumber } from '../../engine/ground/numbers';
import { deltaRatio } from './deltaRatio';
import { ofLayers } from './producer';

/** ‖δ‖ relative to that of the last layer: more is a finding. */
const MOST = 100;

export const explodingGradient = ofLayers({
  id: 'exploding_gradient',
  tensor: 'delta',
  field: 'kernel_initializer',
  look: (layer, _, all) => {
    const ratio = deltaRatio(layer, all);
    if (ratio <= MOST) return null;
    const message =
      `Exploding gradient in ${layer.name}: ‖δ‖ is ${shortNumber(ratio, 3)} times that of the last layer. ` +
      'The error grows on its way back. Try smaller initial weights (Xavier or He), a lower learning_rate, or gradient_clipping.';
    return { message, evidence: { ratio } };
  },
});
