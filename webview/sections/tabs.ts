/** The tabs of the page: each answers one question. */
import { TABS, type Tab } from '../../src/protocol/choices';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { strings } from '../words/strings';

export type Badges = Readonly<Partial<Record<Tab, number>>>;

/** One stop of the Tab key; the arrow keys choose. */
export class TabList {
  readonly element = element('div', {
    class: 'tabs',
    attributes: { role: 'tablist', 'aria-label': strings.tabsLabel },
  });
  private readonly tabs = TABS.map(tab => {
    const words = element('span', { text: strings.tabs[tab] });
    const badge = element('span', { class: 'badge' });
    const attributes = { type: 'button', role: 'tab', id: `tab-${tab}` };
    const button = element('button', { class: 'tab', attributes }, words, badge);
    button.setAttribute('aria-controls', panelId(tab));
    button.title = strings.tabTitles[tab];
    button.addEventListener('click', () => this.chosen(tab));
    this.element.append(button);
    return { tab, button, badge };
  });

  constructor(private readonly chosen: (tab: Tab) => void) {
    this.element.addEventListener('keydown', event => {
      const to = this.tabAt(event.key);
      if (!to) return;
      event.preventDefault();
      this.chosen(to.tab);
      to.button.focus();
    });
  }

  /** @param offered of these one can be chosen */
  update(selected: Tab, offered: readonly Tab[], badges: Badges): void {
    for (const { tab, button, badge } of this.tabs) {
      const isSelected = tab === selected;
      setHidden(button, !offered.includes(tab));
      setAttribute(button, 'aria-selected', String(isSelected));
      button.tabIndex = isSelected ? 0 : -1;
      const count = badges[tab] ?? 0;
      // Its room stays: the tabs beside it do not move.
      button.classList.toggle('counted', tab in badges);
      button.classList.toggle('uncounted', count === 0);
      setHidden(badge, count === 0);
      setText(badge, String(count));
      const name = strings.tabs[tab];
      setAttribute(button, 'aria-label', count === 0 ? name : strings.tabCounted(tab, count));
    }
  }

  private tabAt(key: string) {
    const offered = this.tabs.filter(({ button }) => !button.hidden);
    const at = offered.findIndex(({ button }) => button === document.activeElement);
    switch (key) {
      case 'ArrowRight':
        return offered[(at + 1) % offered.length];
      case 'ArrowLeft':
        return offered[(at - 1 + offered.length) % offered.length];
      case 'Home':
        return offered[0];
      case 'End':
        return offered.at(-1);
      default:
        return undefined;
    }
  }
}

export function panelId(tab: Tab): string {
  return `panel-${tab}`;
}
