/** What headers are made of: large numbers, and a sentence where something is wrong. */
import type { ReadWords } from '../../src/protocol/panel';
import { element, setHidden, setText } from '../kit/dom';
import { icon, setIcon } from '../kit/icons';
import { exactNumber, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';

export interface Stat {
  name: string;
  /** undefined: not known yet. */
  value: number | undefined;
}

/** Names with their numbers, large, in as many rows as it takes. */
export class StatList {
  readonly element = element('dl', { class: 'stats' });
  private readonly nodes: { name: HTMLElement; value: HTMLElement }[] = [];

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

/** How a table was read, in one line; a link where a person may choose otherwise. */
export class ReadLine {
  private readonly text = element('span');
  private readonly link = element('button', { class: 'link' });
  readonly element = element('div', { class: 'read' }, this.text, this.link);

  constructor(choose: () => void) {
    this.link.addEventListener('click', choose);
  }

  update(read: ReadWords | null): void {
    setHidden(this.element, read === null);
    setHidden(this.text, read?.isChoice === true);
    setHidden(this.link, read?.isChoice !== true);
    const words = read?.words ?? '';
    setText(read?.isChoice ? this.link : this.text, words);
    this.element.title = read?.isChoice ? strings.readChoice(words) : words;
  }
}

/** One sentence; without one it is not there. */
export class Notice {
  private readonly text = element('span', { attributes: { role: 'alert' } });
  private readonly icon = icon('info');
  readonly element = element('div', { class: 'notice' }, this.icon, this.text);

  update(text: string, isError: boolean): void {
    setHidden(this.element, text === '');
    this.element.classList.toggle('error', isError);
    setIcon(this.icon, isError ? 'error' : 'info');
    setText(this.text, text);
  }
}
