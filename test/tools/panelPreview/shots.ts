/**
 * Pictures of the panel in every theme and width, made while really training the samples:
 * `npx tsx test/tools/panelPreview/shots.ts [folder] [name…]`. Fails on any error of the page.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { TensorName } from '../../../src/protocol/snapshot';
import { launchChromium } from '../library/browser';
import { main, ROOT, say, ToolError } from '../library/process';
import type { PreviewWindow } from './previewHost';
import { startPreview } from './server';

interface Shot {
  name: string;
  sample: string;
  theme: string;
  width: number;
  height: number;
  /** Default: train to the end. */
  prepare?: (page: Page) => Promise<void>;
  scale?: number;
}

const train = (page: Page): Promise<void> =>
  page.evaluate(() => (window as PreviewWindow).preview?.train());
const load = (page: Page): Promise<void> =>
  page.evaluate(() => (window as PreviewWindow).preview?.load());

/** Leaves a long run under way: the picture catches it while it trains. */
const start = async (page: Page): Promise<void> => {
  await page.evaluate(() => void (window as PreviewWindow).preview?.train());
  await page.waitForTimeout(1500);
};
/** The epochs of another learning rate from 300 on. */
const LOG = [
  '100 0.24943460129',
  '200 0.24942496426',
  '300 0.24931',
  '400 0.2490',
  '500 0.2449',
  '600 0.2004',
  '700 0.0921',
]
  .map(line => `epoch ${line.replace(' ', ' , loss: ')}`)
  .join('\n');
const withMyLog =
  (log: string) =>
  async (page: Page): Promise<void> => {
    await train(page);
    await page.evaluate(text => (window as PreviewWindow).preview?.compareLog(text), log);
  };

/** An expression after `steps` steps of its passes. */
const passes =
  (position: number) =>
  async (page: Page): Promise<void> => {
    await load(page);
    await page.evaluate(at => (window as PreviewWindow).preview?.goTo(at), position);
  };
const panel = (page: Page) => page.frameLocator('iframe');
const showAsTable = async (page: Page, section: string): Promise<void> => {
  const shown = panel(page).locator(`[data-section="${section}"]`);
  await shown.getByRole('button', { name: 'Picture Actions…' }).first().click();
  await panel(page).getByRole('menuitem', { name: 'Show as Table' }).click();
};
/** Opens the tab on which a section stands. */
const visit = (page: Page, section: string): Promise<void> =>
  panel(page)
    .locator(`[data-section="${section}"]`)
    .evaluate(node => {
      const owner = node.closest('.panel[hidden]');
      document.querySelector<HTMLElement>(`[aria-controls="${owner?.id}"]`)?.click();
    });
/** The whole run, and this section of the page at the top of the window. */
const scrolledTo =
  (section: string, then: (page: Page) => Promise<void> = () => Promise.resolve()) =>
  async (page: Page): Promise<void> => {
    await train(page);
    await visit(page, section);
    await settled(page);
    await panel(page)
      .locator(`[data-section="${section}"]`)
      .evaluate(node => node.scrollIntoView({ block: 'center' }));
    await then(page);
  };
const compare = (page: Page) => panel(page).getByRole('tab', { name: 'Compare' }).click();
const chooseNodes = (name: RegExp) => (page: Page) =>
  panel(page).locator('[data-section="network"]').getByRole('radio', { name }).click();
const network = { sample: 'five-points', height: 560 };
const flow = { sample: 'vanishing-gradient', height: 620 };

/** Where the largest number of a tensor comes from, before the first step, with everything unfolded. */
const derivation =
  (layer: number, tensor: TensorName) =>
  async (page: Page): Promise<void> => {
    await load(page);
    await page.evaluate(ref => (window as PreviewWindow).preview?.reveal(ref), { layer, tensor });
    const section = panel(page).locator('[data-section=derivation]');
    await section.scrollIntoViewIfNeeded();
    await section.locator('.derivation-main').waitFor();
    await page.waitForTimeout(1600);
    await section.evaluate(box => {
      for (const fold of box.querySelectorAll('details')) fold.open = true;
    });
    await settled(page);
    await section.evaluate(box => box.scrollIntoView());
  };

