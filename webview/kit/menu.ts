/** A small popup menu, by mouse and by keyboard. */
import { element } from './dom';

export interface MenuItem {
  label: string;
  /** What does the same while the picture has the focus. */
  key?: string;
  run(): void;
}

/** Opens below `anchor`; closes on a choice, on Escape and on a click elsewhere. */
export function openMenu(anchor: HTMLElement, label: string, items: MenuItem[]): void {
  const menu = element('div', { class: 'menu', attributes: { role: 'menu', 'aria-label': label } });
  const close = (): void => {
    menu.remove();
    anchor.setAttribute('aria-expanded', 'false');
    removeEventListener('pointerdown', outside, true);
    removeEventListener('blur', close);
  };
  const outside = (event: PointerEvent): void => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  };
  const buttons = items.map(item => {
    const button = element('button', { class: 'menu-item', attributes: { role: 'menuitem' } });
    button.append(element('span', { text: item.label }));
    if (item.key) button.setAttribute('aria-keyshortcuts', item.key);
    button.addEventListener('click', () => {
      close();
      anchor.focus();
      item.run();
    });
    return button;
  });
  menu.append(...buttons);
  menu.addEventListener('keydown', event => {
    const at = buttons.findIndex(button => button === document.activeElement);
    const next = nextIndex(event.key, at, buttons.length);
    if (next !== null) buttons[next].focus();
    else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      anchor.focus();
    } else return;
    event.preventDefault();
    // Escape also pauses a run: here it only closes.
    event.stopPropagation();
  });
  document.body.append(menu);
  place(menu, anchor);
  anchor.setAttribute('aria-expanded', 'true');
  addEventListener('pointerdown', outside, true);
  addEventListener('blur', close);
  buttons[0]?.focus();
}

function nextIndex(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function place(menu: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const left = Math.max(4, Math.min(box.left, innerWidth - menu.offsetWidth - 4));
  const below = box.bottom + 2;
  const top = below + menu.offsetHeight <= innerHeight ? below : box.top - menu.offsetHeight - 2;
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(4, top)}px`;
}
