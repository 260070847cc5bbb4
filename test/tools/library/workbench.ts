/** A workbench in the browser, and what a person's hands do in it. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import type { Server } from './server';
import { SCREENSHOTS } from './suites';

/** The four kinds of theme; the workbench carries the kind as a class. */
export const THEMES = {
  dark: { name: 'Dark Modern', kind: 'vs-dark' },
  light: { name: 'Light Modern', kind: 'vs' },
  'high-contrast': { name: 'Default High Contrast', kind: 'hc-black' },
  'high-contrast-light': { name: 'Default High Contrast Light', kind: 'hc-light' },
} as const;
export type ThemeName = keyof typeof THEMES;

/** What this server says without any extension: it lacks native modules and Microsoft's services. */
const KNOWN_ERRORS = [
  /Could not locate the bindings file[^]*spdlog/,
  /Cannot find module '\.\/build\/Release\/watchdog'/,
  /status of 404[^]*\/(?:favicon[\w-]*\.(?:ico|svg)|vsda[\w.]*|update\/check)$/,
  /ServiceWorker[^]*browser\/serviceWorker\.js|bad HTTP response code \(404\)/,
  /authentication provider 'github'/,
];

/** The extension's own files in a webview, answered by a service worker and never by a network. */
const RESOURCES = /\.vscode-resource\.vscode-cdn\.net$/;
const LOCAL = /^127\.0\.0\.1$|\.localhost$/;

export class Workbench {
  /** Console errors that the workbench alone would not have. */
  readonly errors: string[] = [];
  /** While a page is left, the workbench complains about what it could not finish. */
  private leaving = false;
  /** Addresses outside this machine that anything in the page asked for. */
  readonly external: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly server: Server,
    readonly folder: string,
  ) {
    page.on('console', message => {
      if (message.type() === 'error') this.keep(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', error => this.keep(error.stack ?? error.message));
    page.context().on('request', request => {
      const { protocol, hostname } = new URL(request.url());
      if (!/^(?:https?|wss?):$/.test(protocol)) return;
      if (!LOCAL.test(hostname) && !RESOURCES.test(hostname)) this.external.push(request.url());
    });
  }

  static async open(browser: Browser, server: Server, folder: string): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    context.setDefaultTimeout(15_000);
    const workbench = new Workbench(await context.newPage(), server, folder);
    await workbench.page.goto(server.address(folder));
    await workbench.ready();
    return workbench;
  }

  async close(): Promise<void> {
    this.leaving = true;
    await this.page.context().close();
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  }

  /** Reloads the window, as `Developer: Reload Window` does. */
  async reload(): Promise<void> {
    this.leaving = true;
    await this.page.reload();
    this.leaving = false;
    await this.ready();
  }

  /** Presses keys by their name, for example `Control+Enter`. */
  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Opens a file of the workspace by name, through Quick Open. */
  async openFile(name: string): Promise<void> {
    const entry = await this.pick('Control+p', name, name);
    await entry.click();
    await this.tab(path.basename(name)).waitFor();
  }

  /** Runs a command of the palette by its whole title. */
  async runCommand(title: string): Promise<void> {
    const entry = await this.pick('F1', `>${title}`, title);
    await entry.click();
  }

  /** Opens the quick input with `keys`, types, and answers the entry with this label. */
  async pick(keys: string, text: string, label: string): Promise<Locator> {
    await this.press(keys);
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await input.fill(text);
    return this.entry(label);
  }

  /** An entry of the open quick input. */
  entry(label: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name }).first();
  }

  /** A link above the code of the visible editors. */
  lens(title: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: title }).first();
  }

  /** The document of the visible webview: the workbench's frame, and in it the extension's. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  get statusBar(): Locator {
    return this.page.locator('.part.statusbar');
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast', { hasText: text });
  }

  /** An entry of the open Problems view that is ours. */
  problem(text: string | RegExp): Locator {
    return this.page
      .locator('.markers-panel .monaco-list-row', { hasText: text })
      .filter({ hasText: 'Backprop' })
      .first();
  }

  /** A row of the tree in the side bar. */
  treeRow(text: string | RegExp): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row', { hasText: text }).first();
  }

  /** Puts text in place of the whole content of the focused editor. */
  async replaceText(text: string): Promise<void> {
    await this.page.locator('.editor-group-container.active .monaco-editor').first().click();
    await this.press('Control+a');
    await this.page.keyboard.insertText(text);
  }

  async setTheme(theme: ThemeName): Promise<void> {
    await this.configure({ 'workbench.colorTheme': THEMES[theme].name });
    await this.page.locator(`.monaco-workbench.${THEMES[theme].kind}`).waitFor();
  }

  /** Changes user settings while the workbench runs. */
  async configure(settings: Record<string, unknown>): Promise<void> {
    const file = path.join(this.server.folder, 'user/User/settings.json');
    const before = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...before, ...settings }));
  }

  /** Keeps a picture of the window in out/screenshots. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }

  private keep(error: string): void {
    if (!this.leaving && !KNOWN_ERRORS.some(known => known.test(error))) this.errors.push(error);
  }
}
