/** What axe-core finds on a page of the extension. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

const { resolve } = createRequire(__filename);

/** A line for each element that keeps people out, or makes it hard for them. */
export async function seriousFaults(page: FrameLocator): Promise<string[]> {
  const body = await page.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('The page is gone.');
  await frame.evaluate(await readFile(resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations } = await frame.evaluate<AxeResults>(
    "axe.run(document, { resultTypes: ['violations'] })",
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
    );
}
