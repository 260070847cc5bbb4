/** Keys that act wherever the focus is on the page, but in a field. */
import { TABS, type Tab } from '../../src/protocol/choices';

/**
 * `1` to `4` choose a tab, `G` goes to the step field.
 * @param leave for Escape; answers whether there was something to leave
 */
export function listenForKeys(
  showTab: (tab: Tab) => void,
  typeStep: () => void,
  leave: () => boolean,
): void {
  document.addEventListener('keydown', event => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (ctrlKey || metaKey || altKey || event.defaultPrevented || isTyped(target)) return;
    const tab = TABS.at(Number(key) - 1);
    if (tab && /^[1-4]$/.test(key)) showTab(tab);
    else if (key.toLowerCase() === 'g') typeStep();
    // Escape also pauses a run: what fills the panel is closed first.
    else if (key === 'Escape' && leave()) event.stopPropagation();
    else return;
    event.preventDefault();
  });
}

function isTyped(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select') !== null;
}
