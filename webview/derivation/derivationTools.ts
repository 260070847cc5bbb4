/** Beside the title of the derivation: how many digits it has, and the way to take it along. */
import { DIGITS } from '../../src/protocol/choices';
import type { Derivation } from '../../src/protocol/snapshot';
import { setAttribute } from '../kit/dom';
import { iconButton } from '../kit/icons';
import { openMenu } from '../kit/menu';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import type { ToolsHost } from '../picture/tools';
import type { Choices } from '../run/choices';
import { copyItems } from './exported';
import type { Naming } from './formula/places';
import { words } from './formula/words';

const FEW = 4;

/** A derivation as it is on the page. */
export interface Drawn {
  derivation: Derivation;
  naming: Naming;
}

export class DerivationTools {
  readonly elements: HTMLElement[];
  private readonly digitSwitch: RadioSwitch<(typeof DIGITS)[number]>;
  private readonly copyButton = iconButton('copy', words.copy, () => this.openCopyMenu());
  private drawn: Drawn | null = null;

  constructor(
    private readonly host: ToolsHost,
    private readonly choices: Choices,
  ) {
    this.digitSwitch = radioSwitch(DIGITS, words.digits, words.digitTitles, digits => {
      choices.show({ digits });
      host.schedule();
    });
    setAttribute(this.digitSwitch.element, 'aria-label', words.digitsLabel);
    this.copyButton.setAttribute('aria-haspopup', 'menu');
    this.elements = [this.digitSwitch.element, this.copyButton];
  }

  /** Digits of each number; null: all. */
  get digits(): number | null {
    return this.chosen === 'few' ? FEW : null;
  }

  private get chosen() {
    return this.choices.shown.digits ?? 'few';
  }

  /** @param allowed whether the file lets its solutions be copied */
  update(drawn: Drawn | null, allowed: boolean): void {
    this.drawn = drawn;
    this.digitSwitch.choose(this.chosen);
    this.copyButton.disabled = !allowed || drawn === null;
    const title = allowed ? words.copy : words.locked;
    setAttribute(this.copyButton, 'title', title);
    setAttribute(this.copyButton, 'aria-label', title);
  }

  private openCopyMenu(): void {
    if (!this.drawn) return;
    const { derivation, naming } = this.drawn;
    const items = copyItems(derivation, naming, this.digits, text => {
      this.host.post({ type: 'copy', text });
      this.host.announce(words.copied);
    });
    openMenu(this.copyButton, words.copy, items);
  }
}
