/** Hovers of a layer: its shapes, and statistics of its tensors. Knows nothing of vscode. */
import { formatInteger, formatNumber } from '../../engine/ground/numbers';
import type { TensorStats } from '../../protocol/tensors';
import { usualSymbol } from '../../engine/ground/tensors';
import { shapeOf } from '../inspector/tensorText';
import { parameterCount, type Outline, type OutlineLayer } from '../editor/outline';
import { code, filled, markup, table, type Markup } from '../surfaces/markup';
import { t } from '../words/say';

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
  const batch = rows === null ? t('rows') : formatInteger(rows);
  const bias = useBias ? ` + b [${units}]` : '';
  const z = `z [${batch}×${units}] = aPrev [${batch}×${before}] · W [${before}×${units}]${bias}`;
  const f = /^\w+$/.exec(activation ?? '')?.[0] ?? 'linear';
  const where = t('layer {0} of {1}', index + 1, layers.length);
  return [
    markup`${where} · ${parameters}`,
    markup`${code(z)}, ${code(`a = ${f}(z)`)}`,
    markup`${code(`∂L/∂W [${before}×${units}] = aPrevᵀ · δ`)}, ${code(`δ = ∂L/∂z [${batch}×${units}]`)}`,
  ];
}

function dropoutInWords({ units, dropout }: OutlineLayer, index: number, rows: number | null) {
  const rate = dropout?.rate ?? null;
  if (units === null || rate === null || !(rate >= 0 && rate < 1)) return [];
  const batch = rows === null ? t('rows') : formatInteger(rows);
  const drawn = `rand(${rows ?? t('rows')}, ${units})`;
  const mask = `mask [${batch}×${units}] = (${drawn} ≥ ${rate}) / (1 − ${rate})`;
  const kept = `1 / (1 − ${rate}) = ${formatNumber(1 / (1 - rate))}`;
  return [
    filled(
      t(
        'behind layer {0}, in training only: each of its activations is dropped with the probability {1}; what is kept is multiplied by {2}',
      ),
      ...[index + 1, rate, kept],
    ),
    filled(t('{0}, drawn for every batch'), code(mask)),
    filled(
      t('{0}, {1}; when evaluating, aPrev = a'),
      ...[code('aPrev = a ⊙ mask'), code('∂L/∂a = ∂L/∂aPrev ⊙ mask')],
    ),
  ];
}

/** A table of the tensors' statistics. */
export function statsTable(stats: readonly TensorStats[]): Markup {
  const rows = stats.map(each => {
    const { tensor, meanAbs, min, max, nonFinite, rows: height, cols } = each;
    const finite = nonFinite < height * cols;
    const numbers = finite
      ? [meanAbs, min, max].map(value => formatNumber(value))
      : [t('not finite'), '', ''];
    const shape = shapeOf(each);
    const words = finite && nonFinite > 0 ? t('{0} ({1} not finite)', shape, nonFinite) : shape;
    return [usualSymbol(tensor), words, ...numbers];
  });
  const words = ['', t('shape')].map(head => ({ head, align: 'left' as const }));
  const figures = [t('mean abs'), t('min'), t('max')].map(head => ({
    head,
    align: 'right' as const,
  }));
  return table([...words, ...figures], rows);
}
