/** The panel in its preview, for the tests of a suite that need no workbench around it. */
import type { Browser, Frame, Page } from 'playwright-core';
import { launchChromium } from '../tools/library/browser';
import type { PreviewWindow } from '../tools/panelPreview/previewHost';
import { startPreview, type PreviewServer } from '../tools/panelPreview/server';

export interface Opened {
  page: Page;
  frame: Frame;
}

/** @returns what opens a sample in a page of its own (CSS pixels), with its run loaded */
export function usePreview() {
  let server: PreviewServer;
  let browser: Browser;
  before(async () => {
    server = await startPreview();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  return async (
    sample: string,
    { width = 480, height = 900, theme = 'dark' } = {},
  ): Promise<Opened> => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(`${server.address}?sample=${sample}&theme=${theme}`);
    await page.waitForFunction(() => (window as PreviewWindow).preview?.posted.length);
    await page.evaluate(() => (window as PreviewWindow).preview?.load());
    return { page, frame: page.frames()[1] };
  };
}