const SHOTS: Shot[] = [
  {
    name: 'hover-curves-dark-600',
    sample: 'three-gaussians',
    theme: 'dark',
    width: 600,
    height: 760,
    async prepare(page) {
      await train(page);
      await panel(page)
        .locator('.chart')
        .hover({ position: { x: 200, y: 60 } });
    },
  },
  {
    name: 'hover-boundary-light-600',
    sample: 'three-gaussians',
    theme: 'light',
    width: 600,
    height: 760,
    async prepare(page) {
      await train(page);
      await panel(page)
        .locator('.plot canvas')
        .first()
        .hover({ position: { x: 120, y: 120 } });
    },
  },
  {
    name: 'matrix-z-dark-600',
    sample: 'three-gaussians',
    theme: 'dark',
    width: 600,
    height: 1200,
    async prepare(page) {
      await train(page);
      await page.evaluate(() =>
        (window as PreviewWindow).preview?.reveal({ layer: 0, tensor: 'z' }),
      );
      await page.waitForTimeout(300);
      const heat = panel(page).locator('.matrix.selected .heat');
      await heat.hover({ position: { x: 100, y: 100 } });
    },
  },
  {
    name: 'menu-light-480',
    sample: 'three-gaussians-sgd',
    theme: 'light',
    width: 480,
    height: 760,
    async prepare(page) {
      await load(page);
      await page.evaluate(() => (window as PreviewWindow).preview?.step(3));
      await panel(page).getByRole('button', { name: 'More Actions…' }).click();
    },
  },
  {
    name: 'running-dark-600',
    sample: 'long',
    theme: 'dark',
    width: 600,
    height: 760,
    prepare: start,
  },
  {
    name: 'table-hc-dark-480',
    sample: 'softmax-2-3-2',
    theme: 'hc-dark',
    width: 480,
    height: 900,
    async prepare(page) {
      await train(page);
      for (const section of ['curves', 'predictions']) {
        const header = panel(page).locator(`[data-section=${section}] .section-tools`);
        const button = header.locator('.icon-button').last();
        if (await button.isVisible()) await button.click();
      }
    },
  },
  {
    name: 'stale-light-600',
    sample: 'xor',
    theme: 'light',
    width: 600,
    height: 300,
    async prepare(page) {
      await train(page);
      await page.evaluate(() =>
        (window as PreviewWindow).preview?.edit(text =>
          text.replace(/"epochs": *\d+/, '"epochs": 12'),
        ),
      );
    },
  },
  ...['dark', 'light', 'hc-dark', 'hc-light'].map((theme, i) => ({
    name: `layers-${theme}-600`,
    sample: 'five-points',
    theme,
    width: 600,
    height: 1500,
    async prepare(page: Page) {
      await page.evaluate(() => (window as PreviewWindow).preview?.step(3));
      for (let done = 0; done <= 2 * i; done++) {
        await page.evaluate(() => (window as PreviewWindow).preview?.stepLayer());
      }
    },
  })),
  ...[
    ['dark', 600],
    ['light', 1400],
    ['hc-dark', 480],
    ['hc-light', 900],
  ].map(([theme, width], i) => ({
    name: `fork-${theme}-${width}`,
    sample: 'three-gaussians',
    theme: String(theme),
    width: Number(width),
    height: 760,
    async prepare(page: Page) {
      await page.evaluate(async runs => {
        const { preview } = window as PreviewWindow;
        await preview?.step(120);
        for (let run = 0; run < runs; run++) {
          const rate = 0.02 / 2 ** run;
          await preview?.edit(text =>
            text.replace(/"learning_rate": [\d.]+/, `"learning_rate": ${rate}`),
          );
          await preview?.fork();
          await preview?.step(150);
        }
        await preview?.edit(text =>
          text.replace(/"learning_rate": [\d.]+/, '"learning_rate": 0.5'),
        );
      }, i + 1);
    },
  })),
  {
    name: 'back-dark-600',
    sample: 'three-gaussians',
    theme: 'dark',
    width: 600,
    height: 760,
    async prepare(page) {
      await train(page);
      await panel(page)
        .locator('.chart')
        .click({ position: { x: 250, y: 60 } });
      await page.mouse.move(0, 0);
    },
  },

  ...(['dark', 'light', 'hc-dark', 'hc-light'] as const).map((theme, at) => ({
    name: `my-log-${theme}-${[300, 480, 480, 900][at]}`,
    sample: 'xor',
    theme,
    width: [300, 480, 480, 900][at],
    height: 620,
    prepare: withMyLog(LOG),
  })),
  {
    name: 'my-log-explained-light-480',
    sample: 'xor',
    theme: 'light',
    width: 480,
    height: 620,
    prepare: withMyLog('epoch 100 loss 0.1247173006\nepoch 200 loss 0.1247124821'),
  },

  ...[480, 600, 900, 1400].map(width => ({
    name: `gates-dark-${width}`,
    sample: 'gates',
    theme: 'dark',
    width,
    height: 520,
    prepare: load,
  })),
  ...(['light', 'hc-dark', 'hc-light'] as const).map((theme, at) => ({
    name: `gates-${theme}-600`,
    sample: 'gates',
    theme,
    width: 600,
    height: 520,
    prepare: passes(at === 0 ? 2 : 5 + at),
  })),
  {
    name: 'neuron-dark-600',
    sample: 'sigmoid-neuron',
    theme: 'dark',
    width: 600,
    height: 700,
    prepare: passes(12),
  },
  {
    name: 'neuron-light-1400',
    sample: 'sigmoid-neuron',
    theme: 'light',
    width: 1400,
    height: 700,
    prepare: load,
  },
  {
    name: 'tangle-dark-900',
    sample: 'tangle',
    theme: 'dark',
    width: 900,
    height: 800,
    prepare: passes(30),
  },
  {
    name: 'gates-hover-light-600',
    sample: 'gates',
    theme: 'light',
    width: 600,
    height: 520,
    async prepare(page) {
      await load(page);
      await panel(page)
        .locator('.graph')
        .hover({ position: { x: 332, y: 112 } });
    },
  },
  {
    name: 'gates-table-hc-dark-480',
    sample: 'gates',
    theme: 'hc-dark',
    width: 480,
    height: 520,
    async prepare(page) {
      await load(page);
      await panel(page).locator('[data-section=graph] .icon-button').last().click();
    },
  },
  {
    name: 'gates-broken-light-600',
    sample: 'gates',
    theme: 'light',
    width: 600,
    height: 560,
    async prepare(page) {
      await load(page);
      await page.evaluate(() =>
        (window as PreviewWindow).preview?.edit(text => text.replace('q * z', 'q * w')),
      );
    },
  },

  ...(['dark', 'light', 'hc-dark', 'hc-light'] as const).map((theme, i) => ({
    name: `derivation-${theme}-${[480, 600, 480, 600][i]}`,
    sample: 'by-hand',
    theme,
    width: [480, 600, 480, 600][i],
    height: 1500,
    prepare: derivation(0, 'gradW'),
  })),
  {
    name: 'derivation-softmax-dark-480',
    sample: 'softmax-2-3-2',
    theme: 'dark',
    width: 480,
    height: 1500,
    prepare: derivation(1, 'delta'),
  },
  {
    name: 'derivation-zero-light-480',
    sample: 'softmax-2-3-2',
    theme: 'light',
    width: 480,
    height: 1500,
    prepare: derivation(0, 'gradW'),
  },
  {
    name: 'derivation-gaussians-dark-900',
    sample: 'three-gaussians',
    theme: 'dark',
    width: 900,
    height: 1500,
    prepare: derivation(0, 'gradW'),
  },
  {
    name: 'derivation-large-light-480',
    sample: 'five-points',
    theme: 'light',
    width: 480,
    height: 1500,
    scale: 2,
    prepare: derivation(1, 'delta'),
  },
  ...(
    [
      ['dark', 600, 'digits'],
      ['light', 480, 'softmax-2-3-2'],
      ['hc-dark', 900, 'three-gaussians'],
      ['light', 1400, 'digits'],
      ['hc-light', 600, 'gates'],
    ] as const
  ).map(([theme, width, sample]) => ({
    name: `check-${theme}-${width}`,
    sample,
    theme,
    width,
    height: sample === 'gates' ? 760 : 1100,
    async prepare(page: Page) {
      await load(page);
      await page.evaluate(() => (window as PreviewWindow).preview?.checkGradients());
      await page.waitForTimeout(2000);
    },
  })),

  ...['dark', 'light', 'hc-dark', 'hc-light'].map((theme, at) => ({
    name: `runs-${theme}-${[480, 900, 700, 300][at]}`,
    sample: 'digits',
    theme,
    width: [480, 900, 700, 300][at],
    height: 800,
    async prepare(page: Page) {
      await page.evaluate(async () => {
        const { preview } = window as PreviewWindow;
        await preview?.train();
        await preview?.edit(text =>
          text.replace(/"learning_rate": [\d.]+/, '"learning_rate": 0.5'),
        );
        await preview?.train();
        await preview?.edit(text =>
          text
            .replace(/"batch_size": \d+/, '"batch_size": 64')
            .replace(/"seed": \d+/, '"seed": 8')
            .replace(/"units": 32/, '"units": 24')
            .replace(/"epochs": \d+/, '"epochs": 20'),
        );
        await preview?.train();
      });
      await compare(page);
    },
  })),
  ...['dark', 'light', 'hc-dark', 'hc-light'].map((theme, at) => ({
    name: `log-${theme}-${[480, 220, 1200, 430][at]}`,
    sample: at === 1 ? 'three-gaussians' : 'xor',
    theme,
    width: [480, 220, 1200, 430][at],
    height: 800,
    prepare: scrolledTo('log'),
  })),
  ...['dark', 'light', 'hc-dark', 'hc-light'].map((theme, at) => ({
    name: `confusion-${theme}-${[480, 900, 700, 300][at]}`,
    sample: at === 2 ? 'three-gaussians' : 'digits',
    theme,
    width: [480, 900, 700, 300][at],
    height: 1200,
    async prepare(page: Page) {
      await train(page);
      await compare(page);
      await panel(page)
        .locator('[data-section=misclassified]')
        .evaluate(node => node.scrollIntoView({ block: 'end' }));
    },
  })),
  ...['dark', 'light', 'hc-dark', 'hc-light'].map((theme, at) => ({
    name: `sweep-${theme}-${[600, 480, 600, 900][at]}`,
    sample: 'xor',
    theme,
    width: [600, 480, 600, 900][at],
    height: 800,
    async prepare(page: Page) {
      if (at > 0) await train(page);
      await page.evaluate(async sweep => {
        const { preview } = window as PreviewWindow;
        await preview?.edit(text => text.trimEnd().replace(/\}$/, `, "sweep": ${sweep}}`));
        await preview?.sweep();
      }, SWEEP);
      await compare(page);
      if (at === 1) await panel(page).locator('.sweep-map').hover();
    },
  })),

  ...['dark', 'light', 'hc-dark', 'hc-light', 'dark-2026', 'light-2026'].map(theme => ({
    name: `gaussians-${theme}-600`,
    sample: 'three-gaussians',
    theme,
    width: 600,
    height: 1500,
  })),
  { name: 'narrow-light-280', sample: 'xor', theme: 'light', width: 280, height: 1500 },
  {
    name: 'narrow-hc-light-255',
    sample: 'three-gaussians',
    theme: 'hc-light',
    width: 255,
    height: 1500,
  },
  {
    ...network,
    name: 'maps-light-480',
    theme: 'light',
    width: 480,
    prepare: scrolledTo('network'),
  },
  {
    ...network,
    name: 'maps-hc-dark-600',
    theme: 'hc-dark',
    width: 600,
    prepare: scrolledTo('network'),
  },
  {
    ...network,
    name: 'network-delta-dark-600',
    theme: 'dark',
    width: 600,
    prepare: scrolledTo('network', chooseNodes(/^δ/)),
  },
  { ...flow, name: 'flow-light-480', theme: 'light', width: 480, prepare: scrolledTo('flow') },
  { ...flow, name: 'flow-hc-dark-600', theme: 'hc-dark', width: 600, prepare: scrolledTo('flow') },
  {
    ...flow,
    name: 'flow-hc-light-900',
    theme: 'hc-light',
    width: 900,
    prepare: scrolledTo('flow'),
  },
  {
    ...flow,
    name: 'flow-hover-dark-600',
    theme: 'dark',
    width: 600,
    prepare: scrolledTo('flow', page => panel(page).locator('.flow').first().hover()),
  },
  {
    ...flow,
    name: 'flow-table-dark-600',
    theme: 'dark',
    width: 600,
    prepare: scrolledTo('flow', page => showAsTable(page, 'flow')),
  },
  ...['dark', 'light', 'hc-dark', 'hc-light'].map((theme, at) => ({
    name: `fit-${theme}-${[480, 700, 300, 480][at]}`,
    sample: 'sine',
    theme,
    width: [480, 700, 300, 480][at],
    height: 900,
    prepare: scrolledTo('predictions'),
  })),
  { name: 'xor-dark-480', sample: 'xor', theme: 'dark', width: 480, height: 1500 },
  { name: 'xor-dark-600x700', sample: 'xor', theme: 'dark', width: 600, height: 700 },
  { name: 'xor-light-900', sample: 'xor', theme: 'light', width: 900, height: 900 },
  {
    name: 'gaussians-dark-1400',
    sample: 'three-gaussians',
    theme: 'dark',
    width: 1400,
    height: 900,
  },
  {
    name: 'gaussians-light-900',
    sample: 'three-gaussians',
    theme: 'light',
    width: 900,
    height: 1000,
  },
  { name: 'five-points-dark-600', sample: 'five-points', theme: 'dark', width: 600, height: 1500 },
  { name: 'digits-dark-600', sample: 'digits', theme: 'dark', width: 600, height: 1500 },
  { name: 'softmax-light-600', sample: 'softmax-2-3-2', theme: 'light', width: 600, height: 1200 },
  { name: 'wide-dark-600', sample: 'wide', theme: 'dark', width: 600, height: 1600, prepare: load },
  { name: 'regression-dark-600', sample: 'regression', theme: 'dark', width: 600, height: 1100 },
  { name: 'failed-dark-600', sample: 'broken', theme: 'dark', width: 600, height: 900 },
  { name: 'idle-dark-600', sample: 'xor', theme: 'dark', width: 600, height: 700, prepare: load },
];

