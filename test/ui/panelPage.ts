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
    return this.frame.locator('.status');
  }

  get notice(): Locator {
    return this.frame.getByRole('alert');
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  menuItem(name: string): Locator {
    return this.frame.getByRole('menuitem', { name });
  }

  /** `curves`, `boundary`, `matrices`, … */
  section(id: string): Locator {
    return this.frame.locator(`[data-section="${id}"]`);
  }

  canvas(section: string): Locator {
    return this.section(section).locator('canvas').first();
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

  /** How many different colours a canvas shows: 1 where nothing is drawn. */
  async colors(canvas: Locator): Promise<number> {
    return canvas.evaluate((element: HTMLCanvasElement) => {
      const { width, height } = element;
      const context = element.getContext('2d');
      if (!context || width === 0 || height === 0) return 0;
      const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
      return new Set(pixels).size;
    });
  }
}
