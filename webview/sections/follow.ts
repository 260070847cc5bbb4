/** Keeps what has been chosen in sight while the page settles, until the person scrolls. */
import type { Section } from './section';
import type { View } from './view';

/** A section with something to scroll to; null until that has been drawn. */
export type RevealingView = View & { drawnSelection(): HTMLElement | null };

/** What has been chosen is kept in sight this long (ms) after it was first drawn. */
const SETTLING = 1500;

export class Follow {
  /** What is to be scrolled to; the time it was first drawn, or null before. */
  private target: { view: RevealingView; drawnAt: number | null } | null = null;

  constructor(private readonly sections: readonly Section[]) {
    // From here on the person decides where the page stands; a choice made by it comes after.
    for (const touch of ['wheel', 'pointerdown', 'keydown']) {
      addEventListener(touch, () => (this.target = null), { passive: true, capture: true });
    }
  }

  begin(view: RevealingView): void {
    this.target = { view, drawnAt: null };
  }

  /** Soon in sight, whatever is there now. */
  goesTo(view: View): boolean {
    return this.target?.view === view;
  }

  /**
   * Scrolls to what was chosen: first to its section, whose numbers are only then asked for, then
   * to the matrix, the formula or the report itself, also where drawings above it still push it down.
   */
  update(): void {
    const { target } = this;
    const section = this.sections.find(({ view }) => view === target?.view);
    if (!target || !section || section.element.hidden) return;
    const drawn = target.view.drawnSelection();
    (drawn ?? section.element).scrollIntoView({ block: 'nearest' });
    if (!drawn) return;
    target.drawnAt ??= performance.now();
    if (performance.now() - target.drawnAt > SETTLING) this.target = null;
  }
}
