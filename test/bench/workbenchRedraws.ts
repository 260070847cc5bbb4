/** How often diagram and matrices are drawn while XOR trains in a real workbench. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium } from '../tools/library/browser';
import { serverHost, WORKBENCH_RUNS_HERE } from '../tools/library/hosts';
import { packagedExtension } from '../tools/library/packaged';
import { ToolError } from '../tools/library/process';
import { startServer } from '../tools/library/server';
import { Workbench } from '../tools/library/workbench';
import { copySamples, removeSamples } from '../tools/library/workspace';
import { animationFrames, drawingTimes } from './drawings';
import type { Extra } from './extras';
import { median, type Effort } from './measure';
import { FOLDED, withoutEnd } from './redraws';

const SAMPLE = 'xor.backprop.json';
/** Until the window has come to rest (ms). */
const WARM_UP = 10_000;

/** Nothing where no workbench runs. The panel alone in the window, the other sections folded. */
export async function measureWorkbenchRedraws({ rounds, roundMs }: Effort): Promise<Extra[]> {
  if (!WORKBENCH_RUNS_HERE) return [];
  const folder = await copySamples();
  const file = path.join(folder, SAMPLE);
  // A batch for each row: the run lasts for as long as it takes to measure.
  const text = withoutEnd(await readFile(file, 'utf8')).replace('"full"', '1');
  await writeFile(file, text);
  const server = await startServer(await serverHost('newest'), {
    vsix: [await packagedExtension()],
  });
  const browser = await launchChromium();
  try {
    const workbench = await Workbench.open(browser, server, folder);
    await workbench.openFile(SAMPLE);
    await workbench.lens('Train').click({ timeout: 60_000 });
    await workbench.panel.locator('.stat').first().waitFor({ timeout: 60_000 });
    for (const section of FOLDED) {
      const open = workbench.panel.locator(`[data-section="${section}"] [aria-expanded="true"]`);
      if (await open.first().isVisible()) await open.first().click();
    }
    await workbench.goToFile(SAMPLE);
    await workbench.runCommand('View: Close Editor');
    await workbench.press('Control+b');
    const element = await workbench.panel.locator('body').elementHandle();
    const page = await element?.ownerFrame();
    if (!page) throw new ToolError('The panel is gone.');
    await workbench.page.waitForTimeout(WARM_UP);
    const duration = 20 * roundMs;
    const [drawn, possible]: number[][] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const counting = animationFrames(page, duration);
      drawn.push(((await drawingTimes(page, duration)).length * 1000) / duration);
      possible.push(((await counting) * 1000) / duration);
    }
    const beside = `its window's animation frames: ${median(possible).toFixed(0)}`;
    const title = `redraws of diagram and matrices, XOR in training, in a workbench (${beside})`;
    const value = median(drawn);
    return [{ name: 'redraws-workbench', title, value, unit: 'a second', bound: null }];
  } finally {
    await browser.close();
    await server.stop();
    await removeSamples(folder);
  }
}
