/**
 * The long way from the loss to z of a softmax output, over all outputs of its row:
 *   ∂L/∂zᵢ = Σₖ ∂L/∂aₖ · ∂aₖ/∂zᵢ,  ∂aₖ/∂zᵢ = aₖ([k = i] − aᵢ)
 * The engine takes a shorter one, to the same number but for rounding.
 */
import { lossFactor } from './terms/lossFactor';
import type { Place } from './terms/numbers';
import type { PassReader } from './terms/passReader';

export interface JacobianEntry {
  output: number;
  /** ∂L/∂aₖ; of a cross-entropy −yₖ / aₖ times the factor of the loss. */
  gradA: number;
  /** ∂aₖ/∂zᵢ */
  partial: number;
  product: number;
}

/** @returns null for anything else, and where a probability of 0 leaves no ∂L/∂a */
export function jacobianOf(
  pass: PassReader,
  { tensor, layer, row, col }: Place,
): JacobianEntry[] | null {
  const { type } = pass.spec.loss;
  const isOutput = tensor === 'delta' && layer === pass.last;
  if (!isOutput || pass.activation(layer) !== 'softmax' || type === 'binary_cross_entropy') {
    return null;
  }
  const own = pass.value('a', layer, row, col);
  const entries = Array.from({ length: pass.spec.model.layers[layer].units }, (_, output) => {
    const a = pass.value('a', layer, row, output);
    const gradA =
      type === 'cross_entropy'
        ? (-lossFactor(pass).value * pass.value('y', layer, row, output)) / a
        : pass.value('gradA', layer, row, output);
    const partial = a * ((output === col ? 1 : 0) - own);
    return { output, gradA, partial, product: gradA * partial };
  });
  return entries.every(({ product }) => Number.isFinite(product)) ? entries : null;
}
