/** Native controls, which every keyboard and every screen reader knows. */
import { element } from '../kit/dom';

export function selectOf(label: string): HTMLSelectElement {
  return element('select', { attributes: { 'aria-label': label } });
}

/** Sets what a list offers, and which of it is chosen. */
export function setOptions<Value extends string>(
  select: HTMLSelectElement,
  values: readonly Value[],
  words: (value: Value) => string,
  chosen: Value | null,
): void {
  const known = [...select.options].map(({ value }) => value);
  if (known.join(' ') !== values.join(' ')) {
    const options = values.map(value => {
      return element('option', { text: words(value), attributes: { value } });
    });
    select.replaceChildren(...options);
  }
  if (chosen !== null) select.value = chosen;
}
