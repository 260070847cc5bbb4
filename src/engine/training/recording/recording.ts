/** What is shown of a batch: everything that was computed for it, and what follows from that. */
import type { Batch } from '../../network/batches';
import { objectiveOf, type Objective, type Penalties } from '../../optimizers/objective';
import { inputGradient, type Network } from '../../network/network';
import type { ProposedUpdate } from '../../optimizers/proposedUpdate';
import { multiplyBySlope } from '../../functions/slopes';
import type { ActivationName, FloatArray, Matrix } from '../../ground/spec';
import type { LayerGradients } from '../../ground/shapes';

export interface RecordedLayer {
  z: Matrix;
  a: Matrix;
  /** f′(z) = da/dz; null for softmax, of which every output depends on every z of its row. */
  readonly slope: Matrix | null;
  delta: Matrix;
  /** What a is multiplied by on its way to the next layer; null where the layer has none. */
  mask: Matrix | null;
  /** What the next layer reads: a ⊙ mask, or a itself. */
  output: Matrix;
  weights: Matrix;
  gradW: Matrix;
  /** What the next update adds to W; in float64, because differences need more digits. */
  readonly updateW: Matrix;
  biases: FloatArray | null;
  gradB: FloatArray | null;
  readonly updateB: FloatArray | null;
  /** The gradients of the objective; null where it is the loss. */
  readonly gradW_penalized: Matrix | null;
  readonly gradB_penalized: FloatArray | null;
}

/** What is computed when it is asked for. */
type Derived = 'slope' | 'updateW' | 'updateB' | 'gradW_penalized' | 'gradB_penalized';

/** Everything computed for one batch; see the conventions at the top of spec.ts. */
export class Recording {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly layers: readonly RecordedLayer[];
  private updates: readonly ProposedUpdate[] | null = null;
  private penalised: Objective | null = null;

  /**
   * @param penalties what the optimiser adds to the loss
   * @param propose computes the next update without making it
   */
  constructor(
    readonly loss: number,
    private readonly batch: Batch,
    private readonly gradients: readonly LayerGradients[],
    private readonly network: Network,
    readonly penalties: Penalties | null,
    private readonly propose: () => readonly ProposedUpdate[],
  ) {
    this.x = batch.pass.x;
    this.y = batch.y;
    this.layers = batch.pass.layers.map((pass, i) => {
      const { weights, biases } = network.parameters[i];
      const { weights: gradW, biases: gradB } = gradients[i];
      const known = { ...pass, weights, gradW, biases, gradB };
      return this.layer(i, network.model.layers[i].activation, known);
    });
  }

  /** Computed when it is asked for. */
  get gradInput(): Matrix {
    return inputGradient(this.network, this.batch.pass);
  }

  /** What the updates follow; null where that is the loss alone. Computed when it is asked for, once. */
  get objective(): Objective | null {
    const { penalties, network, loss, gradients } = this;
    if (!penalties) return null;
    const { model, parameters } = network;
    return (this.penalised ??= objectiveOf(penalties, model, parameters, loss, gradients));
  }

  /** What training needs no memory of is computed when it is asked for, once. */
  private layer(
    index: number,
    activation: ActivationName,
    known: Omit<RecordedLayer, Derived>,
  ): RecordedLayer {
    let slope: Matrix | null = null;
    const update = (): ProposedUpdate => (this.updates ??= this.propose())[index];
    const penalised = (): LayerGradients | null => this.objective?.gradients[index] ?? null;
    return {
      ...known,
      get slope() {
        if (activation !== 'softmax') slope ??= slopeOf(activation, known);
        return slope;
      },
      get updateW() {
        return update().weights;
      },
      get updateB() {
        return update().biases;
      },
      get gradW_penalized() {
        return penalised()?.weights ?? null;
      },
      get gradB_penalized() {
        return penalised()?.biases ?? null;
      },
    };
  }
}

/** f′(z) in the order of operations of the backward pass. */
function slopeOf(activation: ActivationName, { z, a }: { z: Matrix; a: Matrix }): Matrix {
  const { rows, cols, data } = z;
  const ones =
    data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length);
  const slope = { rows, cols, data: ones.fill(1) };
  multiplyBySlope(activation, z, a, slope);
  return slope;
}
