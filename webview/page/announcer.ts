/** What a screen reader is told while numbers change: seldom, and only in sentences. */
import { element } from '../kit/dom';

/** Progress is said at most this often (ms). */
const INTERVAL = 8000;

export class Announcer {
  readonly element = element('div', {
    class: 'visually-hidden',
    attributes: { 'aria-live': 'polite', role: 'status' },
  });
  private last = -Infinity;
  private state = '';

  /** Something just done or pointed at. */
  say(text: string): void {
    this.element.textContent = text;
  }

  /** The state of the run: at once when it changes, else now and then. */
  progress(state: string, sentence: () => string): void {
    const now = performance.now();
    if (state === this.state && (state !== 'running' || now - this.last < INTERVAL)) return;
    this.state = state;
    this.last = now;
    this.say(sentence());
  }
}
