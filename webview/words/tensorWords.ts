/** What a tensor is, in words: for tooltips and screen readers. */
import { TENSORS, type TensorName } from '../../src/engine/ground/tensors';
import { t } from './say';

export function tensorWords(tensor: TensorName): string {
  return t(TENSORS[tensor].words);
}
