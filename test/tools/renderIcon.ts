/** Draws media/icon.png, which the marketplace wants, from media/icon.svg: `npm run icon`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium } from './library/browser';
import { main, ROOT } from './library/process';

const SIZE = 256;

main(async () => {
  const svg = await readFile(path.join(ROOT, 'media/icon.svg'), 'utf8');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    const file = path.join(ROOT, 'media/icon.png');
    await page.screenshot({ path: file, omitBackground: true });
  } finally {
    await browser.close();
  }
});
