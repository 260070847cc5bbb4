/** Units whose activation is flat for most rows. */
import { percent } from '../../engine/ground/numbers';
import { ofLayers } from './producer';

/** A layer counts as saturated if at least this share of its slopes is near 0. */
const LEAST = 0.5;

export const saturatedUnits = ofLayers({
  id: 'saturated_units',
  tensor: 'slope',
  field: 'activation',
  look: ({ name, health: { saturated } }, index, { layers }) => {
    // A saturated last layer is no fault: its outputs are confident.
    if (saturated === null || saturated < LEAST || index === layers.length - 1) return null;
    const message =
      `Saturated units in ${name}: ${percent(saturated)} of all f′(z) are below 0.01. ` +
      'A flat activation lets hardly any gradient through. Try smaller initial weights (Xavier), scaled inputs, or relu.';
    return { message, evidence: { share: saturated } };
  },
});
