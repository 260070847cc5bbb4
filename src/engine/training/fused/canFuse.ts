/**
 * Which experiments can be trained in whole updates: plain gradient descent without penalties, on
 * the activations and losses of kernels/assembly/, without masks. All else takes its steps one by one, with the
 * same kernels and the same numbers.
 */
import { WASM_ACTIVATIONS } from '../../kernels/wasmModule';
import { isPlainDescent } from '../../optimizers/optimizers';
import type { ActivationName, LossName, RunSpec } from '../../ground/spec';
import { hasMasks } from '../../network/masks/masks';

/** Whether training by such a spec has that way. */
export function canFuse({ optimizer, model, loss, metrics }: RunSpec): boolean {
  if (!isPlainDescent(optimizer) || hasMasks(model)) return false;
  const activations = model.layers.map(layer => layer.activation);
  const output = activations[activations.length - 1];
  const hidden = activations.slice(0, -1);
  if (!hidden.every(name => WASM_ACTIVATIONS.includes(name) && name !== 'softmax')) return false;
  const measured = metrics.every(metric => metric.type === loss.type || metric.type === 'accuracy');
  return measured && thresholdOf({ metrics }) !== null && lossFits(loss.type, output);
}

/** The one threshold of all accuracies; null where there are two. */
export function thresholdOf({ metrics }: Pick<RunSpec, 'metrics'>): number | null {
  const accuracies = metrics.filter(metric => metric.type === 'accuracy');
  const thresholds = new Set(accuracies.map(metric => metric.threshold));
  if (thresholds.size > 1) return null;
  return accuracies[0]?.threshold ?? 0.5;
}

function lossFits(loss: LossName, output: ActivationName): boolean {
  switch (loss) {
    case 'mse':
      return WASM_ACTIVATIONS.includes(output) && output !== 'softmax';
    case 'binary_cross_entropy':
      return output === 'sigmoid';
    case 'cross_entropy':
      return output === 'softmax';
    default:
      return false;
  }
}
