/** A run that ends its training where a condition is met: there, to the update. */
import type { LoadedRun } from './loadedRun';
import type { Trainable } from './runLoop';
import type { Hit, StopRules } from './stopRules';

export class WatchedRun implements Trainable {
  /** What it has stopped at. */
  hit: Hit | null = null;

  /** @param rules asked before every portion: they can be others by then */
  constructor(
    private readonly loaded: LoadedRun,
    private readonly rules: () => StopRules,
  ) {}

  get done(): boolean {
    return this.hit !== null || this.loaded.run.done;
  }

  train(updates: number): void {
    this.hit = this.loaded.train(updates, this.rules());
  }
}
