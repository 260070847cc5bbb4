/** Says what keys are about: VS Code's own keys for the page hold only then. */
import type { InspectorFocus } from '../../src/protocol/inspector/inspector';

export class KeyFocus {
  private told: InspectorFocus = 'none';

  /**
   * @param tell is called when that has changed
   * @param settle is called when the page gets the focus and no part of it has it
   */
  constructor(
    private readonly tell: (focus: InspectorFocus) => void,
    settle: () => void,
  ) {
    addEventListener('focus', () => {
      if (document.activeElement === document.body) settle();
      this.look();
    });
    addEventListener('blur', () => this.say('none'));
    document.addEventListener('focusin', () => this.look());
  }

  private look(): void {
    const element = document.activeElement;
    if (element?.matches('select')) this.say('none');
    else this.say(element?.matches('input') ? 'text' : 'rows');
  }

  private say(focus: InspectorFocus): void {
    if (focus === this.told) return;
    this.told = focus;
    this.tell(focus);
  }
}
