/** Where a workbench has its focus, and whether it will stay there. */
import type { Page } from 'playwright-core';

/** A second message comes within a tenth of a second, on a busy machine within one (ms). */
const LATEST_MESSAGE = 5_000;

/**
 * Resolves when the focus has come to rest: a quick input that is opened before closes again. VS Code
 * gives a webview its focus in two messages, first to its outer frame and at least 50 ms later to the
 * page inside; meanwhile that page has none. Where the second message has not come by then, none is
 * on its way: a frame can keep the focus alone.
 */
export async function focusAtRest(page: Page): Promise<void> {
  const isAtRest = (): boolean => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLIFrameElement)) return !focused?.closest('.quick-input-widget');
    const inside = focused.contentDocument?.querySelector<HTMLIFrameElement>('#active-frame');
    return inside?.contentDocument?.hasFocus() === true;
  };
  await page.waitForFunction(isAtRest, null, { timeout: LATEST_MESSAGE }).catch(() => undefined);
}

/** Resolves when something in an element of this selector has the focus, and will keep it. */
export async function focusIn(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(within => document.activeElement?.closest(within), selector);
  await focusAtRest(page);
}
