/** Hovers of a layer: its shapes, and statistics of its tensors. Knows nothing of vscode. */
import { formatInteger, formatNumber } from '../../engine/ground/numbers';
import type { TensorStats } from '../../protocol/tensors';
import { usualSymbol } from '../../engine/ground/tensors';
import { shapeOf } from '../inspector/tensorText';
import { parameterCount, type Outline, type OutlineLayer } from '../editor/outline';
import { code, markup, table, type Markup } from '../surfaces/markup';

/** Whether a layer, or the dropout behind it, is this entry of the file's list. */
export function hasPlace({ place: own, dropout }: OutlineLayer, place: number): boolean {
  return own === place || dropout?.place === place;
}

/**
 * Paragraphs on the shapes; empty while a size is not known.
 * @param place index of the entry in the file's list
 * @param rows of a batch, if known
 */
export function layerInWords(
  { layers, inputs }: Outline,
  place: number,
  features: number | null,
  rows: number | null,
): Markup[] {
  const index = layers.findIndex(layer => hasPlace(layer, place));
  if (index < 0) return [];
  const layer = layers[index];
  if (layer.place !== place) return dropoutInWords(layer, index, rows);
  const before = index > 0 ? layers[index - 1].units : (inputs ?? features);
  const { units, useBias, activation } = layer;
  const parameters = parameterCount(before, layer);
  if (parameters === null || units === null || before === null) return [];
  const batch = rows === null ? 'rows' : formatInteger(rows);
  const bias = useBias ? ` + b [${units}]` : '';
  const z = `z [${batch}×${units}] = aPrev [${batch}×${before}] · W [${before}×${units}]${bias}`;
  const f = /^\w+$/.exec(activation ?? '')?.[0] ?? 'linear';
  const where = `layer ${index + 1} of ${layers.length}`;
  return [
    markup`${where} · ${parameters}`,
    markup`${code(z)}, ${code(`a = ${f}(z)`)}`,
    markup`${code(`∂L/∂W [${before}×${units}] = aPrevᵀ · δ`)}, ${code(`δ = ∂L/∂z [${batch}×${units}]`)}`,
  ];
}

function dropoutInWords({ units, dropout }: OutlineLayer, index: number, rows: number | null) {
  const rate = dropout?.rate ?? null;
  if (units === null || rate === null || !(rate >= 0 && rate < 1)) return [];
  const batch = rows === null ? 'rows' : formatInteger(rows);
  const drawn = `rand(${rows ?? 'rows'}, ${units})`;
  const mask = `mask [${batch}×${units}] = (${drawn} ≥ ${rate}) / (1 − ${rate})`;
  const kept = `1 / (1 − ${rate}) = ${formatNumber(1 / (1 - rate))}`;
  return [
    markup`behind layer ${index + 1}, in training only: each of its activations is dropped with the probability ${rate}; what is kept is multiplied by ${kept}`,
    markup`${code(mask)}, drawn for every batch`,
    markup`${code('aPrev = a ⊙ mask')}, ${code('∂L/∂a = ∂L/∂aPrev ⊙ mask')}; when evaluating, aPrev = a`,
  ];
}

/** A table of the tensors' statistics. */
export function statsTable(stats: readonly TensorStats[]): Markup {
  const rows = stats.map(each => {
    const { tensor, meanAbs, min, max, nonFinite, rows: height, cols } = each;
    const finite = nonFinite < height * cols;
    const numbers = finite
      ? [meanAbs, min, max].map(value => formatNumber(value))
      : ['not finite', '', ''];
    const warning = finite && nonFinite > 0 ? ` (${nonFinite} not finite)` : '';
    return [usualSymbol(tensor), `${shapeOf(each)}${warning}`, ...numbers];
  });
  const words = ['', 'shape'].map(head => ({ head, align: 'left' as const }));
  const figures = ['mean abs', 'min', 'max'].map(head => ({ head, align: 'right' as const }));
  return table([...words, ...figures], rows);
}
