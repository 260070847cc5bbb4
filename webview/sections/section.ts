/** A collapsible section with the look of the sections in the editor's side bar. */
import type { Watch } from '../../src/protocol/snapshot';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon, iconButton, setIcon } from '../kit/icons';
import { figureStrings } from '../words/figureStrings';
import { strings } from '../words/strings';
import { Wall } from './wall';
import type { View } from './view';

export class Section {
  private readonly chevron = icon('down');
  private readonly title = element('span', { class: 'section-title' });
  private readonly toggle = element(
    'button',
    { class: 'section-toggle', attributes: { type: 'button' } },
    this.chevron,
    this.title,
  );
  private readonly tools: HTMLElement;
  /** Around the view's own element, which is as wide as what it can fill. */
  private readonly content: HTMLElement;
  /** In place of the view where it could not be drawn. */
  private readonly trouble = element('p', { class: 'trouble', attributes: { role: 'alert' } });
  private readonly wall: Wall;
  /** What it could not be drawn of. */
  private failedAt: unknown = null;
  readonly element: HTMLElement;
  /** In (or near) the visible part of the page; believed so until the browser says otherwise. */
  onScreen = true;
  /** Its tab is shown. */
  inTab = true;
  private collapsed = false;
  /** What stands around it while it fills the panel. */
  private readonly filledWords = element('span', { class: 'filled-words' });
  private readonly filledHint = element('p', {
    class: 'filled-hint note',
    text: figureStrings.filledHint(strings.stepBackKey),
  });
  private readonly unfill: HTMLButtonElement;

  constructor(
    readonly view: View,
    toggled: (collapsed: boolean) => void,
    failed: (message: string) => void,
    fill: () => void,
  ) {
    this.unfill = iconButton('close', figureStrings.unfill, fill);
    this.wall = new Wall(message => failed(`${view.id}: ${message}`));
    this.trouble.hidden = true;
    this.tools = element('div', { class: 'section-tools' }, ...view.tools);
    const bodyId = `section-${view.id}`;
    this.content = element(
      'div',
      { class: 'section-body', attributes: { id: bodyId } },
      this.trouble,
      view.body,
    );
    this.toggle.setAttribute('aria-controls', bodyId);
    this.toggle.addEventListener('click', () => toggled(!this.collapsed));
    // The time of the run stays: it has a name to be found by, and nothing to fold.
    const named = view.place === 'timeline' ? this.title : this.toggle;
    const heading = element('h2', { class: 'section-heading' }, named);
    heading.addEventListener('dblclick', fill);
    this.element = element(
      'section',
      { class: 'section', attributes: { 'data-section': view.id } },
      element(
        'div',
        { class: 'section-header' },
        heading,
        this.filledWords,
        this.tools,
        this.unfill,
      ),
      this.content,
      this.filledHint,
    );
    // Before the first drawing it does not know yet which of its parts to show.
    setHidden(view.body, true);
    this.showAlone(null);
    this.content.addEventListener('keydown', event => {
      const isPicture = (event.target as Element).getAttribute('role') === 'application';
      const isBare = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isPicture || !isBare || event.key.toLowerCase() !== 'f') return;
      fill();
      event.preventDefault();
    });
  }

  /** @param words beside its title while it fills the panel; null: it does not */
  showAlone(words: string | null): void {
    this.element.classList.toggle('filled', words !== null);
    for (const part of [this.filledWords, this.unfill, this.filledHint])
      setHidden(part, words === null);
    setText(this.filledWords, words ?? '');
  }

  get visible(): boolean {
    return this.inTab && this.onScreen && !this.collapsed && !this.element.hidden;
  }

  /**
   * Brings the view up to date. One that throws harms no other: a sentence stands in its place until
   * there is something new to draw.
   */
  update(news: unknown): void {
    if (this.failedAt !== null && this.failedAt === news) return;
    // Hidden, it would have no width to draw in.
    setHidden(this.view.body, false);
    const message = this.wall.guard(() => this.view.update());
    this.failedAt = message === null ? null : news;
    if (message !== null) setText(this.trouble, strings.notDrawn(message));
    setHidden(this.trouble, message === null);
    setHidden(this.view.body, message !== null);
  }

  /** What the view needs in each frame; nothing where that cannot be said. */
  watch(): Partial<Watch> {
    let wanted: Partial<Watch> = {};
    this.wall.guard(() => (wanted = this.view.watch()));
    return wanted;
  }

  /** Shows or hides the section as the run and the viewer's choice want it. */
  arrange(collapsed: boolean): void {
    this.collapsed = collapsed;
    this.wall.guard(() => {
      const present = this.view.present();
      setHidden(this.element, !present);
      if (present) setText(this.title, this.view.title());
    });
    setHidden(this.content, collapsed);
    setHidden(this.tools, collapsed);
    setIcon(this.chevron, collapsed ? 'right' : 'down');
    setAttribute(this.toggle, 'aria-expanded', String(!collapsed));
  }
}
