/**
 * Keeps states of a run while it trains, from which every earlier step can be computed again, to
 * the same bits.
 *
 * States are kept at even distances. If they would take more memory than allowed, every second one
 * is dropped and the distance doubled: a step back costs at most the updates between two of them.
 * The very first state is always kept: it is the one that the file describes. The file's checkpoints,
 * at the ends of their epochs, are kept as well: going back to one computes nothing again. When memory
 * is short they are the last to be thinned out. Room is made before a state is saved. Two states are
 * kept whatever their size: with the first alone, every step back would begin at the start.
 */
import { stepAfterEpoch } from '../../engine/training/course';
import type { Run } from '../../engine/training/run';
import { bytesOf, orderBytes, type RunState } from '../../engine/training/runState';
import type { Station } from '../../engine/training/stations';

interface Keyframe {
  step: number;
  /** Size of the state, without the order of its epoch's rows: states of one epoch share that. */
  bytes: number;
  state: RunState;
}

export interface TimelineLimits {
  /** Of all states together, if there are more than two. */
  bytes: number;
  states: number;
}

/** With these a step back in a large network still takes a fraction of a second. */
export const TIMELINE_LIMITS: TimelineLimits = { bytes: 128 * 1024 * 1024, states: 512 };

export class Timeline implements Station {
  private keyframes: Keyframe[];
  private distance = 1;
  private checkpoints: Keyframe[] = [];
  /** In epochs; infinite if the file asks for none. */
  private checkpointDistance: number;
  private furthest: number;
  private over = false;

  constructor(
    private readonly run: Run,
    private readonly limits: TimelineLimits = TIMELINE_LIMITS,
  ) {
    this.keyframes = [this.keyframe()];
    this.furthest = run.position.step;
    this.checkpointDistance = run.spec.trainer.checkpoint_every ?? Infinity;
  }

  /** The furthest step computed so far: a run that has gone back can return to it. */
  get head(): number {
    return Math.max(this.furthest, this.run.position.step);
  }

  /** How the run began: as the file describes it, or where it was forked. */
  get first(): RunState {
    return this.keyframes[0].state;
  }

  /** The earliest step: 0, or that of a fork. */
  get start(): number {
    return this.keyframes[0].step;
  }

  /** Whether the run ended at `head`. */
  get ended(): boolean {
    return this.over || this.run.done;
  }

  /** Memory of all kept states. */
  get bytes(): number {
    const kept = [...this.keyframes, ...this.checkpoints];
    const orders = orderBytes(kept.map(({ state }) => state));
    return kept.reduce((sum, { bytes }) => sum + bytes, orders);
  }

  /** At the end of the next epoch with a checkpoint. */
  due(): number {
    const { checkpointDistance: distance, run } = this;
    if (distance === Infinity) return Infinity;
    const epoch = (Math.floor(run.position.epoch / distance) + 1) * distance;
    return stepAfterEpoch(run, epoch);
  }

  /** Keeps the state of a checkpoint. */
  look(): null {
    while (this.isCheckpoint() && this.isTooMuch(1)) this.thin(0);
    if (this.isCheckpoint()) this.keep(this.checkpoints);
    return null;
  }

  /** Keeps a state if one is due; to be called often while the run trains. */
  note(): void {
    this.reach();
    // Thinning doubles the distance, so the state may no longer be due.
    while (this.isDue() && this.isTooMuch(1)) this.thin(1);
    if (this.isDue()) this.keep(this.keyframes);
  }

  /** Restores the last state at or before this step; the run can train on from there. */
  restoreBefore(step: number): void {
    const { position } = this.run;
    this.reach();
    const known = this.lastBefore(step);
    // A run that already stands between that state and the step only has to train on.
    if (position.step < known.step || position.step > step) this.run.restore(known.state);
  }

  /** Takes back the updates after this step, as if they had never been done. */
  takeBack(step: number): void {
    this.run.restore(this.lastBefore(step).state);
    this.run.train(step - this.run.position.step);
  }

  private lastBefore(step: number): Keyframe {
    const before = ({ step: kept }: Keyframe): boolean => kept <= step;
    const regular = this.keyframes.findLast(before) ?? this.keyframes[0];
    const checkpoint = this.checkpoints.findLast(before) ?? regular;
    return checkpoint.step > regular.step ? checkpoint : regular;
  }

  private reach(): void {
    this.furthest = this.head;
    this.over = this.ended;
  }

  private keyframe(): Keyframe {
    const state = this.run.save();
    return { step: state.progress.position.step, bytes: bytesOf(state), state };
  }

  private isCheckpoint(): boolean {
    const { step, epoch, batch } = this.run.position;
    const last = this.checkpoints[this.checkpoints.length - 1]?.step ?? 0;
    return step > last && batch === 0 && epoch % this.checkpointDistance === 0;
  }

  private isDue(): boolean {
    const last = this.keyframes[this.keyframes.length - 1];
    return this.run.position.step >= last.step + this.distance;
  }

  /** @param states one of the two lists */
  private keep(states: Keyframe[]): void {
    states.push(this.keyframe());
    // The order of its epoch's rows may have been added.
    while (this.isTooMuch(0)) this.thin(0);
  }

  /** @param more states to be taken, each as large as the first */
  private isTooMuch(more: 0 | 1): boolean {
    const length = this.keyframes.length + this.checkpoints.length + more;
    const bytes = this.bytes + more * this.keyframes[0].bytes;
    return length > 2 && (length > this.limits.states || bytes > this.limits.bytes);
  }

  /** @param more keyframes that are to come */
  private thin(more: 0 | 1): void {
    if (this.keyframes.length + more > 2 || this.checkpoints.length === 0) {
      this.keyframes = this.keyframes.filter((_, i) => i % 2 === 0);
      this.distance *= 2;
    } else {
      this.checkpointDistance *= 2;
      const kept = ({ state }: Keyframe): boolean =>
        state.progress.position.epoch % this.checkpointDistance === 0;
      this.checkpoints = this.checkpoints.filter(kept);
    }
  }
}
