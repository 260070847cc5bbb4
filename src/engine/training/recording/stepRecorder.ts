/**
 * The norms of every layer at every update: the last `capacity` updates are kept. A run trains to
 * the same bits with and without a recorder.
 *
 * All norms are of L2, computed in float64 (see squares.ts). Of a batch of one row ∂W = xᵀ·delta,
 * so that ‖∂W‖ = ‖x‖·‖δ‖. Plain gradient descent adds −η·∂W: its ‖ΔW‖ is η·‖∂W‖; of every other
 * optimiser ‖ΔW‖ is that of the difference it has made. Where a sample at a time goes through a
 * large layer, reading all of W would cost more than the update itself: there the norm is carried
 * on by ‖W − η∂W‖² = ‖W‖² − 2η⟨W, ∂W⟩ + η²‖∂W‖², and summed anew at every 64th update.
 */
import type { Batch, Batches } from '../../network/batches';
import type { Kernels } from '../../kernels/kernels';
import type { FusedTraining } from '../fused/fused';
import { metricValue } from '../../functions/metrics';
import { inputOf } from '../../network/network';
import { isPlainDescent } from '../../optimizers/optimizers';
import type { LayerGradients, LayerParameters } from '../../ground/shapes';
import type { FloatArray, LossSpec, RunSpec } from '../../ground/spec';
import { isCarried, squaredDistance, weightsByGradient } from '../../ground/squares';

/** One number for each recorded update. */
export interface LayerNorms {
  /** ‖δ‖ of all rows of the batch together. */
  delta: Float64Array;
  gradW: Float64Array;
  /** ‖W‖ before the update. */
  weights: Float64Array;
  /** ‖ΔW‖: how far the update moves W. */
  update: Float64Array;
}

/** Consecutive updates; all arrays are of one length. */
export interface StepNorms {
  /** Number of the first of them, from 1. */
  first: number;
  /** Losses of the batches, before their updates. */
  loss: Float64Array;
  layers: LayerNorms[];
}

/** Updates between two sums of all weights. */
const FRESH_EVERY = 64;

interface RecordedLayer {
  parameters: LayerParameters;
  gradW: FloatArray;
  trains: boolean;
  carried: boolean;
  /** Σ W² before the next update; NaN where it is not known. */
  weightSquares: number;
  /** W before the update, where only that tells how far it moves. */
  before: FloatArray | null;
  /** The norms' squares. */
  squares: LayerNorms;
}

export class StepRecorder {
  private readonly layers: RecordedLayer[];
  private readonly losses: Float64Array;
  private readonly loss: LossSpec;
  private readonly anyCarried: boolean;
  /** The number of the last update, and how many are kept up to it. */
  private last = 0;
  private kept = 0;

  /** @param capacity updates that are kept, at least 1 */
  constructor(
    readonly capacity: number,
    { optimizer, model, loss }: RunSpec,
    parameters: readonly LayerParameters[],
    gradients: readonly LayerGradients[],
    private readonly batches: Batches,
    private readonly kernels: Kernels,
  ) {
    this.loss = loss;
    const column = (): Float64Array => new Float64Array(capacity);
    const plain = isPlainDescent(optimizer);
    this.losses = column();
    this.layers = parameters.map((own, i) => ({
      parameters: own,
      gradW: gradients[i].weights.data,
      trains: model.layers[i].trainable.kernel,
      carried: plain && isCarried(own.weights, batches.size),
      weightSquares: NaN,
      before: plain ? null : own.weights.data.slice(),
      squares: { delta: column(), gradW: column(), weights: column(), update: column() },
    }));
    this.anyCarried = this.layers.some(layer => layer.carried);
  }

  /**
   * Before updates that are done in one call.
   * @param done number of the last update
   * @returns how many of `count` there may be: up to the next sum of all weights
   */
  portion(done: number, count: number): number {
    this.prepare(done);
    return this.anyCarried ? Math.min(count, FRESH_EVERY - (done % FRESH_EVERY)) : count;
  }

  /** The update after number `done`, about to be done alone; its gradients are known. */
  before({ pass }: Batch, loss: number, rate: number, done: number): void {
    this.prepare(done);
    const at = this.next(loss);
    for (let l = 0; l < this.layers.length; l++) {
      const layer = this.layers[l];
      const { weights, biases } = layer.parameters;
      const { z, delta } = pass.layers[l];
      const input = inputOf(pass, l);
      const ofDelta = this.kernels.squares(delta.data);
      const ofGradW =
        pass.rows === 1
          ? this.kernels.squares(input.data) * ofDelta
          : this.kernels.squares(layer.gradW);
      const ofWeights = layer.carried
        ? weightsByGradient(z.data, biases, delta.data)
        : this.kernels.squares(weights.data);
      write(layer, at, ofDelta, ofGradW, ofWeights, rate);
      if (layer.before) layer.before.set(weights.data);
    }
  }

