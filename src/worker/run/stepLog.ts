/** What was recorded of every update, for the curves over steps: in memory that has a limit. */
import { RowLog, type LogRows } from '../../engine/training/recording/rowLog';
import type { StepRecorder } from '../../engine/training/recording/stepRecorder';
import { STEP_NORMS } from '../../protocol/snapshot';

/** More than any screen has pixels, few enough to be sent and kept. */
const STEP_ROWS = 4096;

export class StepLog {
  private readonly log: RowLog;
  private taken = 0;

  constructor(layers: number, rows = STEP_ROWS) {
    this.log = new RowLog(1 + STEP_NORMS.length * layers, rows);
  }

  /** Number of the last update that was taken. */
  get last(): number {
    return this.taken;
  }

  /**
   * Takes what has been recorded since the last call; a run that has gone back adds nothing.
   * @param step where the run stands: what lies behind it has been taken back
   */
  take(recorder: StepRecorder, step: number): void {
    const { first } = recorder.range;
    const last = Math.min(recorder.range.last, step);
    const { log } = this;
    if (last <= this.taken) return;
    log.addMany(
      Math.max(first, this.taken + 1),
      last,
      number => recorder.lossOf(number),
      (number, row) => recorder.read(number, row),
    );
    this.taken = last;
  }

  changes(): LogRows {
    return this.log.changes();
  }

  all(): LogRows {
    return this.log.slice(0);
  }
}
