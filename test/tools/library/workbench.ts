/** A workbench in the browser, and what a person's hands do in it. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import type { Server } from './server';
import { focusAtRest, focusIn } from './focus';
import { ToolError } from './process';
import { QuickInput } from './quickInput';
import { SCREENSHOTS } from './suites';

/** The four kinds of theme: a label of each, and the class that the workbench then carries. */
export const THEMES = {
  dark: { label: 'Dark Modern', kind: 'vs-dark' },
  light: { label: 'Light Modern', kind: 'vs' },
  'high-contrast': { label: 'Dark High Contrast', kind: 'hc-black' },
  'high-contrast-light': { label: 'Light High Contrast', kind: 'hc-light' },
} as const;
export type ThemeName = keyof typeof THEMES;

/** What this server says without any extension: it lacks native modules and Microsoft's services. */
const KNOWN_ERRORS = [
  /Could not locate the bindings file[^]*spdlog/,
  /Cannot find module '\.\/build\/Release\/watchdog'/,
  /status of 404[^]*\/(?:favicon[\w-]*\.(?:ico|svg)|vsda[\w.]*|update\/check)$/,
  /ServiceWorker[^]*browser\/serviceWorker\.js|bad HTTP response code \(404\)/,
  /authentication provider 'github'/,
  /Aborted onWillSaveTextDocument-event/, // the machine was busy; nobody listens to that event
];

/** Milliseconds for whatever is awaited: in a new window the first search for a file takes long. */
const PATIENCE = 60_000;

/**
 * The page of the view in the side bar, and those of editors, the nearest to the side bar first: nothing
 * but their place tells them apart.
 */
