/** What a person sees and presses in the panel. */
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { classColor, type ThemeKind } from '../../webview/drawing/colors';
import type { Workbench } from '../tools/library/workbench';
import { distance, pixelsOf, themeColor, waitForColors, type Color } from './pixels';

export type PictureSection = 'curves' | 'predictions' | 'flow' | 'graph' | 'matrices';

/** Buttons of the header that are called by what they do at length. */
const ICON_BUTTONS: Partial<Record<string, string>> = {
  Step: 'Step one batch (F10)',
  Layer: 'Step one layer (F11)',
  Reset: 'Reset: back to step 0, the same start',
};

export class PanelPage {
  constructor(private readonly workbench: Workbench) {}

  private get frame(): FrameLocator {
    return this.workbench.panel;
  }

  get title(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  /** The words of the header: `Done · all 400 epochs`. */
  get status(): Locator {
    return this.frame.locator('.status').filter({ visible: true });
  }

  /** None of its words is cut off. */
  statusIsWhole(): Promise<boolean> {
    return this.status
      .locator('span')
      .first()
      .evaluate(words => words.scrollWidth <= words.clientWidth);
  }

  /** What can be done about what the status says. */
  action(name: string): Locator {
    return this.frame.getByRole('banner').getByRole('button', { name, exact: true });
  }

  /** A button of the header, where an expression has other ones. */
  button(name: string, of: 'Training' | 'Passes' = 'Training'): Locator {
    const toolbar = this.frame.getByRole('toolbar', { name: of });
    return toolbar.getByRole('button', { name: ICON_BUTTONS[name] ?? name, exact: true });
  }

  /** One of the four questions. */
  tab(name: 'Train' | 'Inspect' | 'Findings' | 'Compare'): Locator {
    return this.frame.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  /** An entry of the menu of the first picture in a section. */
  async chooseAction(section: Locator, name: string): Promise<void> {
    await section.getByRole('button', { name: 'Picture Actions…' }).first().click();
    await this.frame.getByRole('menuitem', { name, exact: true }).click();
  }

  get stepField(): Locator {
    return this.frame.getByRole('textbox', { name: 'Step of the run' });
  }

  /** Types where to go: a step, `+100`, `e50`. */
  async goTo(step: string): Promise<void> {
    await this.stepField.fill(step);
    await this.stepField.press('Enter');
  }

  /** Resolves when the page stands at this step. */
  async waitForStep(step: number): Promise<void> {
    const field = await this.stepField.elementHandle();
    const frame = await field?.ownerFrame();
    await frame?.waitForFunction(([input, value]) => (input as HTMLInputElement).value === value, [
      field,
      String(step),
    ] as const);
  }

  get ruler(): Locator {
    return this.frame.getByRole('slider', { name: 'Time of the run' });
  }

  /** What hovering, or the arrow keys, say. */
  get tooltip(): Locator {
    return this.frame.getByRole('tooltip');
  }

  menuItem(name: string): Locator {
    return this.frame.getByRole('menuitem', { name });
  }

  /** `curves`, `predictions`, `matrices`, … */
  section(id: string): Locator {
    return this.frame.locator(`[data-section="${id}"]`);
  }

  canvas(section: string): Locator {
    // The first, whether it has been drawn or not: only then it has a name, and is an image.
    return this.section(section).locator('canvas[role]').first();
  }

  /** Resolves when the header's words match. */
  async waitForStatus(words: RegExp): Promise<void> {
    await this.status.filter({ hasText: words }).waitFor();
  }

  /** The header's number of this name, with all its digits. */
  async exact(name: string): Promise<string> {
    const digits = await this.digits(name);
    assert.ok(digits, `the header has no number of "${name}"`);
    return digits;
  }

  /** Whether the header knows it already. */
  async knows(name: string): Promise<boolean> {
    return Boolean(await this.digits(name));
  }

  private digits(name: string): Promise<string | null> {
    const stat = this.frame
      .locator('.stat')
      .filter({ has: this.frame.getByText(name, { exact: true }) });
    return stat.locator('dd.number').getAttribute('title');
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

  async themeKind(): Promise<ThemeKind> {
    const classes = (await this.frame.locator('body').getAttribute('class'))?.split(' ') ?? [];
    if (classes.includes('vscode-high-contrast-light')) return 'hc-light';
    if (classes.includes('vscode-high-contrast')) return 'hc-dark';
    return classes.includes('vscode-light') ? 'light' : 'dark';
  }

  /** A colour of the theme that the page has now, by the name of its variable. */
  themeColor(variable: string): Promise<Color> {
    return themeColor(this.frame.locator('body'), `--vscode-${variable}`);
  }

  /** Resolves when a section's picture shows its data, in the colours of the theme. */
  async waitForPicture(section: PictureSection): Promise<void> {
    // What is out of sight is not drawn.
    await this.section(section).scrollIntoViewIfNeeded();
    const [colors, least] = await this.inkOf(section);
    await waitForColors(this.canvas(section), colors, least);
  }

  /** What only the data of a picture are drawn in, and of how many pixels at least. */
  private async inkOf(section: PictureSection): Promise<[Color[], number]> {
    const kind = await this.themeKind();
    const ofClasses = (...classes: number[]): Color[] =>
      classes.map(index => [...classColor(index, kind)]);
    switch (section) {
      case 'curves':
        return [[await this.themeColor('charts-blue')], 20];
      case 'predictions':
        return [ofClasses(0, 1), 40];
      case 'flow':
        return [ofClasses(0, 4), 5];
      case 'graph':
        return [[await this.themeColor('focusBorder')], 20];
      case 'matrices':
        return [await this.strongColors(), 200];
      default:
        return section satisfies never;
    }
  }

  /** Shows another tensor of the layer: by its button, or from the list where the page is narrow. */
  async chooseTensor(symbol: string): Promise<void> {
    const choice = this.section('matrices').locator('.segments');
    await choice.waitFor();
    // What is out of sight is not drawn.
    await choice.scrollIntoViewIfNeeded();
    const list = choice.locator('select');
    if (await list.isVisible()) await list.selectOption({ label: symbol });
    else await choice.getByText(symbol, { exact: true }).click();
  }

  /** Of the scale of the chosen tensor, without what is near the background. */
  private async strongColors(): Promise<Color[]> {
    const { width, at } = await pixelsOf(this.section('matrices').locator('.ramp canvas').first());
    const background = await this.themeColor('editor-background');
    const colors = Array.from({ length: width }, (_, x) => at(x, 0));
    return colors.filter(color => distance(color, background) > 24);
  }
}