/** Three learning rates × four seeds. */
const SWEEP = JSON.stringify({
  parameters: {
    'optimizer.learning_rate': { values: [0.3, 1, 3] },
    seed: { values: [1, 2, 3, 4] },
    'trainer.epochs': { values: [600] },
  },
  aggregate_over: ['seed'],
});

main(async () => {
  const [folder = path.join(ROOT, 'out/panel'), ...names] = process.argv.slice(2);
  await mkdir(folder, { recursive: true });
  const wanted = SHOTS.filter(shot => names.length === 0 || names.some(n => shot.name.includes(n)));
  const server = await startPreview();
  const browser = await launchChromium();
  try {
    for (const shot of wanted) await take(browser, server.address, shot, folder);
  } finally {
    await browser.close();
    server.close();
  }
});

async function take(browser: Browser, address: string, shot: Shot, folder: string): Promise<void> {
  const { name, sample, theme, width, height, prepare = train, scale = 1 } = shot;
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: scale,
  });
  const errors: string[] = [];
  page.on('pageerror', error => errors.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${address}?sample=${sample}&theme=${theme}`);
  await page.waitForFunction(() => (window as PreviewWindow).preview?.posted.length);
  await prepare(page);
  await settled(page);
  const overflow = await page
    .frameLocator('iframe')
    .locator('html')
    .evaluate(html => html.scrollWidth - html.clientWidth);
  if (overflow > 0) errors.push(`The page is ${overflow} px too wide.`);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  say(name);
  await page.close();
  if (errors.length > 0) throw new ToolError(`${name}: ${errors.join('\n')}`);
}

/** Until the page has acknowledged everything and asked for nothing new for a while. */
async function settled(page: Page): Promise<void> {
  let before = -1;
  for (;;) {
    await page.waitForTimeout(250);
    const count = await page.evaluate(() => (window as PreviewWindow).preview?.posted.length ?? 0);
    if (count === before) return;
    before = count;
  }
}
