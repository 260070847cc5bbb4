/** Decides when to send a frame: never while one is in flight, nor so often that training slows down. */
import type { Frame } from '../../protocol/snapshot';
import type { Clock } from '../time/clock';

/** A frame with the buffers that may be transferred instead of copied. */
export interface BuiltFrame {
  frame: Frame;
  transfer: ArrayBuffer[];
  /** Milliseconds spent on the recording with its statistics, and on boundary and maps. */
  cost: { recording: number; planes: number };
}

/** Milliseconds; a little less than a screen's 16.7, because some frames come late. */
const SHORTEST_INTERVAL = 14;
/** Milliseconds; only slow work waits longer. */
const LONGEST_INTERVAL = 1000;

/** Largest shares of the time: with sending included, pictures delay training by less than 5 %. */
const SHARE = { recording: 0.025, planes: 0.015 };
/** Largest share of the time for a single slow piece of work. */
const SHARE_OF_SLOW = 1 / 8;

/**
 * Milliseconds from one piece of work to the next of its kind.
 * @param cost milliseconds of the work just done
 * @param share largest share of the time for this kind of work
 */
export function intervalAfter(cost: number, share: number): number {
  const longest = Math.max(LONGEST_INTERVAL, cost / SHARE_OF_SLOW);
  return Math.max(SHORTEST_INTERVAL, Math.min(cost / share, longest));
}

export class FrameSender {
  private inFlight = false;
  private due = -Infinity;
  /** When boundary and maps are next computed: they cost more than everything else. */
  private planesDue = -Infinity;
  private flushed: { resolve: () => void; reject: (error: unknown) => void }[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly build: (withPlanes: boolean) => BuiltFrame,
    private readonly post: (frame: Frame, transfer: ArrayBuffer[]) => void,
  ) {}

  /** Sends a frame if the last one has been received and the next is due. */
  offer(): void {
    const now = this.clock.now();
    if (!this.inFlight && now >= this.due) this.send(now >= this.planesDue);
  }

  /** Sends the current state as soon as the last frame has been received; resolves when it is sent. */
  flush(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.flushed.push({ resolve, reject });
      if (!this.inFlight) this.sendToAll();
    });
  }

  /** Whether no frame is in flight. */
  get idle(): boolean {
    return !this.inFlight;
  }

  /** Makes the next `offer` send, however recent the last frame is. */
  hurry(): void {
    this.due = -Infinity;
    this.planesDue = -Infinity;
  }

  /** To be called when the other side has received the frame in flight. */
  taken(): void {
    this.inFlight = false;
    if (this.flushed.length > 0) this.sendToAll();
  }

  /** Sends one frame for every waiting `flush`; an error while building it rejects these, and only these. */
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

  /** The next due time. A frame that was sent late, after a slice of training, does not delay the next. */
  private following(due: number, interval: number): number {
    const now = this.clock.now();
    const late = now - due;
    return now + interval - (late > 0 && late < interval ? late : 0);
  }
}
