/** What is shown of a batch: everything that was computed for it. */
import type { Batch } from './batches';
import type { LayerGradients } from './network';
import type { LayerParameters } from './shapes';
import type { FloatArray, Matrix } from './spec';

/** Everything computed for one batch; see the conventions at the top of spec.ts. */
export interface Recording {
  loss: number;
  x: Matrix;
  y: Matrix;
  layers: {
    z: Matrix;
    a: Matrix;
    delta: Matrix;
    weights: Matrix;
    gradW: Matrix;
    biases: FloatArray | null;
    gradB: FloatArray | null;
  }[];
  gradInput: Matrix;
}

/** The buffers themselves, not copies of them. */
export function recordingOf(
  loss: number,
  { pass, y }: Batch,
  parameters: readonly LayerParameters[],
  gradients: readonly LayerGradients[],
): Recording {
  return {
    loss,
    x: pass.x,
    y,
    layers: pass.layers.map((layer, i) => ({
      ...layer,
      weights: parameters[i].weights,
      gradW: gradients[i].weights,
      biases: parameters[i].biases,
      gradB: gradients[i].biases,
    })),
    gradInput: pass.gradInput,
  };
}
