/** The chain rule of a derivative, in partial derivatives of one quantity by the next. */
import type { Index, Place, RunningIndex } from './terms/numbers';
import type { PassReader } from './terms/passReader';

/** ∂of/∂by */
export interface Partial {
  of: Place<Index>;
  by: Place<Index>;
}

/** Their product, or the sum of such products over an index. */
export interface ChainRule {
  over: { index: RunningIndex; count: number } | null;
  partials: Partial[];
}

/** null for what is no derivative of the loss. */
export function chainRule(pass: PassReader, place: Place): ChainRule | null {
  const { tensor, layer, row, col } = place;
  switch (tensor) {
    case 'weights':
    case 'gradW':
      return overRows(pass, layer, col, { tensor: 'weights', layer, row, col });
    case 'biases':
    case 'gradB':
      return overRows(pass, layer, col, { tensor: 'biases', layer, row: 0, col });
    case 'delta': {
      const own = { tensor: 'z', layer, row, col } as const;
      return layer < pass.last ? fromAbove(pass, place, own) : fromLoss(pass, place, own);
    }
    case 'gradA':
      return layer < pass.last ? fromAbove(pass, place, null) : null;
    default:
      return null;
  }
}

/** ∂L/∂θ = Σᵣ ∂zᵣⱼ/∂θ · ∂L/∂zᵣⱼ */
function overRows(pass: PassReader, layer: number, unit: number, by: Place): ChainRule {
  const row = pass.rows === 1 ? 0 : 'r';
  const z = { tensor: 'z', layer, row, col: unit } as const;
  return {
    over: pass.rows === 1 ? null : { index: 'r', count: pass.rows },
    partials: [
      { of: z, by },
      { of: lossOf(pass), by: z },
    ],
  };
}

/** ∂L/∂aⱼ = Σₖ ∂L/∂zₖ · ∂zₖ/∂aⱼ of the layer above, and · ∂aⱼ/∂zⱼ where `own` is zⱼ. */
function fromAbove(pass: PassReader, place: Place, own: Place | null): ChainRule {
  const { layer, row, col } = place;
  const count = pass.spec.model.layers[layer + 1].units;
  const z = { tensor: 'z', layer: layer + 1, row, col: count === 1 ? 0 : 'k' } as const;
  const a = { tensor: 'a', layer, row, col } as const;
  return {
    over: count === 1 ? null : { index: 'k', count },
    partials: [{ of: lossOf(pass), by: z }, { of: z, by: a }, ...(own ? [{ of: a, by: own }] : [])],
  };
}

/** ∂L/∂zⱼ = ∂L/∂aⱼ · ∂aⱼ/∂zⱼ; Σₖ over all outputs where each depends on every z of its row. */
function fromLoss(pass: PassReader, { layer, row, col }: Place, z: Place): ChainRule {
  const { units, activation } = pass.spec.model.layers[layer];
  const mixed = activation === 'softmax' && units > 1;
  const a = { tensor: 'a', layer, row, col: mixed ? 'k' : col } as const;
  return {
    over: mixed ? { index: 'k', count: units } : null,
    partials: [
      { of: lossOf(pass), by: a },
      { of: a, by: z },
    ],
  };
}

function lossOf(pass: PassReader): Place {
  return { tensor: 'loss', layer: pass.last, row: 0, col: 0 };
}
