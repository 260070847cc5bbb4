/** A run that ends its training where a condition is met: there, to the update. */
import type { Trainable } from './runLoop';
import type { LoadedRun } from './loadedRun';
import type { Hit, StopRules } from './stopRules';

export class WatchedRun implements Trainable {
  /** What it has stopped at. */
  hit: Hit | null = null;

  constructor(
    private readonly loaded: LoadedRun,
    private readonly rules: StopRules,
  ) {}

  get done(): boolean {
    return this.hit !== null || this.loaded.run.done;
  }

  train(updates: number): void {
    const { loaded } = this;
    const { run, timeline, steps } = loaded;
    if (this.rules.isEmpty || !steps) {
      loaded.train(updates);
      return;
    }
    for (let left = updates; left > 0 && !this.done; left -= steps.capacity) {
      timeline.note();
      const before = run.position.step;
      loaded.train(Math.min(left, steps.capacity));
      this.hit = this.rules.check(steps.since(before + 1));
    }
    if (this.hit) this.standAt(this.hit.step);
  }

  private standAt(step: number): void {
    const { run, timeline } = this.loaded;
    timeline.restoreBefore(step);
    run.train(step - run.position.step);
  }
}
