/** How long one drawing of the page takes while a sample trains, in milliseconds. */
import type { Page } from 'playwright-core';
import { launchChromium } from '../library/browser';
import { main, say } from '../library/process';
import type { PreviewWindow } from './previewHost';
import { startPreview } from './server';

/** What is trained, and the sections that are folded meanwhile. */
const CASES: { name: string; sample: string; collapsed: string[] }[] = [
  { name: 'five classes, whole page', sample: 'long', collapsed: [] },
  {
    name: 'five classes, boundary alone',
    sample: 'long',
    collapsed: ['curves', 'network', 'matrices', 'truth'],
  },
  {
    name: 'five classes, curves alone',
    sample: 'long',
    collapsed: ['boundary', 'network', 'matrices', 'truth'],
  },
  { name: 'wide layers, whole page', sample: 'wide', collapsed: [] },
];
const SECONDS = 8;

main(async () => {
  const server = await startPreview();
  const browser = await launchChromium();
  try {
    for (const { name, sample, collapsed } of CASES) {
      const page = await browser.newPage({ viewport: { width: 600, height: 1400 } });
      await page.addInitScript(folded => {
        const kept = { uri: '', selected: null, logLoss: false, collapsed: folded };
        (window as PreviewWindow).kept = kept;
      }, collapsed);
      await page.goto(`${server.address}?sample=${sample}&theme=dark`);
      await page.waitForFunction(() => (window as PreviewWindow).preview?.posted.length);
      say(`${name}: ${await measure(page)}`);
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
});

/** On a busy machine the fastest tell what the drawing itself costs. */
async function measure(page: Page): Promise<string> {
  await page.evaluate(() => void (window as PreviewWindow).preview?.train());
  await page.waitForTimeout(1000);
  await page.evaluate(() => {
    (window as PreviewWindow).drawTimes = [];
  });
  await page.waitForTimeout(SECONDS * 1000);
  const times = await page.evaluate(() => (window as PreviewWindow).drawTimes ?? []);
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(1);
  return `${times.length} drawings in ${SECONDS} s: fastest ${at(0)} ms, median ${at(0.5)} ms, 95 % ${at(0.95)} ms`;
}
