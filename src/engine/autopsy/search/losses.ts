/** ∂L/∂a and delta of an output, for a loss that is known or may be the one. */
import { isCrossEntropy, readingOf } from '../../functions/crossEntropy';
import { lossDivisor, lossGradient } from '../../functions/losses';
import type { ActivationName, LossName, LossSpec } from '../../ground/spec';
import { numbers } from '../ground/given';
import type { Numbers } from '../ground/given';
import { map } from '../ground/products';

/** The output and what it should be, [batch, outputs] each. */
export interface Output {
  activation: ActivationName;
  z: Numbers;
  a: Numbers;
  y: Numbers;
}

/** delta of exactly this loss. */
export function deltaOf(loss: LossSpec, { activation, z, a, y }: Output): Numbers {
  const delta = numbers(z.rows, z.cols);
  lossGradient(loss, { activation, z, a }, y, delta);
  return delta;
}

/** ∂L/∂a of exactly this loss. */
export function errorOf(loss: LossSpec, { activation, a, y }: Output): Numbers {
  const reading = readingOf(activation);
  if (!isCrossEntropy(loss.type) || reading === 'logits') {
    const error = numbers(a.rows, a.cols);
    lossGradient(loss, { activation: 'linear', z: a, a }, y, error);
    return error;
  }
  const factor = loss.scale / lossDivisor(loss, a.rows, a.cols);
  return map(a, (p, i) =>
    loss.type === 'cross_entropy'
      ? (-factor * y.data[i]) / p
      : (factor * (p - y.data[i])) / (p * (1 - p)),
  );
}

/** Whether the f′ of the output cancels against the loss, so that delta is a − y but for a factor. */
export function cancels(type: LossName, activation: ActivationName): boolean {
  return (
    (type === 'cross_entropy' && activation === 'softmax') ||
    (type === 'binary_cross_entropy' && activation === 'sigmoid')
  );
}

/** The losses that an output may have, the usual ones first. */
export function likelyLosses(activation: ActivationName, y: Numbers): LossSpec[] {
  const isBinary = y.data.every(value => value === 0 || value === 1);
  const isSigned = y.data.every(value => value === 1 || value === -1);
  const names: LossName[] = [];
  if (activation === 'softmax') names.push('cross_entropy');
  if (activation === 'sigmoid') names.push('binary_cross_entropy');
  names.push('mse');
  if (activation === 'linear' && isBinary) {
    names.push(y.cols > 1 ? 'cross_entropy' : 'binary_cross_entropy');
  }
  names.push('mae', 'huber');
  if (isSigned) names.push('hinge');
  return names.map(type => ({
    type,
    scale: 1,
    output_reduction: 'sum',
    batch_reduction: 'sum',
  }));
}
