/** Log of the recorded updates, for the curves over steps, in bounded memory. */
import { RowLog, type LogRows } from '../../engine/training/recording/rowLog';
import type { StepRecorder } from '../../engine/training/recording/stepRecorder';
import { STEP_NORMS } from '../../protocol/snapshot';

/** More rows than any screen has pixels, and few enough to be sent and kept. */
const STEP_ROWS = 4096;

export class StepLog {
  private readonly log: RowLog;
  /** Number of the last update in the log. */
  private newest = 0;

  constructor(layers: number, rows = STEP_ROWS) {
    this.log = new RowLog(1 + STEP_NORMS.length * layers, rows);
  }

  /** Number of the last update in the log; 0 if there is none. */
  get last(): number {
    return this.newest;
  }

  /**
   * Adds the updates recorded since the last call; none if the run has gone back.
   * @param step where the run stands: later updates have been taken back
   */
  add(recorder: StepRecorder, step: number): void {
    const { first } = recorder.range;
    const last = Math.min(recorder.range.last, step);
    const { log } = this;
    if (last <= this.newest) return;
    log.addMany(
      Math.max(first, this.newest + 1),
      last,
      number => recorder.lossOf(number),
      (number, row) => recorder.read(number, row),
    );
    this.newest = last;
  }

  changes(): LogRows {
    return this.log.changes();
  }

  all(): LogRows {
    return this.log.slice(0);
  }
}
