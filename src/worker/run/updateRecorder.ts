/** Records the norms of updates for the curves: all of them while something asks for that, else some. */
import type { Run } from '../../engine/training/run';
import type { StepNorms, StepRecorder } from '../../engine/training/recording/stepRecorder';
import type { Station } from '../../engine/training/stations';
import { StepLog } from './stepLog';

/** Updates that the recorder keeps: more than are done between two reads. */
const RECORDED_STEPS = 1024;

/** The largest network, in parameters, that has some updates recorded before a picture asks for them. */
const SAMPLED_PARAMETERS = 10_000;
/** One in this number of updates is then recorded: recording costs up to a third of the update itself. */
const SAMPLED_EVERY = 32;

/** A reason to record every update. */
export type Purpose = 'stopping' | 'pictures';

export class UpdateRecorder implements Station {
  /** Everything recorded so far. */
  readonly log: StepLog;
  /** Of every update; null while nothing asks for that. */
  private all: StepRecorder | null = null;
  /** Of the next update alone. */
  private sample: StepRecorder | null = null;

  /** @param purposes why every update is recorded; they stay when a run starts again */
  constructor(
    private readonly run: Run,
    private readonly parameters: number,
    private readonly purposes: Set<Purpose> = new Set(),
  ) {
    this.log = new StepLog(run.parameters.length);
    this.follow();
  }

  /** The same for another run of the network, with an empty log. */
  startAgain(run: Run): UpdateRecorder {
    return new UpdateRecorder(run, this.parameters, this.purposes);
  }

  /** Starts or stops recording every update for this purpose, however large the network. */
  record(purpose: Purpose, wanted: boolean): void {
    if (wanted) this.purposes.add(purpose);
    else this.purposes.delete(purpose);
    this.follow();
  }

  /** The norms of the updates from this number on, where all are recorded. */
  since(update: number): StepNorms | null {
    return this.all?.since(update) ?? null;
  }

  leave(updates: number): void {
    if (this.all === null && this.isSampled(updates)) this.sample = this.run.startRecording(1);
  }

  due(step: number): number {
    return step + ((this.all ?? this.sample)?.capacity ?? Infinity);
  }

  look(): null {
    const recorder = this.all ?? this.sample;
    if (recorder) this.log.add(recorder, this.run.position.step);
    if (this.sample) this.run.stopRecording();
    this.sample = null;
    return null;
  }

  /** Whether to record the next update. A single one always is: it was stepped by hand, or is slow. */
  private isSampled(updates: number): boolean {
    if (this.parameters > SAMPLED_PARAMETERS) return false;
    return updates === 1 || this.run.position.step - this.log.last >= SAMPLED_EVERY;
  }

  private follow(): void {
    if (this.purposes.size > 0) this.all ??= this.run.startRecording(RECORDED_STEPS);
    else if (this.all) {
      this.run.stopRecording();
      this.all = null;
    }
  }
}
