/** Whether a run is done, and why. */
import { EarlyStopping, type EarlyStoppingState } from './earlyStopping';
import type { NonFinite } from '../network/nonFinite';
import type { TrainerSpec } from '../ground/spec';

/** Plain data: survives structured cloning. */
export interface EndingState {
  reason: string | null;
  failure: NonFinite | null;
  stopping: EarlyStoppingState | null;
}

export class Ending {
  private reason: string | null = null;
  private firstFailure: NonFinite | null = null;
  private readonly stopping: EarlyStopping | null;

  constructor(private readonly trainer: TrainerSpec) {
    this.stopping = trainer.early_stopping && new EarlyStopping(trainer.early_stopping);
  }

  /** What left the finite range first and ended the run; null where nothing did. */
  get failure(): NonFinite | null {
    return this.firstFailure;
  }

  /** @param epoch whole epochs done */
  isReached(epoch: number): boolean {
    return this.reason !== null || epoch >= this.trainer.epochs;
  }

  /** One sentence; null while the run is not done. */
  sentence(epoch: number): string | null {
    if (this.reason !== null || !this.isReached(epoch)) return this.reason;
    const { epochs } = this.trainer;
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
    const { reason, firstFailure: failure } = this;
    return { reason, failure, stopping: this.stopping && this.stopping.save() };
  }

  restore({ reason, failure, stopping }: EndingState): void {
    this.reason = reason;
    this.firstFailure = failure;
    if (stopping) this.stopping?.restore(stopping);
  }
}
