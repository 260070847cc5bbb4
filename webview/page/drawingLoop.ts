/** When the page is drawn, and what that costs the window around it. */

/** Time from one frame of a screen to the next (ms). */
const FRAME = 1000 / 60;

export class DrawingLoop {
  private due = false;
  /** The next animation frame has been asked for. */
  private awaited = false;
  /** When a drawing has ended that is measured; null: none, or the browser could go on already. */
  private endedAt: number | null = null;
  /** Milliseconds by which the frame after the last measured drawing was late. */
  private aftermath = 0;

  constructor(private readonly draw: () => void) {}

  /** Draws with the next animation frame; many calls make one drawing. */
  schedule(): void {
    this.due = true;
    this.awaitFrame();
  }

  /**
   * Milliseconds that a drawing costs which ends now. The page's own work is not all: where the
   * browser is slow to put pixels on the screen, the next frame is late, and everything in the
   * window with it. That is known of the drawing before.
   */
  costSince(started: number): number {
    this.endedAt = performance.now();
    this.awaitFrame();
    return this.endedAt - started + this.aftermath;
  }

  private awaitFrame(): void {
    if (this.awaited) return;
    this.awaited = true;
    requestAnimationFrame(() => this.animate());
  }

  private animate(): void {
    this.awaited = false;
    if (this.endedAt !== null) {
      this.aftermath = Math.max(0, performance.now() - this.endedAt - FRAME);
      this.endedAt = null;
    }
    if (!this.due) return;
    this.due = false;
    this.draw();
  }
}
