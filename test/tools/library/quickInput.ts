/** The one input of a workbench that is the palette, Quick Open and what a command asks. */
import type { Locator, Page } from 'playwright-core';
import { focusAtRest } from './focus';

/** An input that takes nothing for so long has been closed (ms). */
const CLOSED = 10_000;

export class QuickInput {
  constructor(private readonly page: Page) {}

  /** Opens it with `keys`, types, and answers the entry with this label. */
  open(keys: string, text: string, label: string): Promise<Locator> {
    return this.opened(keys, () => this.type(text, label));
  }

  /** Opens it with `keys`, types, and takes the entry with this label. */
  take(keys: string, text: string, label: string): Promise<void> {
    return this.opened(keys, async () => this.click(await this.type(text, label)));
  }

  /**
   * Opens it and uses it. VS Code closes it where a message gives a webview its focus meanwhile, for
   * a person too: what comes to rest before can still be given it once more. It is then opened
   * again, as a person does; nothing was taken.
   */
  private async opened<T>(keys: string, use: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await focusAtRest(this.page);
      await this.page.keyboard.press(keys);
      try {
        return await use();
      } catch (error) {
        if (attempt === 3 || (await this.input.isVisible())) throw error;
      }
    }
  }

  /** Types into the open one, and takes the entry with this label. */
  async choose(text: string, label: string): Promise<void> {
    await this.click(await this.type(text, label));
  }

  /** Opens it with `keys`, types, and takes what is typed. */
  async enter(keys: string, text: string): Promise<void> {
    await focusAtRest(this.page);
    await this.page.keyboard.press(keys);
    await this.input.fill(text);
    await this.input.press('Enter');
    await this.input.waitFor({ state: 'hidden' });
    await focusAtRest(this.page);
  }

  private async type(text: string, label: string): Promise<Locator> {
    await this.input.fill(text, { timeout: CLOSED });
    const entries = this.page.locator('.quick-input-list .monaco-list-row', { hasText: label });
    await entries.first().waitFor();
    return entries.first();
  }

  /** Leaves nothing under the pointer that would show a hover. */
  private async click(entry: Locator): Promise<void> {
    await entry.click({ timeout: CLOSED });
    await this.page.mouse.move(0, 0);
  }

  private get input(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }
}
