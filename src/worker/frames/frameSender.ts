/** When a frame is sent: never while one is in flight, never so often that drawing costs training. */
import type { Frame } from '../../protocol/snapshot';
import type { Clock } from '../run/clock';

/** A frame with the buffers that may be handed over instead of copied. */
export interface BuiltFrame {
  frame: Frame;
  transfer: ArrayBuffer[];
  /** Milliseconds spent on the recording and its statistics, and on what is drawn over a plane. */
  cost: { recording: number; planes: number };
}

/** A little shorter than from one picture of a screen to the next: some frames come late. */
const SHORTEST_INTERVAL = 14;
/** Waiting this long is enough, unless what is waited for takes long itself. */
const LONGEST_INTERVAL = 1000;

/** The largest share of the time: with what it takes to send them, pictures delay training by less than 5 %. */
const SHARE = { recording: 0.025, planes: 0.015 };
/** The largest share of the time where a single piece of work is slow. */
const SHARE_OF_SLOW = 1 / 8;

/**
 * Milliseconds from one piece of work to the next of its kind.
 * @param cost milliseconds that it took
 * @param share of the time that this kind of work may take
 */
export function intervalAfter(cost: number, share: number): number {
  const longest = Math.max(LONGEST_INTERVAL, cost / SHARE_OF_SLOW);
  return Math.max(SHORTEST_INTERVAL, Math.min(cost / share, longest));
}

export class FrameSender {
  private inFlight = false;
  private due = -Infinity;
  /** When planes are computed again: they cost more than all else. */
  private planesDue = -Infinity;
  private flushed: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly build: (withPlanes: boolean) => BuiltFrame,
    private readonly post: (frame: Frame, transfer: ArrayBuffer[]) => void,
  ) {}

  /** Sends a frame if the last one was taken and it is time for the next. */
  offer(): void {
    const now = this.clock.now();
    if (!this.inFlight && now >= this.due) this.send(now >= this.planesDue);
  }

  /** Sends the present state as soon as the last frame was taken; resolves when it is on its way. */
  flush(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.flushed.push({ resolve, reject });
      if (!this.inFlight) this.sendToAll();
    });
  }

  /** The last frame has been taken, and nothing waits for another. */
  get idle(): boolean {
    return !this.inFlight;
  }

  /** Lets the next `offer` send, however recent the last frame is. */
  hurry(): void {
    this.due = -Infinity;
    this.planesDue = -Infinity;
  }

  /** The other side has taken the frame in flight. */
  taken(): void {
    this.inFlight = false;
    if (this.flushed.length > 0) this.sendToAll();
  }

  /** A frame that cannot be built is an error of those who wait for it, and of nobody else. */
  private sendToAll(): void {
    const waiting = this.flushed;
    this.flushed = [];
    try {
      this.send(true);
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }

  private send(withPlanes: boolean): void {
    const { frame, transfer, cost } = this.build(withPlanes);
    this.inFlight = true;
    this.due = this.following(this.due, intervalAfter(cost.recording, SHARE.recording));
    if (withPlanes)
      this.planesDue = this.following(this.planesDue, intervalAfter(cost.planes, SHARE.planes));
    this.post(frame, transfer);
  }

  /** What came a little late, between two slices of training, does not make the next one late too. */
  private following(due: number, interval: number): number {
    const now = this.clock.now();
    const late = now - due;
    return now + interval - (late > 0 && late < interval ? late : 0);
  }
}
