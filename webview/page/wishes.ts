/** What the page has asked the host for: it asks again only where that is something else. */
import type { Watch } from '../../src/protocol/snapshot';

export class Wishes {
  private asked = '';

  constructor(private readonly send: (watch: Watch) => void) {}

  /** The host does not know them any more. */
  forget(): void {
    this.asked = '';
  }

  ask(watch: Watch): void {
    const text = JSON.stringify(watch);
    if (text === this.asked) return;
    this.asked = text;
    this.send(watch);
  }
}
