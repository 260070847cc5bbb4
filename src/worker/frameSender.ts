/** When a frame is sent: never while one is in flight, never so often that drawing costs training. */
import type { Frame } from '../protocol/snapshot';
import type { Clock } from './clock';

/** A frame with the buffers that may be handed over instead of copied. */
export interface BuiltFrame {
  frame: Frame;
  transfer: ArrayBuffer[];
  /** Milliseconds spent on the recording and its statistics, and on the decision boundary. */
  cost: { recording: number; boundary: number };
}

/** About thirty frames a second. */
const SHORTEST_INTERVAL = 33;
/** Waiting this long between frames is enough, unless a single frame takes long itself. */
const LONGEST_INTERVAL = 1000;

/**
 * Milliseconds from one frame to the next, so that recordings take at most about 5 % of the time
 * and boundaries at most about 15 %; where a single frame is slow, all of it at most a quarter.
 */
export function intervalAfter(cost: BuiltFrame['cost']): number {
  const total = cost.recording + cost.boundary;
  const wanted = cost.recording * 20 + cost.boundary * 7;
  return Math.max(SHORTEST_INTERVAL, Math.min(wanted, Math.max(LONGEST_INTERVAL, total * 4)));
}

export class FrameSender {
  private inFlight = false;
  private due = -Infinity;
  private flushed: (() => void)[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly build: () => BuiltFrame,
    private readonly post: (frame: Frame, transfer: ArrayBuffer[]) => void,
  ) {}

  /** Sends a frame if the last one was taken and it is time for the next. */
  offer(): void {
    if (!this.inFlight && this.clock.now() >= this.due) this.send();
  }

  /** Sends the present state as soon as the last frame was taken; resolves when it is on its way. */
  flush(): Promise<void> {
    if (!this.inFlight) {
      this.send();
      return Promise.resolve();
    }
    return new Promise(resolve => this.flushed.push(resolve));
  }

  /** Lets the next `offer` send, however recent the last frame is. */
  hurry(): void {
    this.due = -Infinity;
  }

  /** The other side has taken the frame in flight. */
  taken(): void {
    this.inFlight = false;
    if (this.flushed.length === 0) return;
    const waiting = this.flushed;
    this.flushed = [];
    this.send();
    for (const resolve of waiting) resolve();
  }

  private send(): void {
    const { frame, transfer, cost } = this.build();
    this.inFlight = true;
    this.due = this.clock.now() + intervalAfter(cost);
    this.post(frame, transfer);
  }
}
