/** What the inspector says about layers and tensors, in words. Knows nothing of vscode. */
import type {
  LayerSummary,
  RunDescription,
  TensorName,
  TensorStats,
} from '../../protocol/snapshot';
import type { State } from '../session/runView';

export const SYMBOLS: Record<TensorName, string> = {
  z: 'z',
  a: 'a',
  slope: 'f′(z)',
  delta: 'δ',
  weights: 'W',
  gradW: '∂L/∂W',
  updateW: 'ΔW',
  biases: 'b',
  gradB: '∂L/∂b',
  updateB: 'Δb',
};

/** In words, for tooltips and screen readers. */
const WORDS: Record<TensorName, string> = {
  z: 'weighted sums, before the activation',
  a: 'activations',
  slope: 'slopes of the activation, da/dz',
  delta: '∂L/∂z, the gradient with respect to the weighted sums',
  weights: 'weights, inputs × units',
  gradW: 'gradient of the loss with respect to the weights',
  updateW: 'what the next update adds to the weights',
  biases: 'biases',
  gradB: 'gradient of the loss with respect to the biases',
  updateB: 'what the next update adds to the biases',
};

/** Three significant digits, for a narrow side bar; a real minus sign; no `-0`. */
export function short(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e3 || size < 1e-3 ? value.toExponential(2) : value.toPrecision(3);
  return text.replaceAll('-', '−');
}

export function shapeOf({ rows, cols }: TensorStats): string {
  return `${rows}×${cols}`;
}

export function tensorDescription(stats: TensorStats): string {
  const shape = shapeOf(stats);
  if (stats.nonFinite === stats.rows * stats.cols) return `${shape} · no finite value`;
  const { meanAbs, min, max, nonFinite } = stats;
  const warning = nonFinite > 0 ? `${nonFinite} not finite · ` : '';
  return `${shape} · ${warning}mean |·| ${short(meanAbs)} · ${short(min)} … ${short(max)}`;
}

/** In the place of the numbers, while a pass is followed layer by layer. */
export const LATER = 'later in this pass';

export function laterLabel(layer: LayerSummary, tensor: TensorName): string {
  return `${WORDS[tensor]} of ${layer.name}: ${LATER}`;
}

/** Lines of the tooltip: the exact numbers. */
export function tensorDetails(layer: LayerSummary, stats: TensorStats): string[] {
  const { tensor, meanAbs, min, max, nonFinite } = stats;
  const lines = [
    `${SYMBOLS[tensor]} of ${layer.name}: ${WORDS[tensor]}`,
    `shape ${shapeOf(stats)}`,
    `mean |·| ${meanAbs}`,
    `minimum ${min}`,
    `maximum ${max}`,
  ];
  if (nonFinite > 0) lines.push(`${nonFinite} of ${stats.rows * stats.cols} entries are NaN or ±∞`);
  return lines;
}

/** For a screen reader: symbols spelt out. */
export function tensorLabel(layer: LayerSummary, stats: TensorStats): string {
  const range = `from ${short(stats.min)} to ${short(stats.max)}`;
  const { rows, cols } = stats;
  return `${WORDS[stats.tensor]} of ${layer.name}, ${rows} by ${cols}, mean absolute value ${short(stats.meanAbs)}, ${range}`;
}

export function layerDescription({ units, activation, parameters }: LayerSummary): string {
  return `${count(units, 'unit')} · ${activation} · ${count(parameters, 'parameter')}`;
}

export function networkDescription(description: RunDescription, { position, batchLoss }: State) {
  const loss = Number.isFinite(batchLoss) ? short(batchLoss) : 'not a number';
  return `step ${position.step.toLocaleString('en-US')} · next loss ${loss} · ${count(description.parameters, 'parameter')}`;
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}
