/** What a person sees and presses in the panel. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from '../tools/library/workbench';

export class PanelPage {
  constructor(private readonly workbench: Workbench) {}

  private get frame(): FrameLocator {
    return this.workbench.panel;
  }

  get title(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  /** The words of the header: `done · epoch 400 of 400 · step 400`. */
  get status(): Locator {
    return this.frame.locator('.status').filter({ visible: true });
  }

  /** None of its words is cut off. */
  statusIsWhole(): Promise<boolean> {
    return this.status.evaluate(line => line.scrollWidth <= line.clientWidth);
  }

  get notice(): Locator {
    return this.frame.getByRole('alert');
  }

  /** What can be done about what the notice says. */
  action(name: string): Locator {
    return this.frame.getByRole('banner').getByRole('button', { name, exact: true });
  }

  /** A button of the header, where an expression has other ones. */
  button(name: string, of: 'Training' | 'Passes' = 'Training'): Locator {
    const toolbar = this.frame.getByRole('toolbar', { name: of });
    return toolbar.getByRole('button', { name, exact: true });
  }

  get scrubber(): Locator {
    return this.frame.getByRole('slider', { name: 'Step of the run' });
  }

  /** What hovering, or the arrow keys, say. */
  get tooltip(): Locator {
    return this.frame.getByRole('tooltip');
  }

  menuItem(name: string): Locator {
    return this.frame.getByRole('menuitem', { name });
  }

  /** `curves`, `boundary`, `matrices`, … */
  section(id: string): Locator {
    return this.frame.locator(`[data-section="${id}"]`);
  }

  canvas(section: string): Locator {
    return this.section(section).locator('canvas[role="img"]').first();
  }

  /** Resolves when the header's words match. */
  async waitForStatus(words: RegExp): Promise<void> {
    await this.status.filter({ hasText: words }).waitFor({ timeout: 60_000 });
  }

  /** The header's number of this name, with all its digits. */
  async exact(name: string): Promise<string> {
    const stat = this.frame
      .locator('.stat')
      .filter({ has: this.frame.getByText(name, { exact: true }) });
    const digits = await stat.locator('dd').getAttribute('title');
    return digits ?? '';
  }

  /** Resolves when the page has scrolled so that the whole of this can be seen. */
  async waitForInView(locator: Locator): Promise<void> {
    const element = await locator.elementHandle();
    const frame = await element?.ownerFrame();
    await frame?.waitForFunction(node => {
      const { top, bottom } = (node as HTMLElement).getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }, element);
  }

  /** Resolves when a section's picture shows more than a few colours: something is drawn. */
  async waitForPicture(section: string): Promise<void> {
    const canvas = await this.canvas(section).elementHandle();
    const frame = await canvas?.ownerFrame();
    await frame?.waitForFunction(element => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d');
      if (!context || width === 0 || height === 0) return false;
      const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
      return new Set(pixels).size > 8;
    }, canvas);
  }
}
