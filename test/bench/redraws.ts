/** How often diagram and matrices are drawn while XOR trains, against a page that only fills as much. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../tools/library/browser';
import { ROOT } from '../tools/library/process';
import type { PreviewWindow } from '../tools/panelPreview/previewHost';
import { startPreview } from '../tools/panelPreview/server';
import { drawingTimes } from './drawings';
import type { Extra } from './extras';
import { median, type Effort } from './measure';

/** Those that are not measured: what is left fills a panel of this size. */
export const FOLDED = ['curves', 'predictions', 'flow', 'runs'];
const PANEL = { width: 460, height: 700 };
/** Until code is compiled, and the pace has settled (ms). */
const WARM_UP = 1500;

/** The experiment, but for the rules that end it. */
export function withoutEnd(text: string): string {
  return text
    .replace(/"epochs": \d+/, '"epochs": 10000000')
    .replace(/"early_stopping": \{[^}]*\},/, '');
}

/** A page that asks for the same frames, and paints two canvases over with one colour for each. */
const FILLING_PAGE = `
  const api = acquireVsCodeApi();
  const pens = [0, 1].map(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [innerWidth - 30, 200];
    return document.body.appendChild(canvas).getContext('2d');
  });
  let revision = 0;
  let scheduled = false;
  const draw = () => {
    scheduled = false;
    for (const pen of pens) {
      pen.fillStyle = 'hsl(' + (revision * 3) % 360 + ' 50% 50%)';
      pen.fillRect(0, 0, innerWidth, 200);
    }
    api.postMessage({ type: 'drawn', revision, cost: 0 });
  };
  addEventListener('message', ({ data }) => {
    if (revision === 0) api.postMessage({ type: 'watch', watch: WATCH });
    revision = data.revision;
    if (!scheduled) requestAnimationFrame(draw);
    scheduled = true;
  });
  api.postMessage({ type: 'ready' });`;

/** Measured in a browser with the panel's feed and a worker, without the workbench around them. */
export async function measureRedraws({ rounds, roundMs }: Effort): Promise<Extra[]> {
  const server = await startPreview();
  const browser = await launchChromium();
  try {
    const [ours, filling, intervals]: number[][] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      const drawn = await redraws(browser, server.address, 20 * roundMs, null);
      ours.push(drawn.rate);
      intervals.push(drawn.interval);
      const page = FILLING_PAGE.replace('WATCH', JSON.stringify(drawn.watch));
      filling.push((await redraws(browser, server.address, 20 * roundMs, page)).rate);
    }
    const what = 'of diagram and matrices, XOR in training, in a browser';
    const filled = `a page that only fills as much: ${median(filling).toFixed(0)}`;
    return [
      {
        name: 'redraw-interval',
        title: `from one redraw to the next, ${what}`,
        value: median(intervals),
        unit: 'ms',
        bound: 17,
      },
      {
        name: 'redraws',
        title: `redraws ${what} (${filled})`,
        value: median(ours),
        unit: 'a second',
        bound: null,
      },
    ];
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * Drawings a second, the median of the milliseconds between them, and what the page watched.
 * @param script in the place of the panel's own
 */
async function redraws(browser: Browser, address: string, ms: number, script: string | null) {
  const page = await browser.newPage({ viewport: PANEL });
  try {
    await page.addInitScript(collapsed => {
      const tabs = { tab: 'train', beside: 'inspect', scroll: {}, parts: {} } as const;
      const kept = {
        uri: '',
        ...tabs,
        selected: null,
        face: null,
        range: null,
        logLoss: false,
        collapsed,
      };
      (window as PreviewWindow).kept = kept;
    }, FOLDED);
    if (script) {
      const body = { contentType: 'text/javascript', body: script };
      await page.route('**/panel.js', route => route.fulfill(body));
    }
    await page.goto(`${address}?sample=xor&theme=dark`);
    await page.waitForFunction(() => (window as PreviewWindow).preview?.posted.length);
    const text = withoutEnd(await readFile(path.join(ROOT, 'samples/xor.backprop.json'), 'utf8'));
    await page.evaluate(edited => (window as PreviewWindow).preview?.edit(() => edited), text);
    await page.evaluate(() => void (window as PreviewWindow).preview?.train());
    await page.waitForTimeout(WARM_UP);
    const frame = page.frames().at(-1) ?? page;
    const times = await drawingTimes(frame, ms);
    const watch = await page.evaluate(() => {
      const posted = (window as PreviewWindow).preview?.posted ?? [];
      return posted.flatMap(message => (message.type === 'watch' ? [message.watch] : [])).at(-1);
    });
    const interval = median(times.slice(1).map((time, index) => time - times[index]));
    return { rate: (times.length * 1000) / ms, interval, watch };
  } finally {
    await page.close();
  }
}
