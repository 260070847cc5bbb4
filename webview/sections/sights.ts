/** Which sections can be seen. */
import type { Section } from './section';

/** A section this far outside the window (px) is already kept up to date. */
const NEAR_SCREEN = '200px';

export function observeSights(sections: readonly Section[], changed: () => void): void {
  const onScreen = new IntersectionObserver(
    entries => {
      for (const entry of entries) {
        const section = sections.find(({ element }) => element === entry.target);
        if (section) section.onScreen = entry.isIntersecting;
      }
      changed();
    },
    { rootMargin: NEAR_SCREEN },
  );
  for (const section of sections) onScreen.observe(section.element);
}
