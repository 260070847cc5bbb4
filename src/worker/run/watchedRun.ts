/** A run whose training ends exactly at the update that meets a stop rule. */
import type { LoadedRun } from './loadedRun';
import type { Trainable } from './runLoop';
import type { Hit, StopRules } from './stopRules';

export class WatchedRun implements Trainable {
  /** Where it has stopped; null: no rule has been met. */
  hit: Hit | null = null;

  /** @param rules asked before every portion, because they may change while it trains */
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
