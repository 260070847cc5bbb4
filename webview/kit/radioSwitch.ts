/** A row of small buttons of which one is chosen. */
import { element, setAttribute, setHidden, setText } from './dom';

export interface RadioSwitch<Value extends string> {
  element: HTMLElement;
  /** Shows this value as the chosen one. */
  choose(value: Value): void;
  /** Only these can be chosen from now on. */
  offer(values: readonly Value[]): void;
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
      const [text, hint] = [texts[values[index]], hints[values[index]]];
      setText(button, text);
      setAttribute(button, 'title', hint);
      // Who speaks to a page says what can be read on it: the name begins with that.
      const isNamed = hint.toLowerCase().startsWith(text.toLowerCase());
      setAttribute(button, 'aria-label', isNamed ? hint : `${text}: ${hint}`);
    });
  };
  name(labels, titles);
  const choose = (value: Value | null): void => {
    buttons.forEach((button, index) => {
      const own = values[index] === value;
      setAttribute(button, 'aria-checked', String(own));
      button.tabIndex = own ? 0 : -1;
    });
  };
  choose(null);
  const offer = (offered: readonly Value[]): void => {
    buttons.forEach((button, index) => setHidden(button, !offered.includes(values[index])));
  };
  const take = (value: Value): void => {
    choose(value);
    chosen(value);
  };
  group.addEventListener('keydown', event => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const offered = buttons.filter(button => !button.hidden);
    const at = offered.findIndex(button => button === document.activeElement);
    const next = offered[(at + step + offered.length) % offered.length];
    take(values[buttons.indexOf(next)]);
    next.focus();
  });
  return { element: group, choose, offer, name };
}
