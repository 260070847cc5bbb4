/** What one output of one row adds to the loss. */
import type { RunDescription } from '../../src/protocol/snapshot';

/**
 * Scale · ℓ(a, y), divided by the number of outputs where the loss is their mean; see
 * engine/functions/losses.ts. null: the loss is none of single outputs' own numbers.
 * @param a the activation of the output; @param y its target
 */
export function outputError(
  { loss, layers, data }: RunDescription,
  a: number,
  y: number,
): number | null {
  const value = elementLoss(loss.type, layers[layers.length - 1].activation, a, y);
  if (value === null) return null;
  const isMean = loss.output_reduction === 'mean' && loss.type !== 'cross_entropy';
  return (loss.scale * value) / (isMean ? data.outputs : 1);
}

function elementLoss(
  type: RunDescription['loss']['type'],
  activation: RunDescription['layers'][number]['activation'],
  a: number,
  y: number,
): number | null {
  const log = (share: number, probability: number): number =>
    share === 0 ? 0 : -share * Math.log(probability);
  switch (type) {
    case 'mse':
      return (a - y) ** 2;
    case 'mae':
      return Math.abs(a - y);
    case 'huber':
      return Math.abs(a - y) <= 1 ? 0.5 * (a - y) ** 2 : Math.abs(a - y) - 0.5;
    case 'hinge':
      return Math.max(0, 1 - y * a);
    case 'binary_cross_entropy':
      return activation === 'sigmoid' ? log(y, a) + log(1 - y, 1 - a) : null;
    case 'cross_entropy':
      return activation === 'softmax' || activation === 'sigmoid' ? log(y, a) : null;
    default:
      return type satisfies never;
  }
}
