/** From the click on a number of 784-300-10 to the painted page that says where it comes from. */
import type { Page } from 'playwright-core';
import type { TensorRef } from '../../src/protocol/tensors';
import { launchChromium } from '../tools/library/browser';
import type { PreviewWindow } from '../tools/panelPreview/previewHost';
import { startPreview } from '../tools/panelPreview/server';
import type { Extra } from './extras';
import { median } from './measure';
import { randomData } from './ours';
import { WORKS } from './works';

/** Longer than this is felt (ms). */
const BOUND = 100;
const OPENED: { ref: TensorRef; of: string }[] = [
  { ref: { layer: 0, tensor: 'gradW' }, of: 'a first-layer ∂W, a sum over 64 rows' },
  { ref: { layer: 0, tensor: 'z' }, of: 'a first-layer z, a sum over 784 inputs' },
  { ref: { layer: 0, tensor: 'delta' }, of: 'a hidden δ' },
  { ref: { layer: 1, tensor: 'delta' }, of: 'δ of softmax with cross-entropy' },
];

/** Measured in the panel's own page with a worker, without the workbench around it. */
export async function measureOpenings(clicks: number): Promise<Extra[]> {
  const server = await startPreview();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 600, height: 900 } });
    const body = experimentText();
    await page.route('**/samples/digits-64.backprop.json', route => route.fulfill({ body }));
    await page.goto(`${server.address}?sample=digits-64&theme=dark`);
    await page.waitForFunction(() => (window as PreviewWindow).preview?.posted.length);
    await page.evaluate(() => (window as PreviewWindow).preview?.load());
    const extras: Extra[] = [];
    for (const { ref, of } of OPENED) {
      const times = await openingsOf(page, ref, clicks);
      const name = `opening-${ref.tensor}-${ref.layer + 1}`;
      const title = `opening the derivation of ${of}, 784-300-10`;
      extras.push({ name, title, value: median(times), unit: 'ms', bound: BOUND });
    }
    return extras;
  } finally {
    await browser.close();
    server.close();
  }
}

/** The first one, for which code is got ready, does not count. */
async function openingsOf(page: Page, ref: TensorRef, clicks: number): Promise<number[]> {
  await page.evaluate(tensor => (window as PreviewWindow).preview?.reveal(tensor), ref);
  const heat = page.frameLocator('iframe').locator('.matrix.selected .heat').first();
  await heat.waitFor();
  await settled(page);
  await page.evaluate(() => void ((window as PreviewWindow).openings = []));
  for (let click = 0; click <= clicks; click++) {
    const box = await heat.boundingBox();
    if (!box) throw new Error('The matrix is not on the page.');
    const share = 0.15 + 0.7 * ((click * 0.618) % 1);
    const place = { clientX: box.x + share * box.width, clientY: box.y + share * 200 };
    await heat.dispatchEvent('click', { bubbles: true, ...place });
    await page.waitForFunction(
      count => ((window as PreviewWindow).openings?.length ?? 0) > count,
      click,
    );
    await settled(page);
  }
  const times = await page.evaluate(() => (window as PreviewWindow).openings ?? []);
  return times.slice(1);
}

/** Until the page has acknowledged everything and asked for nothing new for a while. */
async function settled(page: Page): Promise<void> {
  for (let before = -1; ;) {
    await page.waitForTimeout(300);
    const count = await page.evaluate(() => (window as PreviewWindow).preview?.posted.length ?? 0);
    if (count === before) return;
    before = count;
  }
}

function experimentText(): string {
  const work = WORKS.find(({ name }) => name === 'digits-64-float64');
  if (!work) throw new Error('There is no such work.');
  const { x, y } = randomData({ ...work, rows: work.batch });
  const rows = Array.from({ length: x.rows }, (_, row) => [
    ...x.data.subarray(row * x.cols, (row + 1) * x.cols),
  ]);
  const labels = rows.map((_, row) => y.data.subarray(row * y.cols, (row + 1) * y.cols).indexOf(1));
  return JSON.stringify({
    version: 1,
    seed: 1,
    data: { train: { type: 'inline', x: rows, y: labels }, encoding: 'one_hot', num_classes: 10 },
    model: {
      layers: [
        { units: 300, activation: 'sigmoid' },
        { units: 10, activation: 'softmax' },
      ],
    },
    loss: { type: 'cross_entropy' },
    optimizer: { type: 'sgd', learning_rate: 0.05 },
    trainer: { epochs: 10, batch_size: 64 },
  });
}
