/** The page's sections, side by side in as many columns as there is room for. */
import { element } from '../kit/dom';
import { assignColumns, columnCount } from './layout';
import type { Section } from './section';

export class Columns {
  readonly element = element('main', { class: 'columns' });
  private arrangement = '';

  /** Puts these sections, in this order, into the columns; nothing moves without need. */
  arrange(sections: readonly Section[]): void {
    const columns = assignColumns(
      sections.map(section => section.view.weight),
      columnCount(innerWidth),
    );
    const arrangement = sections.map((section, at) => `${section.view.id}:${columns[at]}`).join();
    if (arrangement === this.arrangement) return;
    this.arrangement = arrangement;
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    const boxes = Array.from({ length: Math.max(0, ...columns) + 1 }, () =>
      element('div', { class: 'column' }),
    );
    sections.forEach((section, at) => boxes[columns[at]].append(section.element));
    this.element.replaceChildren(...boxes);
    if (focused instanceof HTMLElement) focused.focus();
  }
}
