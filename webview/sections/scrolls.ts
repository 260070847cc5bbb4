/** How far each tab is scrolled down, also after the page was hidden or reloaded. */
import type { Tab } from '../../src/protocol/choices';

/** What stands above may still grow while it is drawn: for this time (ms) it is scrolled again. */
const SETTLING = 1500;
/** It is kept once the scrolling has rested for this time (ms). */
const QUIET = 200;

export class Scrolls {
  /** Tabs that are not yet where they were left, since when they are shown. */
  private readonly due = new Map<Tab, { top: number; since: number | null }>();
  private timer: number | null = null;

  constructor(
    private readonly panels: readonly { tab: Tab; element: HTMLElement }[],
    kept: Readonly<Partial<Record<Tab, number>>>,
    private readonly keep: (tops: Partial<Record<Tab, number>>) => void,
  ) {
    for (const { tab, element } of panels) {
      const top = kept[tab] ?? 0;
      if (top > 0) this.due.set(tab, { top, since: null });
      element.addEventListener('scroll', () => this.scrolled());
      // From here on the person decides where it stands.
      for (const touch of ['wheel', 'pointerdown', 'keydown'])
        element.addEventListener(touch, () => this.due.delete(tab), { passive: true });
    }
  }

  /** To be called after each drawing. */
  update(): void {
    for (const { tab, element } of this.panels) {
      const wanted = this.due.get(tab);
      if (!wanted || element.hidden) continue;
      wanted.since ??= performance.now();
      element.scrollTop = wanted.top;
      if (performance.now() - wanted.since > SETTLING) this.due.delete(tab);
    }
  }

  private scrolled(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.timer = null;
      const tops = this.panels.flatMap(({ tab, element }) => {
        const top = this.due.get(tab)?.top ?? element.scrollTop;
        return [[tab, Math.round(top)] as const];
      });
      this.keep(Object.fromEntries(tops));
    }, QUIET);
  }
}
