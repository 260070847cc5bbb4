/** What is shown of a batch: everything that was computed for it. */
import type { Batch } from './batches';
import { inputGradient, type LayerGradients, type Network } from './network';
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
  /** Computed when it is first asked for. */
  readonly gradInput: Matrix;
}

/** The buffers themselves, not copies of them. */
export function recordingOf(
  loss: number,
  { pass, y }: Batch,
  network: Network,
  gradients: readonly LayerGradients[],
): Recording {
  return {
    loss,
    x: pass.x,
    y,
    layers: pass.layers.map((layer, i) => ({
      ...layer,
      weights: network.parameters[i].weights,
      gradW: gradients[i].weights,
      biases: network.parameters[i].biases,
      gradB: gradients[i].biases,
    })),
    get gradInput() {
      return inputGradient(network, pass);
    },
  };
}
