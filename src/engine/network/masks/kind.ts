/** What a kind of mask is: each stands in a file of its own, and in the table of masks.ts. */
import type { RandomStream } from '../../rng/stream';
import type { Matrix } from '../../ground/spec';

export interface MaskKind<Spec> {
  /**
   * Fills the mask of a batch: what each activation is multiplied by in training.
   * @param mask [rows, units], in the dtype of the run
   */
  draw(spec: Spec, stream: RandomStream, mask: Matrix): void;
}
