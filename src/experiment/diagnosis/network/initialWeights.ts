/** Numbers about the weights that a layer begins with. */
import { shortNumber } from '../../../engine/ground/numbers';
import { SCALED_INITIALIZERS } from '../../../engine/ground/spec';
import { atValue, replaceValue } from '../../format/core';
import type { Fix } from '../../format/finding';
import type { Said } from '../producer';
import type { Subject } from '../subject/subject';

const RECTIFIERS: readonly string[] = [
  'relu',
  'leaky_relu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'softplus',
];

/** Root mean square. */
export function rms(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ** 2;
  return Math.sqrt(sum / values.length);
}

/**
 * What a layer multiplies the size of its inputs by, if these were independent: √fan_in · rms(W). Xavier
 * begins near 1, He near √2.
 * @returns null of weights that are drawn to fit: that a few came out small or large is chance
 */
export function gainOf({ prepared, spec }: Subject, layer: number): number | null {
  const { type } = spec.model.layers[layer].kernel_initializer;
  if (SCALED_INITIALIZERS.some(scaled => scaled === type)) return null;
  const { weights } = prepared.parameters[layer];
  return Math.sqrt(weights.rows) * rms(weights.data);
}

/** What the layers multiply the size of their inputs by. */
export function gainWords(subject: Subject, bound: 'at most' | 'at least'): string {
  const gains = subject.spec.model.layers.flatMap((_, layer) => gainOf(subject, layer) ?? []);
  if (gains.length === 0) return 'all weights are drawn to fit the number of their inputs';
  const gain = bound === 'at most' ? Math.max(...gains) : Math.min(...gains);
  return `the weights multiply the size of what comes in by ${bound} ${shortNumber(gain, 3)}`;
}

/** The initialiser that keeps the size of what passes through such units. */
export function fittingInitializer(activation: string): string {
  return RECTIFIERS.includes(activation) ? 'kaiming_uniform' : 'xavier_uniform';
}

/**
 * The same draws around 0: weights of one sign add up to more with every input.
 * @param draws an initialiser as a file writes it
 * @returns null where they are around 0 already, or are no such draws
 */
export function centred(draws: Readonly<Record<string, unknown>>): Record<string, unknown> | null {
  const { type, low = -1, high = 1, mean = 0 } = draws;
  if (type === 'normal' && mean !== 0) return { ...draws, mean: 0 };
  if (type !== 'uniform' || typeof low !== 'number' || typeof high !== 'number') return null;
  const most = Math.max(Math.abs(low), Math.abs(high));
  return low === -high ? null : { ...draws, low: -most, high: most };
}

/** What is said of a layer's initial weights; of a network that has learned nevertheless, as information. */
export function saidOf(
  subject: Subject,
  layer: number,
  words: (name: string) => string,
  evidence: Said['evidence'],
): Said {
  const { model } = subject.spec;
  const path = [...subject.path(layer), 'kernel_initializer'];
  const { activation, kernel_initializer: draws } = model.layers[layer];
  const name = fittingInitializer(activation);
  const fix: Fix = replaceValue(`Set kernel_initializer to "${name}"`, path, name);
  const around = centred(draws);
  const centre = replaceValue('Draw kernel_initializer around 0', path, around);
  return {
    place: atValue(...path),
    layer,
    tensor: 'weights',
    message: words(model.layers[layer].name),
    ...(subject.end?.learned ? { severity: 'information' as const } : {}),
    evidence,
    candidates: around ? [fix, centre] : [fix],
  };
}
