/** One of several values, chosen with a row of buttons, or from a list where these do not fit. */
import { textWidth } from '../drawing/fitText';
import { element, setHidden } from '../kit/dom';
import { radioSwitch } from '../kit/radioSwitch';

export interface Segments<Value extends string> {
  element: HTMLElement;
  /** Shows this value as the chosen one. @param room for the buttons (px) */
  choose(value: Value, room: number): void;
  /** Only these can be chosen from now on. */
  offer(values: readonly Value[]): void;
  /** Labels and titles from now on. */
  name(labels: Readonly<Record<Value, string>>, titles: Readonly<Record<Value, string>>): void;
}

/** Beside the text of a button, and at least for it (px). */
const BUTTON = { padding: 15, least: 27, fontSize: 12 };

/** @param name of the choice, for those who do not see it */
export function segments<Value extends string>(
  values: readonly Value[],
  name: string,
  chosen: (value: Value) => void,
): Segments<Value> {
  const nothing = Object.fromEntries(values.map(value => [value, ''])) as Record<Value, string>;
  const buttons = radioSwitch(values, nothing, nothing, chosen);
  buttons.element.setAttribute('aria-label', name);
  const list = element('select', { class: 'segments-list', attributes: { 'aria-label': name } });
  const options = values.map(value => element('option', { attributes: { value } }));
  list.append(...options);
  list.addEventListener('change', () => chosen(values[list.selectedIndex]));
  let offered = values;
  let labels: Readonly<Record<Value, string>> = nothing;
  const needed = (): number =>
    offered.reduce((sum, value) => {
      const width = textWidth(labels[value], BUTTON.fontSize) + BUTTON.padding;
      return sum + Math.max(BUTTON.least, width);
    }, 0);
  return {
    element: element('div', { class: 'segments' }, buttons.element, list),
    choose(value, room) {
      buttons.choose(value);
      list.value = value;
      const fits = needed() <= room;
      setHidden(buttons.element, !fits);
      setHidden(list, fits);
    },
    offer(these) {
      offered = these;
      buttons.offer(these);
      options.forEach((option, at) => setHidden(option, !these.includes(values[at])));
    },
    name(texts, titles) {
      labels = texts;
      buttons.name(texts, titles);
      options.forEach((option, at) => {
        option.label = texts[values[at]];
        option.title = titles[values[at]];
      });
    },
  };
}
