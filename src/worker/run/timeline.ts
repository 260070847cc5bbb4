/**
 * The way back: states of a run that are kept while it trains, from which every earlier step is
 * computed again, to the same bits.
 *
 * States are kept at even distances. Where they would take more memory than allowed, every second
 * one is dropped and the distance doubled: a step back costs at most as many updates as lie between
 * two of them. The very first state is always kept: it is what the file says. Beside them stand the
 * file's checkpoints, at the ends of their epochs: the way back to one computes nothing again. Where
 * memory is short they are the last to be thinned out. Room is made before a state is taken. Two are
 * kept whatever they take: without one beside the first, every way back would begin at the start.
 */
import { stepAfterEpoch } from '../../engine/training/course';
import type { Run } from '../../engine/training/run';
import { bytesOf, orderBytes, type RunState } from '../../engine/training/runState';
import type { Trainable } from './runLoop';

interface Keyframe {
  step: number;
  /** Without the order of its epoch. */
  bytes: number;
  state: RunState;
}

export interface TimelineLimits {
  /** Of all states together, where there are more than two. */
  bytes: number;
  states: number;
}

/** A step back in a large network is then still a fraction of a second. */
export const TIMELINE_LIMITS: TimelineLimits = { bytes: 128 * 1024 * 1024, states: 512 };

export class Timeline implements Trainable {
  private keyframes: Keyframe[];
  private distance = 1;
  private checkpoints: Keyframe[] = [];
  /** In epochs; infinite where the file wants none. */
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

  /** The furthest step that was computed: a run that has gone back can go there again. */
  get head(): number {
    return Math.max(this.furthest, this.run.position.step);
  }

  /** The earliest step there is. */
  get start(): number {
    return this.keyframes[0].step;
  }

  /** Whether the run came to its end there. */
  get ended(): boolean {
    return this.over || this.run.done;
  }

  /** Memory of all states that are kept. */
  get bytes(): number {
    const kept = [...this.keyframes, ...this.checkpoints];
    const orders = orderBytes(kept.map(({ state }) => state));
    return kept.reduce((sum, { bytes }) => sum + bytes, orders);
  }

  get done(): boolean {
    return this.run.done;
  }

  /** Trains the run; at the checkpoints on its way it keeps its state. */
  train(updates: number): void {
    for (let left = updates; left > 0 && !this.done;) {
      const count = Math.min(left, this.nextCheckpoint - this.run.position.step);
      this.run.train(count);
      left -= count;
      this.noteCheckpoint();
    }
  }

  /** To be called often while the run trains: keeps a state where it is time for one. */
  note(): void {
    this.reach();
    // With less room the distance grows, and it may not be time yet.
    while (this.isDue() && this.isTooMuch(1)) this.thin(1);
    if (this.isDue()) this.keep(this.keyframes);
  }

  /** Puts the run back to the last state at or before this step; from there it can train on. */
  restoreBefore(step: number): void {
    const { position } = this.run;
    this.reach();
    const before = ({ step: kept }: Keyframe): boolean => kept <= step;
    const regular = this.keyframes.findLast(before) ?? this.keyframes[0];
    const checkpoint = this.checkpoints.findLast(before) ?? regular;
    const known = checkpoint.step > regular.step ? checkpoint : regular;
    // Going on is quicker than going back, where the run stands between the two already.
    if (position.step < known.step || position.step > step) this.run.restore(known.state);
  }

  /**
   * Takes back updates that are not to be shown, as if the run had only come to this step.
   * @param head the furthest step before them
   */
  takeBack(step: number, head: number): void {
    const { run, checkpoints } = this;
    const known = [...this.keyframes, ...checkpoints].filter(kept => kept.step <= step);
    run.restore(known.reduce((a, b) => (b.step > a.step ? b : a)).state);
    run.train(step - run.position.step);
    this.checkpoints = checkpoints.filter(kept => kept.step <= Math.max(step, head));
  }

  /** Updates done at the end of the next epoch that has a checkpoint. */
  private get nextCheckpoint(): number {
    const { checkpointDistance: distance, run } = this;
    if (distance === Infinity) return Infinity;
    const epoch = (Math.floor(run.position.epoch / distance) + 1) * distance;
    return stepAfterEpoch(run, epoch);
  }

  private reach(): void {
    this.furthest = this.head;
    this.over = this.ended;
  }

  private keyframe(): Keyframe {
    const state = this.run.save();
    return { step: state.progress.position.step, bytes: bytesOf(state), state };
  }

  private noteCheckpoint(): void {
    while (this.isCheckpoint() && this.isTooMuch(1)) this.thin(0);
    if (this.isCheckpoint()) this.keep(this.checkpoints);
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
    // The order of its epoch may be one more.
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