  /** The update has been done. */
  after(): void {
    const at = this.last % this.capacity;
    for (const { before, parameters, squares } of this.layers) {
      if (before) squares.update[at] = squaredDistance(parameters.weights.data, before);
    }
  }

  /** `count` updates that were done in one call, from batch `first` of an epoch on. */
  addTrained({ squares, lossSums }: FusedTraining, count: number, first: number, rate: number) {
    const { batches, loss, layers } = this;
    for (let i = 0; i < count; i++) {
      const rows = batches.rowsOf((first + i) % batches.perEpoch);
      const at = this.next(metricValue(loss, lossSums[i], rows, batches.full.y.cols));
      for (let l = 0; l < layers.length; l++) {
        const { delta, gradW, weights } = squares[l];
        write(layers[l], at, delta[i], gradW[i], weights[i], rate);
      }
    }
  }

  /** Numbers of the updates that are kept; `last` is one less than `first` where none is. */
  get range(): { first: number; last: number } {
    return { first: this.last - this.kept + 1, last: this.last };
  }

  /** The batch's loss before update `number`, which is kept. */
  lossOf(number: number): number {
    return this.losses[number % this.capacity];
  }

  /** Writes the loss of a kept update, and ‖δ‖, ‖∂W‖, ‖W‖ and ‖ΔW‖ of each layer in turn. */
  read(number: number, into: Float64Array): void {
    const at = number % this.capacity;
    into[0] = this.losses[at];
    for (let l = 0, to = 1; l < this.layers.length; l++) {
      const { delta, gradW, weights, update } = this.layers[l].squares;
      into[to++] = Math.sqrt(delta[at]);
      into[to++] = Math.sqrt(gradW[at]);
      into[to++] = Math.sqrt(weights[at]);
      into[to++] = Math.sqrt(update[at]);
    }
  }

  /** Copies of what is kept, from update number `from` on. */
  since(from: number): StepNorms {
    const first = Math.max(from, this.last - this.kept + 1);
    const length = Math.max(0, this.last - first + 1);
    const copy = (column: Float64Array, of: (x: number) => number): Float64Array =>
      Float64Array.from({ length }, (_, i) => of(column[(first + i) % this.capacity]));
    return {
      first,
      loss: copy(this.losses, x => x),
      layers: this.layers.map(({ squares: { delta, gradW, weights, update } }) => ({
        delta: copy(delta, Math.sqrt),
        gradW: copy(gradW, Math.sqrt),
        weights: copy(weights, Math.sqrt),
        update: copy(update, Math.sqrt),
      })),
    };
  }

  /** Where others have been done since the last update here, all is new. */
  private prepare(done: number): void {
    const continued = done === this.last;
    if (!continued) {
      this.kept = 0;
      this.last = done;
    }
    for (const layer of this.layers) {
      if (layer.carried && !(continued && done % FRESH_EVERY > 0 && layer.weightSquares >= 0)) {
        layer.weightSquares = this.kernels.squares(layer.parameters.weights.data);
      }
    }
  }

  /** Place of one more update. */
  private next(loss: number): number {
    this.last++;
    if (this.kept < this.capacity) this.kept++;
    const at = this.last % this.capacity;
    this.losses[at] = loss;
    return at;
  }
}

/** @param ofWeights ⟨W, ∂W⟩ in its place where Σ W² is carried on */
function write(
  layer: RecordedLayer,
  at: number,
  ofDelta: number,
  ofGradW: number,
  ofWeights: number,
  rate: number,
): void {
  const { squares } = layer;
  const step = layer.trains ? rate : 0;
  squares.delta[at] = ofDelta;
  squares.gradW[at] = ofGradW;
  squares.update[at] = layer.trains ? step * step * ofGradW : 0;
  if (!layer.carried) {
    squares.weights[at] = ofWeights;
    return;
  }
  squares.weights[at] = layer.weightSquares;
  const next = layer.weightSquares - 2 * step * ofWeights + step * step * ofGradW;
  layer.weightSquares = Math.max(0, next);
}
