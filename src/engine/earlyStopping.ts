/** When a run ends before its last epoch, and the sentence that says why. */
import type { EarlyStoppingSpec } from './spec';

export interface EarlyStoppingState {
  best: number | null;
  bestEpoch: number;
}

export class EarlyStopping {
  private best: number | null = null;
  private bestEpoch = 0;

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
    if (this.best === null || sign * value > sign * this.best) {
      this.best = value;
      this.bestEpoch = epoch;
      return null;
    }
    if (patience === null || epoch - this.bestEpoch < patience) return null;
    return (
      `Stopped after epoch ${epoch}: ${monitor} was not better than ${this.best} ` +
      `(epoch ${this.bestEpoch}) for ${patience} ${patience === 1 ? 'epoch' : 'epochs'}.`
    );
  }
}
