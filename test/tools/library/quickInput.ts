/** The one input of a workbench that is the palette, Quick Open and what a command asks. */
import type { Locator, Page } from 'playwright-core';
import { focusAtRest } from './focus';

export class QuickInput {
  constructor(private readonly page: Page) {}

  /** Opens it with `keys`, types, and answers the entry with this label. */
  async open(keys: string, text: string, label: string): Promise<Locator> {
    await focusAtRest(this.page);
    await this.page.keyboard.press(keys);
    return this.type(text, label);
  }

  /** Opens it with `keys`, types, and takes the entry with this label. */
  async take(keys: string, text: string, label: string): Promise<void> {
    await this.click(await this.open(keys, text, label));
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
    await this.input.fill(text);
    const entries = this.page.locator('.quick-input-list .monaco-list-row', { hasText: label });
    await entries.first().waitFor();
    return entries.first();
  }

  /** Leaves nothing under the pointer that would show a hover. */
  private async click(entry: Locator): Promise<void> {
    await entry.click();
    await this.page.mouse.move(0, 0);
  }

  private get input(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }
}
