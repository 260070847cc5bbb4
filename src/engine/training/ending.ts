/** Whether a run is done, and why. */
import { EarlyStopping, type EarlyStoppingState } from './earlyStopping';
import type { NonFinite } from '../network/nonFinite';
import type { TrainerSpec } from '../ground/spec';

/** Plain data: survives structured cloning. */
export interface EndingState {
  reason: string | null;
  failure: NonFinite | null;
  stopping: EarlyStoppingState | null;
  /** Whole epochs that are trained whatever the file says of the end. */
  atLeast: number;
}

export class Ending {
  private reason: string | null = null;
  private firstFailure: NonFinite | null = null;
  private atLeast = 0;
  private readonly stopping: EarlyStopping | null;

  constructor(private readonly trainer: TrainerSpec) {
    this.stopping = trainer.early_stopping && new EarlyStopping(trainer.early_stopping);
  }

  /** What left the finite range first and ended the run; null where nothing did. */
  get failure(): NonFinite | null {
    return this.firstFailure;
  }

  /** Whole epochs after which the run ends at the latest. */
  get epochs(): number {
    return Math.max(this.trainer.epochs, this.atLeast);
  }

  /** @param epoch whole epochs done */
  isReached(epoch: number): boolean {
    if (this.firstFailure) return true;
    if (epoch < this.atLeast) return false;
    return this.reason !== null || epoch >= this.trainer.epochs;
  }

  /** Nothing ends the run before this many whole epochs are done, except a number that is not finite. */
  goOn(epochs: number): void {
    this.atLeast = Math.max(this.atLeast, epochs);
  }

  /** One sentence; null while the run is not done. */
  sentence(epoch: number): string | null {
    if (!this.isReached(epoch)) return null;
    if (this.reason !== null) return this.reason;
    const { epochs } = this.trainer;
    if (epoch > epochs) return `Trained ${epoch} epochs; the file asks for ${epochs}.`;
    return `Trained ${epochs === 1 ? 'its one epoch' : `all ${epochs} epochs`}.`;
  }

  /** Looks at the epoch that has just been finished. */
  checkEpoch(epoch: number, latest: (column: string) => number): void {
    if (this.stopping) this.reason = this.stopping.check(epoch, latest);
  }

  fail(failure: NonFinite | null): void {
    this.firstFailure = failure;
    this.reason = failure && failure.message;
  }

  save(): EndingState {
    const { reason, firstFailure: failure, atLeast } = this;
    return { reason, failure, stopping: this.stopping && this.stopping.save(), atLeast };
  }

  restore({ reason, failure, stopping, atLeast }: EndingState): void {
    this.reason = reason;
    this.atLeast = atLeast;
    this.firstFailure = failure;
    if (stopping) this.stopping?.restore(stopping);
  }
}
