/** What axe-core finds on a page of the extension. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

const { resolve } = createRequire(__filename);

/**
 * A line for each element that keeps people out, or makes it hard for them.
 * @param behind variable of the colour that the window shows behind a page without one of its own
 */
export async function seriousFaults(page: FrameLocator, behind?: string): Promise<string[]> {
  const body = await page.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('The page is gone.');
  if (behind !== undefined)
    await frame.evaluate(name => {
      document.body.style.background = `var(${name})`;
    }, behind);
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
