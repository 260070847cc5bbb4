/** What a person does on the way to an answer: counted, and never scrolled. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../tools/library/workbench';

/** A job takes no more than these. */
const MOST = 3;

export class Moves {
  private readonly made: string[] = [];

  constructor(private readonly workbench: Workbench) {}

  /** A click on what can be seen already: a person would have to scroll to anything else. */
  async click(target: Locator, options: Parameters<Locator['click']>[0] = {}): Promise<void> {
    this.count(`a click on ${String(target)}`);
    await target.waitFor();
    await waitUntilSeen(target);
    await target.click(options);
  }

  async press(keys: string): Promise<void> {
    this.count(keys);
    await this.workbench.press(keys);
  }

  async command(title: string): Promise<void> {
    this.count(title);
    await this.workbench.runCommand(title);
  }

  /** An entry of the menu that a click has opened. */
  async menu(name: string): Promise<void> {
    this.count(name);
    await this.workbench.chooseMenuItem(name);
  }

  /** Resolves when each of these can be seen as the page stands. */
  async lead(...answers: Locator[]): Promise<void> {
    for (const answer of answers) {
      await answer.waitFor();
      await waitUntilSeen(answer);
    }
  }

  private count(move: string): void {
    this.made.push(move);
    assert.ok(this.made.length <= MOST, `more than ${MOST} moves: ${this.made.join(' → ')}`);
  }
}

/** Its upper edge and its middle are in the window, and nothing lies over the middle. */
async function waitUntilSeen(target: Locator): Promise<void> {
  for (;;) {
    const element = await target.elementHandle();
    const frame = await element?.ownerFrame();
    const found = await frame?.waitForFunction(
      node => {
        // A list that is written anew has another one by now.
        if (!(node instanceof Element) || !node.isConnected) return 'gone';
        const { left, top, width, height } = node.getBoundingClientRect();
        const middle = document.elementFromPoint(left + width / 2, top + height / 2);
        const isSeen = top >= 0 && (node.contains(middle) || middle?.contains(node));
        return isSeen ? 'seen' : null;
      },
      element,
      { timeout: 20_000 },
    );
    if ((await found?.jsonValue()) !== 'gone') return;
  }
}

/** Makes the window so large that the page of the panel has this size (px). */
export async function fitPanel(workbench: Workbench, width: number, height: number): Promise<void> {
  const size = () =>
    workbench.panel.locator('html').evaluate(() => [innerWidth, innerHeight] as const);
  for (let attempt = 0; attempt < 8; attempt++) {
    const [across, down] = await size();
    if (across === width && down === height) return;
    const window = workbench.page.viewportSize() ?? { width, height };
    // Beside an editor the panel gets half of what is added.
    await workbench.page.setViewportSize({
      width: window.width + (width - across),
      height: window.height + (height - down),
    });
    await workbench.page.waitForTimeout(200);
  }
}
