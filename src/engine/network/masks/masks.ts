/**
 * Layers without parameters, which stand between two dense ones: in training they multiply the
 * activations of a batch by a mask that is drawn for it; when evaluating they do nothing.
 */
import type { RandomStream } from '../../rng/stream';
import type { MaskSpec, Matrix, ModelSpec } from '../../ground/spec';
import { dropout } from './dropout';
import type { MaskKind } from './kind';

type Kinds = { readonly [T in MaskSpec['type']]: MaskKind<Extract<MaskSpec, { type: T }>> };

const KINDS: Kinds = { dropout };

/** Whether training draws masks. */
export function hasMasks({ layers }: ModelSpec): boolean {
  return layers.some(({ mask }) => mask !== null);
}

/** Draws the masks of one batch, layer after layer. */
export function drawMasks(
  { layers }: ModelSpec,
  masks: readonly (Matrix | null)[],
  stream: RandomStream,
): void {
  layers.forEach(({ mask: spec }, i) => {
    const mask = masks[i];
    if (spec && mask) KINDS[spec.type].draw(spec, stream, mask);
  });
}

/**
 * out = values ⊙ mask, element by element; `out` may be `values` itself. What is dropped is 0, not
 * −0, which JSON would not keep; a number that is not finite stays so.
 */
export function multiplyByMask(
  { data: values }: Matrix,
  { data: mask }: Matrix,
  out: Matrix,
): void {
  const { data } = out;
  for (let i = 0; i < data.length; i++) data[i] = values[i] * mask[i] + 0;
}
