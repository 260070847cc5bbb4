/** Stops a run exactly at the update that meets a rule. */
import type { Run } from '../../engine/training/run';
import type { Station } from '../../engine/training/stations';
import type { StopRules } from './stopRules';
import type { Timeline } from './timeline';
import type { UpdateRecorder } from './updateRecorder';

/** The first of its stations: what it takes back, the others are not to see. */
export class Stopping implements Station {
  /** Where the run stood when it went on; null where no rule watched it. */
  private from: number | null = null;

  /** @param rules asked each time, because they may change while the run trains */
  constructor(
    private readonly run: Run,
    private readonly timeline: Timeline,
    private readonly recorder: UpdateRecorder,
    private readonly rules: () => StopRules,
  ) {}

  leave(): void {
    if (this.rules().isEmpty) return;
    this.timeline.note();
    this.from = this.run.position.step;
    this.run.log.hold();
  }

  due(): number {
    return Infinity;
  }

  /** Takes back the updates after the first that meets a rule: nothing has shown them yet. */
  look(): string | null {
    const { run, from } = this;
    if (from === null) return null;
    this.from = null;
    const norms = this.recorder.since(from + 1);
    const hit = norms && this.rules().check(norms);
    if (hit) this.timeline.takeBack(hit.step);
    run.log.release(run.position.epoch);
    return hit?.message ?? null;
  }
}
