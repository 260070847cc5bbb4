/** A collapsible section with the look of the sections in the editor's side bar. */
import { element, setAttribute, setHidden, setText } from '../dom';
import { icon, setIcon } from '../icons';
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
  readonly element: HTMLElement;
  /** In (or near) the visible part of the page; believed so until the browser says otherwise. */
  onScreen = true;
  private collapsed = false;

  constructor(
    readonly view: View,
    toggled: (collapsed: boolean) => void,
  ) {
    this.tools = element('div', { class: 'section-tools' }, ...view.tools);
    const bodyId = `section-${view.id}`;
    this.content = element('div', { class: 'section-body', attributes: { id: bodyId } }, view.body);
    this.toggle.setAttribute('aria-controls', bodyId);
    this.toggle.addEventListener('click', () => toggled(!this.collapsed));
    const heading = element('h2', { class: 'section-heading' }, this.toggle);
    this.element = element(
      'section',
      { class: 'section', attributes: { 'data-section': view.id } },
      element('div', { class: 'section-header' }, heading, this.tools),
      this.content,
    );
  }

  get visible(): boolean {
    return this.onScreen && !this.collapsed && !this.element.hidden;
  }

  /** Shows or hides the section as the run and the viewer's choice want it. */
  arrange(collapsed: boolean): void {
    this.collapsed = collapsed;
    const present = this.view.present();
    setHidden(this.element, !present);
    if (present) setText(this.title, this.view.title());
    setHidden(this.content, collapsed);
    setHidden(this.tools, collapsed);
    setIcon(this.chevron, collapsed ? 'right' : 'down');
    setAttribute(this.toggle, 'aria-expanded', String(!collapsed));
  }
}
