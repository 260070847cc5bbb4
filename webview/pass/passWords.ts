/** A substep of a pass in words, and in the symbols of the file. */
import type { RunDescription, Substep } from '../../src/protocol/snapshot';
import { formatNumber } from '../words/numbers';
import { hasTensor } from '../words/tensorNames';
import { t } from '../words/say';

/**
 * What was computed in this substep.
 * @param step updates that have been done
 * @param loss of the batch
 */
export function passWords(
  substep: Substep,
  description: RunDescription,
  { step, loss }: { step: number; loss: number },
): string {
  const { kind, layer } = substep;
  switch (kind) {
    case 'forward':
      return forwardWords(description, layer);
    case 'loss':
      return lossWords(description, loss);
    case 'backward':
      return backwardWords(description, layer);
    case 'update':
      if (step === 0) return t('inputs: nothing of this pass has been computed yet');
      return t('update done: weights and biases have moved by the gradients of the batch before');
    default:
      return kind satisfies never;
  }
}

function forwardWords(description: RunDescription, layer: number): string {
  const { layers, symbols } = description;
  const { name, activation, useBias } = layers[layer];
  const { z, a, weights, biases } = symbols.layers[layer];
  const sum = `${inputOf(description, layer)} · ${weights.text}${useBias ? ` + ${biases.text}` : ''}`;
  return t`forward, ${name}:  ${z.text} = ${sum},  ${a.text} = ${activation}(${z.text})`;
}

function lossWords({ symbols }: RunDescription, value: number): string {
  const { loss, target, layers } = symbols;
  const output = layers[layers.length - 1].a.text;
  return t`loss:  ${loss.text}(${output}, ${target.text}) = ${formatNumber(value)}`;
}

function backwardWords(description: RunDescription, layer: number): string {
  const { layers, symbols } = description;
  const { name, activation, useBias } = layers[layer];
  const { z, delta, weights, biases } = symbols.layers[layer];
  const above = symbols.layers.at(layer + 1);
  const from = above
    ? `${above.delta.text} · ${above.weights.text}ᵀ${maskOf(description, layer)} ∘ ${activation}′(${z.text})`
    : `∂${symbols.loss.text}/∂${z.text}`;
  const gradW = `∂${weights.text} = ${inputOf(description, layer)}ᵀ · ${delta.text}`;
  const gradB = useBias ? t`,  ∂${biases.text} = Σ rows of ${delta.text}` : '';
  return t`backward, ${name}:  ${delta.text} = ${from},  ${gradW}${gradB}`;
}

function inputOf(description: RunDescription, layer: number): string {
  const { input, layers } = description.symbols;
  if (layer === 0) return input.text;
  const mask = maskOf(description, layer - 1);
  const a = layers[layer - 1].a.text;
  return mask === '' ? a : `(${a}${mask})`;
}

/** What dropout multiplies the activations of a layer by; empty where nothing does. */
function maskOf(description: RunDescription, layer: number): string {
  const masked = hasTensor(description, { layer, tensor: 'mask' });
  return masked ? ` ∘ ${description.symbols.layers[layer].mask.text}` : '';
}
