/** The batch that comes next, and how much is known of it: computed once, looked at or not. */
import type { Batch, Batches } from '../network/batches';
import type { FusedTraining } from './fused/fused';
import { lossSum } from '../functions/losses';
import { metricValue } from '../functions/metrics';
import { backward, forward, type Network } from '../network/network';
import type { Traces } from '../network/nonFinite';
import type { Optimizer } from '../optimizers/optimizers';
import { noUpdate, proposeUpdate } from '../optimizers/proposedUpdate';
import { Recording } from './recording/recording';
import type { LossSpec } from '../ground/spec';
import type { LayerGradients } from '../ground/shapes';

export class NextBatch {
  private current: Batch;
  private known: 'nothing' | 'forward' | 'backward' = 'nothing';
  /** Updates, from 1, that the gradients and the activations in the buffers belong to. */
  private gradientsOf: number | null = null;
  private activationsOf: number | null = null;
  /** What is shown of it: what has been derived for one look is there for the next. */
  private shown: Recording | null = null;

  constructor(
    private readonly network: Network,
    private readonly loss: LossSpec,
    private readonly gradients: readonly LayerGradients[],
    private readonly batches: Batches,
    private readonly fused: FusedTraining | null,
  ) {
    this.current = batches.load(0);
  }

  /** Whether its forward pass has been done. */
  get isKnown(): boolean {
    return this.known !== 'nothing';
  }

  /**
   * The forward pass over batch `index`, where it has not been done.
   * @param update its number, from 1
   */
  forward(index: number, update: number): Batch {
    if (this.known !== 'nothing') return this.current;
    const batch = this.batches.load(index);
    if (this.fused) {
      batch.lossSum = this.fused.forward(batch);
    } else {
      forward(this.network, batch.pass);
      batch.lossSum = lossSum(this.loss.type, batch.pass.outputs, batch.y);
    }
    this.current = batch;
    this.activationsOf = update;
    this.known = 'forward';
    return batch;
  }

  /** The backward pass, after `forward` and where it has not been done. */
  backward(update: number): void {
    if (this.known !== 'forward') return;
    const { pass, y } = this.current;
    if (this.fused) this.fused.backward(this.current);
    else backward(this.network, this.loss, pass, y, this.gradients);
    this.gradientsOf = update;
    this.known = 'backward';
  }

  /** The loss of the batch that was forwarded last. */
  batchLoss(): number {
    const { lossSum: sum, y } = this.current;
    return metricValue(this.loss, sum, y.rows, y.cols);
  }

  /**
   * The same until the run goes on: call it after `backward`.
   * @param rate the learning rate of the next update, which `optimizer` will make
   */
  recording(optimizer: Optimizer, rate: number): Recording {
    const { current, network, gradients } = this;
    const { parameters } = network;
    const loss = this.batchLoss();
    this.shown ??= new Recording(loss, current, gradients, network, optimizer.penalties, () =>
      Number.isFinite(loss) ? proposeUpdate(parameters, optimizer, rate) : noUpdate(parameters),
    );
    return this.shown;
  }

  /** An update has been done: what was known is of the batch before. */
  forget(): void {
    this.known = 'nothing';
    this.shown = null;
  }

  /** The run stands somewhere else: what the buffers hold belongs to no update of it. */
  startAgain(): void {
    this.forget();
    this.gradientsOf = null;
    this.activationsOf = null;
  }

  /** Updates up to this number have been done in one call, which has left z and a behind. */
  passed(update: number): void {
    this.activationsOf = Math.max(this.activationsOf ?? 0, update);
  }

  /** What a search for numbers that are not finite can look at, after `steps` updates. */
  traces(steps: number): Traces {
    const { model, parameters } = this.network;
    const { gradients, gradientsOf, activationsOf } = this;
    const [{ pass }, loss] = [this.current, this.batchLoss()];
    return { model, parameters, gradients, pass, loss, steps, gradientsOf, activationsOf };
  }
}
