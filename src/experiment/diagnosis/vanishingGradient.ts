/** Hardly any of the error arrives at a layer. */
import { shortNumber } from '../../engine/ground/numbers';
import { deltaRatio } from './deltaRatio';
import { ofLayers } from './producer';

/** ‖δ‖ relative to that of the last layer: less is a finding. */
const LEAST = 0.01;

export const vanishingGradient = ofLayers({
  id: 'vanishing_gradient',
  tensor: 'delta',
  field: 'activation',
  look: (layer, _, all) => {
    const ratio = deltaRatio(layer, all);
    if (ratio >= LEAST) return null;
    const size = ratio === 0 ? '0' : `${shortNumber(ratio, 3)} times that of the last layer`;
    const message =
      `Vanishing gradient in ${layer.name}: ‖δ‖ is ${size}. ` +
      'Hardly anything of the error arrives here, so this layer hardly learns. Try relu or tanh in place of sigmoid, a Xavier or He initialiser, or fewer layers.';
    return { message, evidence: { ratio } };
  },
});
