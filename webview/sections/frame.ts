/**
 * What stands where on the page: the tabs, the timeline below them, and a panel of sections for each tab,
 * which scrolls by itself. From 1,080 px on Train stays at the left, and another tab stands beside it.
 */
import { TABS, type Tab } from '../../src/protocol/choices';
import { element, setHidden } from '../kit/dom';
import { strings } from '../words/strings';
import type { Choices } from '../run/choices';
import { Scrolls } from './scrolls';
import type { TimelineLook } from './view';
import type { Section } from './section';
import { panelId, TabList, type Badges } from './tabs';

/** Width of the page (px) from which two tabs stand side by side. */
const SPLIT = 1080;

export class Frame {
  readonly element: HTMLElement;
  private readonly tabs: TabList;
  /** In place of Train's tab where Train always shows. */
  private readonly trainTitle = element('div', { class: 'tab-title', text: strings.tabs.train });
  private readonly timeline = element('div', { class: 'timeline' });
  private readonly panels = TABS.map(tab => ({ tab, panel: panelOf(tab) }));
  private isSplit = false;
  private alone: Section | null = null;

  private readonly scrolls: Scrolls;

  /** @param sections from top to bottom; each stands where its view says */
  constructor(
    private readonly sections: readonly Section[],
    choices: Choices,
    chosen: (tab: Tab) => void,
  ) {
    this.tabs = new TabList(chosen);
    const panels = this.panels.map(({ tab, panel }) => ({ tab, element: panel.element }));
    this.scrolls = new Scrolls(panels, choices.scroll, tops => choices.setScroll(tops));
    for (const section of sections) this.columnOf(section).append(section.element);
    this.element = element(
      'main',
      { class: 'frame' },
      this.trainTitle,
      this.tabs.element,
      this.timeline,
      ...this.panels.map(({ panel }) => panel.element),
    );
  }

  /** Keeps each tab where it was left: to be called after each drawing. */
  settle(): void {
    this.scrolls.update();
  }

  /** How the curves stand above this tab: whole wherever Train is seen. */
  timelineOn(tab: Tab): TimelineLook {
    if (this.alone || this.isSplit || tab === 'train') return 'whole';
    return tab === 'compare' ? 'metric' : 'line';
  }

  /**
   * Shows these tabs and hides the others.
   * @param whole everything on one page, without tabs
   * @param alone fills the panel; null: nothing does
   */
  arrange(
    chosen: { tab: Tab; beside: Tab },
    badges: Badges,
    whole: boolean,
    alone: Section | null,
  ): void {
    this.alone = alone;
    this.isSplit = !whole && !alone && innerWidth >= SPLIT;
    const { isSplit } = this;
    const selected = isSplit ? chosen.beside : chosen.tab;
    this.element.classList.toggle('split', isSplit);
    this.element.classList.toggle('whole', whole);
    this.element.classList.toggle('filling', alone !== null);
    setHidden(this.tabs.element, whole || alone !== null);
    setHidden(this.trainTitle, !isSplit);
    this.tabs.update(selected, isSplit ? TABS.filter(tab => tab !== 'train') : TABS, badges);
    const shown = (tab: Tab): boolean =>
      alone ? tab === alone.view.place : whole || tab === selected || (isSplit && tab === 'train');
    for (const section of this.sections) {
      const { place } = section.view;
      section.inTab = alone ? section === alone : place === 'timeline' || shown(place);
    }
    const isUsed = (column: HTMLElement): boolean =>
      this.sections.some(
        section =>
          section.element.parentNode === column &&
          !section.element.hidden &&
          (!alone || section === alone),
      );
    for (const { tab, panel } of this.panels) {
      const [main, aside] = [isUsed(panel.main), isUsed(panel.aside)];
      // A column without a section leaves its room to the other one.
      setHidden(panel.main, !main);
      setHidden(panel.aside, !aside);
      // Without tabs a panel that is empty would still be told of.
      setHidden(panel.element, !shown(tab) || (whole && !main && !aside));
    }
    setHidden(this.timeline, whole || (alone !== null && alone.view.place !== 'timeline'));
  }

  private columnOf({ view }: Section): HTMLElement {
    if (view.place === 'timeline') return this.timeline;
    const { panel } = this.panels[TABS.indexOf(view.place)];
    return view.aside === true ? panel.aside : panel.main;
  }
}

function panelOf(tab: Tab) {
  const main = element('div', { class: 'column' });
  const aside = element('div', { class: 'column aside' });
  const columns = element('div', { class: 'columns' }, main, aside);
  const attributes = { role: 'tabpanel', id: panelId(tab), 'aria-label': strings.tabs[tab] };
  return { main, aside, element: element('div', { class: 'panel', attributes }, columns) };
}
