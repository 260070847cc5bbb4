/** A row of small buttons of which one is chosen. */
import { element, setAttribute, setText } from '../dom';

export interface RadioSwitch<Value extends string> {
  element: HTMLElement;
  /** Shows this value as the chosen one. */
  choose(value: Value): void;
  /** Labels and titles from now on. */
  name(labels: Readonly<Record<Value, string>>, titles: Readonly<Record<Value, string>>): void;
}

export function radioSwitch<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
  titles: Readonly<Record<Value, string>>,
  chosen: (value: Value) => void,
): RadioSwitch<Value> {
  const group = element('div', { class: 'switch', attributes: { role: 'radiogroup' } });
  const buttons = values.map(value => {
    const button = element('button', { attributes: { type: 'button', role: 'radio' } });
    button.addEventListener('click', () => take(value));
    group.append(button);
    return button;
  });
  const name: RadioSwitch<Value>['name'] = (texts, hints) => {
    buttons.forEach((button, index) => {
      setText(button, texts[values[index]]);
      setAttribute(button, 'title', hints[values[index]]);
      setAttribute(button, 'aria-label', hints[values[index]]);
    });
  };
  name(labels, titles);
  const choose = (value: Value): void => {
    buttons.forEach((button, index) => {
      const own = values[index] === value;
      setAttribute(button, 'aria-checked', String(own));
      button.tabIndex = own ? 0 : -1;
    });
  };
  const take = (value: Value): void => {
    choose(value);
    chosen(value);
  };
  group.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = buttons.findIndex(button => button === document.activeElement);
    const next = (at + step + values.length) % values.length;
    take(values[next]);
    buttons[next].focus();
  });
  return { element: group, choose, name };
}
