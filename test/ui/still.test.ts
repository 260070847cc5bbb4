/** Nothing on the page moves but numbers and marks; and while a run goes on, it is sent no more than is seen. */
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import type { PreviewWindow } from '../tools/panelPreview/previewHost';
import { usePreview, type Opened } from './preview';

const TABS = ['Train', 'Inspect', 'Findings', 'Compare'] as const;
/** Drawings of the page that are looked at. */
const FRAMES = 200;
/** Most that the page is sent in a second while it trains: each drawing one or two messages. */
const MOST_MESSAGES = 130;
const MOST_BYTES = 24_000_000;

/** In the page: what has moved without anybody having pressed anything, and what has been sent. */
interface Watched extends Window {
  shifts?: string[];
  messages?: number;
  bytes?: number;
}

describe('the page', () => {
  const openPreview = usePreview();

  async function open(sample: string, width = 480): Promise<Opened> {
    const { page, frame } = await openPreview(sample, { width, height: 800 });
    await frame.locator('.status', { hasText: /Ready/ }).waitFor();
    return { page, frame };
  }

  it('stands still for 200 drawings of training in each tab, and is sent what is seen', async () => {
    const { page, frame } = await open('long');
    await page.evaluate(() => void (window as PreviewWindow).preview?.train());
    const sent: Partial<Record<(typeof TABS)[number], number>> = {};
    for (const tab of TABS) {
      await frame.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      await atRest(frame);
      await watch(frame);
      const seconds = await drawings(page, FRAMES);
      const { shifts, messages, bytes } = await seen(frame);
      assert.deepEqual(shifts, [], `${tab} moves`);
      assert.ok(
        messages / seconds < MOST_MESSAGES,
        `${tab}: ${messages / seconds} messages a second`,
      );
      assert.ok(bytes / seconds < MOST_BYTES, `${tab}: ${bytes / seconds} bytes a second`);
      sent[tab] = bytes / messages;
    }
    const { Train = 0, Findings = Infinity } = sent;
    assert.ok(4 * Findings < Train, `without pictures ${Findings} bytes a message, with ${Train}`);
    await page.close();
  });

  for (const tab of TABS)
    it(`stands still in ${tab} while findings, notices and runs come and go`, async () => {
      const { page, frame } = await open('three-gaussians-spikes');
      await frame.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
      await atRest(frame);
      // Where they are listed, what comes later stands below them.
      await watch(frame, 'table, #panel-findings, #panel-compare');
      await page.evaluate(async () => {
        const { preview } = window as PreviewWindow;
        await preview?.train();
        await preview?.edit(text =>
          text.replace(/"learning_rate": [\d.]+/, '"learning_rate": 0.01'),
        );
        await preview?.train();
      });
      await atRest(frame);
      await page.evaluate(() => (window as PreviewWindow).preview?.step(1));
      await atRest(frame);
      assert.deepEqual((await seen(frame)).shifts, []);
      await page.close();
    });
});

/** Begins to write down what moves, but within these elements (in a table: numbers), and to count what comes. */
async function watch(frame: Frame, without = 'table'): Promise<void> {
  await frame.evaluate(outside => {
    const watched = window as Watched;
    const isWatched = watched.shifts !== undefined;
    Object.assign(watched, { shifts: [], messages: 0, bytes: 0 });
    if (isWatched) return;
    const size = {
      of(value: unknown): number {
        if (ArrayBuffer.isView(value)) return value.byteLength;
        if (typeof value === 'string') return value.length;
        if (typeof value !== 'object' || value === null) return 8;
        return Object.values(value).reduce<number>((sum, each) => sum + this.of(each), 0);
      },
    };
    addEventListener('message', event => {
      watched.messages = (watched.messages ?? 0) + 1;
      watched.bytes = (watched.bytes ?? 0) + size.of(event.data);
    });
    interface Shift extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    }
    new PerformanceObserver(list => {
      for (const shift of list.getEntries() as Shift[])
        if (!shift.hadRecentInput)
          for (const { node, previousRect: was, currentRect: is } of shift.sources) {
            if (node?.parentElement?.closest(outside)) continue;
            const name = `${node?.nodeName} in ${node?.parentElement?.className}`;
            watched.shifts?.push(`${name}: ${was.x},${was.y} → ${is.x},${is.y}`);
          }
    }).observe({ type: 'layout-shift' });
  }, without);
}

async function seen(frame: Frame) {
  return frame.evaluate(() => {
    const { shifts = [], messages = 0, bytes = 0 } = window as Watched;
    return { shifts, messages, bytes };
  });
}

/** Waits for a number of drawings of the page, and returns how many seconds they took. */
async function drawings(page: Page, count: number): Promise<number> {
  const begun = Date.now();
  await page.evaluate(() => ((window as PreviewWindow).drawTimes = []));
  await page.waitForFunction(
    most => ((window as PreviewWindow).drawTimes?.length ?? 0) >= most,
    count,
    { timeout: 60_000 },
  );
  return (Date.now() - begun) / 1000;
}

/** What follows a click within half a second is no shift of its own accord. */
async function atRest(frame: Frame): Promise<void> {
  await frame.waitForTimeout(800);
}
