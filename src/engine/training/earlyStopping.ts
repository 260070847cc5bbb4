/** When a run ends before its last epoch, and the sentence that says why. */
import type { EarlyStoppingSpec } from '../ground/spec';

export interface EarlyStoppingState {
  best: number | null;
  bestEpoch: number;
}

export class EarlyStopping {
  private best: number | null = null;
  /** The epoch before the first one, while there is no best; negative before that. */
  private bestEpoch = -1;

  constructor(private readonly spec: EarlyStoppingSpec) {}

  save(): EarlyStoppingState {
    return { best: this.best, bestEpoch: this.bestEpoch };
  }

  restore({ best, bestEpoch }: EarlyStoppingState): void {
    this.best = best;
    this.bestEpoch = bestEpoch;
  }

  /**
   * Looks at the monitored column of a finished epoch.
   * @returns why to stop, or null
   */
  check(epoch: number, latest: (column: string) => number): string | null {
    const { monitor, mode, target, patience } = this.spec;
    const value = latest(monitor);
    const sign = mode === 'min' ? -1 : 1;
    if (target !== null && sign * value >= sign * target) {
      return `Stopped after epoch ${epoch}: ${monitor} reached ${value} (target ${target}).`;
    }
    if (this.bestEpoch < 0) this.bestEpoch = epoch - 1;
    // What is not a number is not the best there is, however early it comes.
    const isBetter = this.best === null || sign * value > sign * this.best;
    if (isBetter && !Number.isNaN(value)) {
      this.best = value;
      this.bestEpoch = epoch;
      return null;
    }
    if (patience === null || epoch - this.bestEpoch < patience) return null;
    const times = `for ${patience} ${patience === 1 ? 'epoch' : 'epochs'}.`;
    const missed =
      this.best === null
        ? 'not a number'
        : `not better than ${this.best} (epoch ${this.bestEpoch})`;
    return `Stopped after epoch ${epoch}: ${monitor} was ${missed} ${times}`;
  }
}
