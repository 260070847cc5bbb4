/**
 * The way back: states of a run that are kept while it trains, from which every earlier step is
 * computed again, to the same bits.
 *
 * States are kept at even distances. Where they would take more memory than allowed, every second
 * one is dropped and the distance doubled: a step back costs at most as many updates as lie between
 * two of them. The very first state is always kept: it is what the file says.
 */
import type { Run } from '../engine/run';
import { bytesOf, type RunState } from '../engine/runState';

interface Keyframe {
  step: number;
  bytes: number;
  state: RunState;
}

export interface TimelineLimits {
  /** Of all states together. */
  bytes: number;
  states: number;
}

/** A step back in a large network is then still a fraction of a second. */
export const TIMELINE_LIMITS: TimelineLimits = { bytes: 128 * 1024 * 1024, states: 512 };

export class Timeline {
  private keyframes: Keyframe[];
  private distance = 1;
  private furthest: number;
  private over = false;

  constructor(
    private readonly run: Run,
    private readonly limits: TimelineLimits = TIMELINE_LIMITS,
  ) {
    this.keyframes = [this.keyframe()];
    this.furthest = run.position.step;
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
    return this.keyframes.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** To be called often while the run trains: keeps a state where it is time for one. */
  note(): void {
    const { step } = this.run.position;
    this.reach();
    const last = this.keyframes[this.keyframes.length - 1];
    if (step < last.step + this.distance) return;
    this.keyframes.push(this.keyframe());
    while (this.isTooMuch()) this.thin();
  }

  /** Puts the run back to the last state at or before this step; from there it can train on. */
  restoreBefore(step: number): void {
    const { position } = this.run;
    this.reach();
    const known = this.keyframes.findLast(keyframe => keyframe.step <= step) ?? this.keyframes[0];
    // Going on is quicker than going back, where the run stands between the two already.
    if (position.step < known.step || position.step > step) this.run.restore(known.state);
  }

  private reach(): void {
    this.furthest = this.head;
    this.over = this.ended;
  }

  private keyframe(): Keyframe {
    const state = this.run.save();
    return { step: state.progress.position.step, bytes: bytesOf(state), state };
  }

  private isTooMuch(): boolean {
    const { length } = this.keyframes;
    return length > 2 && (length > this.limits.states || this.bytes > this.limits.bytes);
  }

  private thin(): void {
    this.keyframes = this.keyframes.filter((_, i) => i % 2 === 0);
    this.distance *= 2;
  }
}
