/** The field that leaves only the rows with a text: Ctrl+F opens it, Escape closes it. */
import { element, setHidden } from '../kit/dom';
import { iconButton } from '../kit/icons';
import { inspectorStrings as strings } from './inspectorStrings';

export class FilterField {
  private readonly field = element('input', {
    attributes: { type: 'text', 'aria-label': strings.filter, placeholder: strings.filter },
  });
  readonly element = element('div', { class: 'filter' }, this.field);

  constructor(
    private readonly changed: () => void,
    private readonly leave: () => void,
  ) {
    this.element.append(iconButton('close', strings.close, () => this.close()));
    setHidden(this.element, true);
    this.field.addEventListener('input', changed);
    this.element.addEventListener('keydown', event => this.pressed(event));
  }

  /** Nothing while it is closed. */
  get text(): string {
    return this.element.hidden ? '' : this.field.value;
  }

  open(): void {
    setHidden(this.element, false);
    this.field.focus();
    this.field.select();
  }

  /** Answers whether it was open. */
  close(): boolean {
    if (this.element.hidden) return false;
    this.field.value = '';
    setHidden(this.element, true);
    this.changed();
    this.leave();
    return true;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    this.leave();
    event.preventDefault();
    event.stopPropagation();
  }
}
