/** What headers are made of: large numbers, and a sentence where something is wrong. */
import { element, setHidden, setText } from '../dom';
import { icon, setIcon } from '../icons';
import { exactNumber, formatNumber } from '../numbers';
import { strings } from '../strings';

export interface Stat {
  name: string;
  /** undefined: not known yet. */
  value: number | undefined;
}

/** Names with their numbers, large. */
export class StatList {
  readonly element: HTMLElement;
  private readonly nodes: { name: HTMLElement; value: HTMLElement }[] = [];

  /** @param whole in as many rows as it takes; else in one, as far as there is room */
  constructor(whole = false) {
    this.element = element('dl', { class: whole ? 'stats whole' : 'stats' });
  }

  update(stats: readonly Stat[]): void {
    while (this.nodes.length < stats.length) {
      const name = element('dt');
      const value = element('dd', { class: 'number' });
      this.nodes.push({ name, value });
      this.element.append(element('div', { class: 'stat' }, name, value));
    }
    this.nodes.forEach(({ name, value }, index) => {
      const stat = stats[index];
      setHidden(name.parentElement ?? name, !stat);
      if (!stat) return;
      setText(name, stat.name);
      setText(value, stat.value === undefined ? strings.notYet : formatNumber(stat.value));
      value.title = stat.value === undefined ? '' : exactNumber(stat.value);
    });
  }
}

/** One sentence; without one it is not there. */
export class Notice {
  private readonly text = element('span');
  private readonly icon = icon('info');
  readonly element = element(
    'div',
    { class: 'notice', attributes: { role: 'alert' } },
    this.icon,
    this.text,
  );

  update(text: string, isError: boolean): void {
    setHidden(this.element, text === '');
    this.element.classList.toggle('error', isError);
    setIcon(this.icon, isError ? 'error' : 'info');
    setText(this.text, text);
  }
}
