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
  /** Labels and titles from now on. @param short labels, where the others do not fit */
  name(labels: Words<Value>, titles: Words<Value>, short?: Words<Value>): void;
}

type Words<Value extends string> = Readonly<Record<Value, string>>;

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
  let [labels, short, titles]: Words<Value>[] = [nothing, nothing, nothing];
  const neededFor = (texts: Words<Value>): number =>
    offered.reduce((sum, value) => {
      const width = textWidth(texts[value], BUTTON.fontSize) + BUTTON.padding;
      return sum + Math.max(BUTTON.least, width);
    }, 0);
  return {
    element: element('div', { class: 'segments' }, buttons.element, list),
    choose(value, room) {
      buttons.choose(value);
      list.value = value;
      const fitting = [labels, short].find(texts => neededFor(texts) <= room);
      if (fitting) buttons.name(fitting, titles);
      const fits = fitting !== undefined;
      setHidden(buttons.element, !fits);
      setHidden(list, fits);
    },
    offer(these) {
      offered = these;
      buttons.offer(these);
      options.forEach((option, at) => setHidden(option, !these.includes(values[at])));
    },
    name(texts, hints, shortened = texts) {
      [labels, short, titles] = [texts, shortened, hints];
      buttons.name(texts, hints);
      options.forEach((option, at) => {
        option.label = texts[values[at]];
        option.title = titles[values[at]];
      });
    },
  };
}
