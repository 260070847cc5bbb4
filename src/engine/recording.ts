/** What is shown of a batch: everything that was computed for it. */
import type { Batch } from './batches';
import { inputGradient, type LayerGradients, type Network } from './network';
import type { FloatArray, Matrix } from './spec';

export interface RecordedLayer {
  z: Matrix;
  a: Matrix;
  delta: Matrix;
  weights: Matrix;
  gradW: Matrix;
  biases: FloatArray | null;
  gradB: FloatArray | null;
}

/** The buffers that hold what is computed of a batch. */
export function recordedLayers(
  { pass }: Batch,
  { parameters }: Network,
  gradients: readonly LayerGradients[],
): RecordedLayer[] {
  return pass.layers.map(({ z, a, delta }, i) => {
    const { weights, biases } = parameters[i];
    const { weights: gradW, biases: gradB } = gradients[i];
    return { z, a, delta, weights, gradW, biases, gradB };
  });
}

/** Everything computed for one batch; see the conventions at the top of spec.ts. */
export class Recording {
  readonly x: Matrix;
  readonly y: Matrix;

  constructor(
    readonly loss: number,
    private readonly batch: Batch,
    readonly layers: readonly RecordedLayer[],
    private readonly network: Network,
  ) {
    this.x = batch.pass.x;
    this.y = batch.y;
  }

  /** Computed when it is asked for. */
  get gradInput(): Matrix {
    return inputGradient(this.network, this.batch.pass);
  }
}
