/**
 * How long one drawing of the page takes while a sample trains, and what a large matrix costs that
 * is scrolled through, in milliseconds.
 */
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
    collapsed: ['curves', 'network', 'matrices'],
  },
  {
    name: 'five classes, curves alone',
    sample: 'long',
    collapsed: ['predictions', 'network', 'matrices'],
  },
  {
    name: 'five classes, diagram and matrices',
    sample: 'long',
    collapsed: ['curves', 'predictions'],
  },
  { name: 'wide layers, whole page', sample: 'wide', collapsed: [] },
];
const SECONDS = 8;
/** Scrolled steps of a matrix. */
const STEPS = 120;

main(async () => {
  const server = await startPreview();
  const browser = await launchChromium();
  try {
    for (const { name, sample, collapsed } of CASES) {
      const page = await browser.newPage({ viewport: { width: 600, height: 1400 } });
      await page.addInitScript(folded => {
        const tabs = { tab: 'train', beside: 'inspect', scroll: {}, parts: {} } as const;
        const kept = {
          uri: '',
          ...tabs,
          selected: null,
          face: null,
          range: null,
          logLoss: false,
          collapsed: folded,
        };
        (window as PreviewWindow).kept = kept;
      }, collapsed);
      await page.goto(`${server.address}?sample=${sample}&theme=dark`);
      await page.waitForFunction(() => (window as PreviewWindow).preview?.posted.length);
      say(`${name}: ${await measure(page)}`);
      await page.close();
    }
    const page = await browser.newPage({ viewport: { width: 600, height: 1400 } });
    await page.goto(`${server.address}?sample=wide&theme=dark`);
    say(`784×300, scrolled at each zoom: ${await measureScrolling(page)}`);
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
  return `${times.length} drawings in ${SECONDS} s: ${summary(times)}`;
}

function summary(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(1);
  return `fastest ${at(0)} ms, median ${at(0.5)} ms, 95 % ${at(0.95)} ms`;
}

/** Scrolls through the second layer's weights, a piece at a time, from the whole to the digits. */
async function measureScrolling(page: Page): Promise<string> {
  await page.waitForFunction(() => (window as PreviewWindow).preview?.posted.length);
  await page.evaluate(() => (window as PreviewWindow).preview?.load());
  const weights = { layer: 1, tensor: 'weights' } as const;
  await page.evaluate(ref => (window as PreviewWindow).preview?.reveal(ref), weights);
  const matrix = page.frameLocator('iframe').locator('.matrix.selected');
  await matrix.scrollIntoViewIfNeeded();
  const heat = matrix.locator('.heat');
  await heat.locator('canvas').waitFor();
  const words: string[] = [];
  for (let zoom = 1; zoom <= 4; zoom++) {
    await heat.press('+');
    const times = await heat.evaluate(async (box, steps) => {
      const taken: number[] = [];
      for (let step = 0; step < steps; step++) {
        box.scrollLeft += 17;
        box.scrollTop += 13;
        // The page draws with the next frame, between these two.
        let started = 0;
        requestAnimationFrame(() => (started = performance.now()));
        box.dispatchEvent(new Event('scroll'));
        await new Promise<void>(resolve =>
          requestAnimationFrame(() => {
            taken.push(performance.now() - started);
            resolve();
          }),
        );
      }
      return taken;
    }, STEPS);
    words.push(`${25 * zoom} %: ${summary(times)}`);
  }
  return words.join('; ');
}
