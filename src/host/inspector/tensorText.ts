/** Texts of the inspector about layers and tensors. Knows nothing of vscode. */
import { counted, formatInteger, formatNumber, percent } from '../../engine/ground/numbers';
import { TENSORS, tensorSymbol } from '../../engine/ground/tensors';
import type {
  LayerSummary,
  RunDescription,
  Symbols,
  TensorName,
  UnitHealth,
} from '../../protocol/snapshot';
import type { State } from '../session/run/state';
import type { TensorStats } from '../../protocol/tensors';

/** The file's symbol for a tensor of a layer. */
export function symbolOf({ layers, loss }: Symbols, layer: number, tensor: TensorName): string {
  return tensorSymbol(tensor, plain => layers[layer][plain].name, loss.name);
}

export function shapeOf({ rows, cols }: TensorStats): string {
  return `${rows}×${cols}`;
}

/** A side bar is narrow. */
const short = (value: number): string => formatNumber(value, 3);

/** @param course of its norm over the last steps, as a sparkline; empty if it is not recorded */
export function tensorDescription(stats: TensorStats, course = ''): string {
  const shape = shapeOf(stats);
  if (stats.nonFinite === stats.rows * stats.cols) return `${shape} · no finite value`;
  const { norm, meanAbs, min, max, nonFinite } = stats;
  const parts = [
    shape,
    ...(nonFinite > 0 ? [`${nonFinite} not finite`] : []),
    `‖·‖ ${short(norm)}${course && ` ${course}`}`,
    `mean |·| ${short(meanAbs)}`,
    `${short(min)} … ${short(max)}`,
  ];
  return parts.join(' · ');
}

/** Replaces the numbers while a pass is followed layer by layer. */
export const LATER = 'later in this pass';

export function laterLabel(layer: LayerSummary, tensor: TensorName): string {
  return `${layer.name}, ${TENSORS[tensor].words}: ${LATER}`;
}

/** Lines of the tooltip, with the exact numbers. */
export function tensorDetails(symbol: string, layer: LayerSummary, stats: TensorStats): string[] {
  const { tensor, norm, meanAbs, min, max, nonFinite } = stats;
  const known = nonFinite < stats.rows * stats.cols;
  const lines = [
    `${symbol} of ${layer.name}: ${TENSORS[tensor].words}`,
    `shape ${shapeOf(stats)}`,
    ...(known
      ? [`norm ‖·‖ (L2) ${norm}`, `mean |·| ${meanAbs}`, `minimum ${min}`, `maximum ${max}`]
      : []),
  ];
  if (nonFinite > 0)
    lines.push(`not finite (NaN or ±∞) ${nonFinite} of ${stats.rows * stats.cols}`);
  return lines;
}

/** Text for a screen reader, with symbols spelt out. */
export function tensorLabel(layer: LayerSummary, stats: TensorStats): string {
  const { tensor, rows, cols, norm, meanAbs, min, max, nonFinite } = stats;
  const what = `${layer.name}, ${TENSORS[tensor].words}: ${rows} by ${cols}`;
  if (nonFinite === rows * cols) return `${what}, no finite value`;
  const odd = nonFinite > 0 ? `, ${nonFinite} not finite` : '';
  const sizes = `norm ${short(norm)}, mean absolute value ${short(meanAbs)}`;
  return `${what}${odd}, ${sizes}, from ${short(min)} to ${short(max)}`;
}

/** @param health null until a pass followed layer by layer has shown the layer */
export function layerDescription(layer: LayerSummary, health: UnitHealth | null): string {
  const { units, activation, parameters } = layer;
  const { saturated, dead } = health ?? { saturated: null, dead: null };
  const parts = [
    counted(units, 'unit'),
    activation,
    counted(parameters, 'parameter'),
    ...(saturated ? [`${percent(saturated)} saturated`] : []),
    ...(dead && dead.length > 0 ? [`${dead.length} of ${units} off`] : []),
  ];
  return parts.join(' · ');
}

/** @param findings how many there are */
export function networkDescription(
  description: RunDescription,
  { position, batchLoss }: State,
  findings: number,
): string {
  const parts = [
    `step ${formatInteger(position.step)}`,
    `next loss ${formatNumber(batchLoss)}`,
    counted(description.parameters, 'parameter'),
    ...(findings > 0 ? [counted(findings, 'finding')] : []),
  ];
  return parts.join(' · ');
}
