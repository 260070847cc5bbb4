/** Hovers of a layer: its shapes, and statistics of its tensors. Knows nothing of vscode. */
import { formatInteger, formatNumber } from '../../engine/ground/numbers';
import type { TensorStats } from '../../protocol/tensors';
import { usualSymbol } from '../../engine/ground/tensors';
import { shapeOf } from '../inspector/tensorText';
import { parameterCount, type Outline } from '../editor/outline';
import { code, markup, table, type Markup } from '../surfaces/markup';

/** Paragraphs on the shapes; empty while a size is not known. @param rows of a batch, if known */
export function layerInWords(
  { layers, inputs }: Outline,
  index: number,
  features: number | null,
  rows: number | null,
): Markup[] {
  const layer = layers.at(index);
  if (!layer) return [];
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