const VIEW_PAGE = 'iframe.webview.ready:visible:left-of(.part.editor)';
const EDITOR_PAGE = 'iframe.webview.ready:visible:right-of(.part.sidebar)';

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

  readonly quickInput: QuickInput;

  private constructor(
    readonly page: Page,
    readonly folder: string,
  ) {
    this.quickInput = new QuickInput(page);
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

  /** @param screen its size in CSS pixels, and how many of its own make one of them */
  static async open(
    browser: Browser,
    server: Server,
    folder: string,
    screen: { width?: number; height?: number; scale?: number } = {},
  ): Promise<Workbench> {
    const { width = 1280, height = 800, scale = 1 } = screen;
    const viewport = { width, height };
    const context = await browser.newContext({ viewport, deviceScaleFactor: scale });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    context.setDefaultTimeout(PATIENCE);
    const workbench = new Workbench(await context.newPage(), folder);
    await workbench.page.goto(server.address(folder), { timeout: PATIENCE });
    await workbench.ready();
    return workbench;
  }

  async close(): Promise<void> {
    this.leaving = true;
    await this.page.context().close();
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    // What the extension contributes is read later: before that its menus and editors are not there.
    await this.page.locator('.activitybar [aria-label*="Backprop"]').first().waitFor();
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

  /**
   * Opens the file of the workspace that has this name, wherever it lies: Quick Open is given its
   * whole path. What is searched for by a name moves down the list while more is found, and under a
   * click there is another file.
   */
  async openFile(name: string): Promise<void> {
    const files = await readdir(this.folder, { recursive: true });
    const file = files.find(each => path.basename(each) === name);
    if (file === undefined) throw new ToolError(`There is no ${name} in the workspace.`);
    await this.quickInput.take('Control+p', path.join(this.folder, file), name);
    await this.editorFocus(name);
  }

  /** Resolves when the text editor of this tab has the focus: what is typed before is lost. */
  async editorFocus(tab: string): Promise<void> {
    const group = '.editor-group-container.active';
    await this.page.locator(`${group} .tab.active`, { hasText: tab }).waitFor();
    await focusIn(this.page, `${group} .monaco-editor`);
  }

  /** Goes to an open file by its tab. */
  async goToFile(name: string): Promise<void> {
    await this.tab(name).click();
    await this.editorFocus(name);
  }

  /** Goes to an open panel by its tab. */
  async goToPanel(title: string): Promise<void> {
    await this.tab(title).click();
    await focusIn(this.page, 'iframe.webview');
  }

  /** Goes to the files in the side bar, by a key that would lead back from there. */
  async goToExplorer(): Promise<void> {
    const files = '.explorer-folders-view';
    await focusAtRest(this.page);
    const isThere = await this.page.locator(`${files} :focus`).count();
    if (!isThere) await this.press('Control+Shift+e');
    await focusIn(this.page, files);
  }

  /** Goes to the inspector, by the lens above the visible file. */
  async inspect(): Promise<void> {
    await this.lens('Inspect').click();
    await this.inspectorRows.first().waitFor();
    await focusIn(this.page, 'iframe.webview');
  }

  /** Opens the Problems view, and goes there. */
  async goToProblems(): Promise<void> {
    await this.runCommand('Problems: Focus on Problems View');
    await focusIn(this.page, '.markers-panel');
  }

  /** Runs a command of the palette by its whole title. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.take('F1', `>${title}`, title);
  }

  /** In the editor that has the focus: finds a text, and types another over it. */
  async typeOver(found: string, typed: string): Promise<void> {
    await this.press('Control+f');
    await this.page.locator('.find-widget.visible .find-part textarea').first().fill(found);
    // A narrow editor has no room to show how many there are.
    const count = this.page.locator('.find-widget .matchesCount', { hasText: /^1 of/ });
    await count.waitFor({ state: 'attached' });
    await this.press('Escape');
    await this.page.locator('.find-widget.visible').waitFor({ state: 'hidden' });
    await this.page.keyboard.type(typed);
  }

  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name }).first();
  }

  /**
   * Chooses from the menu that is open, and resolves when it has closed. By its keys: VS Code
   * ignores a click in the first tenth of a second.
   */
  async chooseMenuItem(name: string | RegExp): Promise<void> {
    const item = this.page.getByRole('menuitem', { name });
    await item.hover();
    await item.press('Enter');
    await item.waitFor({ state: 'detached' });
  }

  /** A link above the code of the visible editors. */
  lens(title: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: title }).first();
  }

  /** The document of the visible webview: the workbench's frame, and in it the extension's. */
  get panel(): FrameLocator {
    const pages = this.page.locator(EDITOR_PAGE);
    return pages.last().contentFrame().frameLocator('iframe#active-frame');
  }

  /** The same of the inspector in the side bar. */
  get inspector(): FrameLocator {
    return this.page.frameLocator(VIEW_PAGE).frameLocator('iframe#active-frame');
  }

  get inspectorRows(): Locator {
    return this.inspector.getByRole('row');
  }

  /** A row of the inspector by the name of its layer or the symbol of its tensor. */
  inspectorRow(name: string): Locator {
    const named = this.inspector.locator('.name').getByText(name, { exact: true });
    return this.inspectorRows.filter({ has: named }).first();
  }

  /** The page of a table's columns, nearer to the side bar than any panel that stands beside it. */
  get columns(): FrameLocator {
    const pages = this.page.locator(EDITOR_PAGE);
    return pages.first().contentFrame().frameLocator('iframe#active-frame');
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

  /** One of the last files in the explorer, whose list draws only the rows in sight. */
  async fileRow(name: string): Promise<Locator> {
    const row = this.page.locator('.part.sidebar .monaco-list-row', { hasText: name }).first();
    await this.goToExplorer();
    if (!(await row.isVisible())) await this.press('End');
    await row.waitFor();
    return row;
  }

  async setTheme(theme: ThemeName): Promise<void> {
    const { label, kind } = THEMES[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.choose(label, label);
    await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  /** Closes all editors without saving, notifications and the lower panel, and shows the explorer. */
  async clearAway(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.closeAllEditors();
    if (await this.page.locator('.part.panel').isVisible()) await this.press('Control+j');
    await this.page.locator('.part.panel').waitFor({ state: 'hidden' });
    await this.goToExplorer();
  }

  /** Closes all editors without saving. */
  async closeAllEditors(): Promise<void> {
    const isChanged = (await this.page.locator('.tab.dirty').count()) > 0;
    await this.runCommand('View: Close All Editors');
    if (isChanged) await this.page.getByRole('button', { name: "Don't Save" }).click();
    await this.page.locator('.tabs-container .tab').first().waitFor({ state: 'detached' });
  }

  /** Keeps a picture of the window in out/screenshots. */
  async screenshot(name: string): Promise<void> {
    await this.page.mouse.move(0, 0); // nothing hovered
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }

  /** What a report can say of a window that nobody can look at. */
  async describe(): Promise<string> {
    const texts = async (of: string, selector: string): Promise<string> => {
      const found = await this.page.locator(selector).filter({ visible: true }).allInnerTexts();
      return `${of}: ${found.map(text => text.replace(/\s+/g, ' ').trim()).join(' · ') || 'none'}`;
    };
    const parts = await Promise.all([
      texts('tabs', '.tabs-container .tab'),
      texts('lenses', '.codelens-decoration'),
      texts('status bar', '.part.statusbar .statusbar-item'),
      texts('notifications', '.notification-toast'),
      texts('quick input', '.quick-input-widget'),
      texts('dialog', '.monaco-dialog-box'),
      texts('side bar', '.part.sidebar .monaco-list-row'),
    ]);
    return ['the window at that moment', ...parts].join('\n    ');
  }

  private keep(error: string): void {
    if (!this.leaving && !KNOWN_ERRORS.some(known => known.test(error))) this.errors.push(error);
  }
}
