/** Where a run stands: its position, the order of the running epoch, the next learning rate. */
import type { Batches } from '../network/batches';
import type { RandomStream, StreamState } from '../rng/stream';
import { learningRate } from '../optimizers/schedules';
import type { RunSpec } from '../ground/spec';

export interface Position {
  /** Updates done so far. */
  step: number;
  /** Whole epochs done so far. */
  epoch: number;
  /** Batches done inside the running epoch. */
  batch: number;
}

/** Where the present length of the epochs begins: a fork may have had others before. */
export interface Origin {
  /** Updates done before this epoch began. */
  step: number;
  /** Whole epochs done by then. */
  epoch: number;
}

/** Plain data: survives structured cloning. */
export interface ProgressState {
  position: Position;
  /** The order of the rows in the running epoch has been drawn. */
  epochStarted: boolean;
  /** Rows in that order, shared by all states of an epoch; null: as they stand. */
  order: Int32Array | null;
  stream: StreamState;
}

export class Progress {
  readonly at: Position = { step: 0, epoch: 0, batch: 0 };
  origin: Origin = { step: 0, epoch: 0 };
  /** The learning rate of the next update. */
  rate: number;
  private epochStarted = false;
  /** The stream as it stood before the masks of the next batch were drawn; null: they are not. */
  private beforeMasks: StreamState | null = null;

  constructor(
    private readonly spec: RunSpec,
    private readonly batches: Batches,
    private readonly stream: RandomStream,
  ) {
    this.rate = this.scheduledRate();
  }

  /** Draws the order of the running epoch, where that has not been done. */
  startEpoch(): void {
    if (!this.epochStarted) this.batches.startEpoch(this.stream);
    this.epochStarted = true;
  }

  /**
   * Draws what the next batch needs and has not: the order of its epoch, then its masks. They belong
   * to no state: a run that is restored draws them again, from the stream as it stood before.
   */
  startBatch(): void {
    this.startEpoch();
    if (!this.batches.masked) return;
    this.beforeMasks = this.stream.save();
    this.batches.drawMasks(this.at.batch, this.stream);
  }

  /** Counts an update. @returns whether it was the last of its epoch */
  advance(): boolean {
    const { at } = this;
    this.beforeMasks = null;
    at.step++;
    at.batch++;
    if (at.batch < this.batches.perEpoch) return false;
    at.epoch++;
    at.batch = 0;
    this.epochStarted = false;
    this.rate = this.scheduledRate();
    return true;
  }

  save(): ProgressState {
    const { epochStarted, batches, stream } = this;
    const { currentOrder: order } = batches;
    const { beforeMasks } = this;
    return { position: { ...this.at }, epochStarted, order, stream: beforeMasks ?? stream.save() };
  }

  restore({ position, epochStarted, order, stream }: ProgressState): void {
    Object.assign(this.at, position);
    this.epochStarted = epochStarted;
    this.batches.currentOrder = order;
    this.stream.restore(stream);
    this.beforeMasks = null;
    this.rate = this.scheduledRate();
  }

  /** A schedule is for the epochs of the file, also where a run goes on beyond them. */
  private scheduledRate(): number {
    const { optimizer, trainer } = this.spec;
    return learningRate(optimizer, this.at.epoch, trainer.epochs);
  }
}
