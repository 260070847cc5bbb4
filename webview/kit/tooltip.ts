/** One hover for every picture, in the look of the editor's own. */
import { element, setText } from './dom';

export interface TooltipRow {
  label: string;
  value: string;
  /** A small sample of the series or class in front of the label. */
  swatch?: HTMLElement;
}

export class Tooltip {
  private readonly title = element('div', { class: 'tooltip-title' });
  private readonly rows = element('div', { class: 'tooltip-rows' });
  private readonly box = element(
    'div',
    { class: 'tooltip', attributes: { role: 'tooltip' } },
    this.title,
    this.rows,
  );
  private content = '';
  /** Who is heard: of several that have something to say, the last that has moved. */
  speaker: unknown = null;
  /** What it was about has been chosen: until the pointer or a key moves on, it stays away. */
  private dismissed = false;

  constructor(parent: HTMLElement) {
    this.box.hidden = true;
    parent.append(this.box);
    for (const moved of ['pointermove', 'keydown']) {
      addEventListener(moved, () => (this.dismissed = false), { passive: true, capture: true });
    }
  }

  /** Shows beside a point of the window, inside the window; it scrolls with what it is about. */
  show(x: number, y: number, title: string, rows: TooltipRow[]): void {
    const content = JSON.stringify([title, rows.map(row => [row.label, row.value])]);
    if (content !== this.content) {
      this.content = content;
      setText(this.title, title);
      this.title.hidden = title === '';
      this.rows.replaceChildren(...rows.flatMap(rowElements));
    }
    this.box.hidden = this.dismissed;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const left = x + 14 + width <= innerWidth - 4 ? x + 14 : Math.max(4, x - 14 - width);
    const top = y + 16 + height <= innerHeight - 4 ? y + 16 : Math.max(4, y - 12 - height);
    this.box.style.transform = `translate(${Math.round(left + scrollX)}px, ${Math.round(top + scrollY)}px)`;
  }

  dismiss(): void {
    this.dismissed = true;
    this.hide();
  }

  hide(): void {
    this.box.hidden = true;
  }
}

function rowElements(row: TooltipRow): HTMLElement[] {
  const label = element('span', { class: 'tooltip-label' });
  if (row.swatch) label.append(row.swatch);
  label.append(row.label);
  return [label, element('span', { class: 'tooltip-value number', text: row.value })];
}
