/** Where a workbench has its focus, and whether it will stay there. */
import type { Page } from 'playwright-core';

/**
 * Resolves when the focus has come to rest: a quick input that is opened before closes again. VS Code
 * gives a webview its focus in two messages, first to its outer frame and at least 50 ms later to the
 * page inside; meanwhile that page has none.
 */
export async function focusAtRest(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLIFrameElement)) return !focused?.closest('.quick-input-widget');
    const inside = focused.contentDocument?.querySelector<HTMLIFrameElement>('#active-frame');
    return inside?.contentDocument?.hasFocus() === true;
  });
}

/** Resolves when something in an element of this selector has the focus, and will keep it. */
export async function focusIn(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(within => document.activeElement?.closest(within), selector);
  await focusAtRest(page);
}
