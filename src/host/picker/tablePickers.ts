/** Pages that show the columns of a table, one for each table: what is chosen there holds at once. */
import { l10n, Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import type { TableChoice } from '../../experiment/newExperiment/target';
import { readPanelUri } from '../../protocol/fromPanel';
import { readFromTable } from '../../protocol/table/fromTable';
import type { FromTable, TablePart, ToTable } from '../../protocol/table/table';
import { baseName, isTableFile } from '../documents/files';
import { together } from '../events/events';
import { pageHtml, pageOptions } from '../panel/html';
import type { Opened, Sessions } from '../sessions/sessions';
import { nameTab } from '../surfaces/show';
import { showError } from '../surfaces/tell';
import { decide, pictureOf } from './tablePicture';

const PICKER_TYPE = 'backprop.table';

export interface PickerContext {
  /** Infers from the table with what is decided about it. */
  look(uri: Uri): Promise<Inferred>;
  choose(uri: Uri, choice: TableChoice): Promise<void>;
  /** Writes the experiment; resolves with its file, or undefined if a person decided otherwise. */
  create(uri: Uri): Promise<Uri | undefined>;
}

export class TablePickers implements Disposable {
  private readonly pickers = new Map<string, TablePicker>();
  private readonly restoring: Disposable;

  constructor(
    private readonly extensionUri: Uri,
    private readonly sessions: Sessions,
    private readonly context: PickerContext,
  ) {
    this.restoring = window.registerWebviewPanelSerializer(PICKER_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
    });
  }

  /** @param at the part of the page to begin at */
  show(uri: Uri, at: TablePart | null): void {
    const key = uri.toString();
    const known = this.pickers.get(key);
    if (known) return known.reveal(at);
    const options = pageOptions(this.extensionUri);
    this.join(window.createWebviewPanel(PICKER_TYPE, '', ViewColumn.Active, options), uri, at);
  }

  /** Leaves the pages open: the next window restores them. */
  dispose(): void {
    this.restoring.dispose();
    for (const picker of this.pickers.values()) picker.dispose();
    this.pickers.clear();
  }

  /** After a reload of the window the page's state names its table. */
  private restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const text = readPanelUri(state);
    const uri = text === null ? null : Uri.parse(text);
    if (!uri || !isTableFile(uri) || this.pickers.has(uri.toString())) panel.dispose();
    else {
      panel.webview.options = pageOptions(this.extensionUri);
      this.join(panel, uri, null);
    }
    return Promise.resolve();
  }

  private join(panel: WebviewPanel, uri: Uri, at: TablePart | null): void {
    const key = uri.toString();
    const hold = this.sessions.hold(uri);
    const picker = new TablePicker(panel, this.sessions, this.sessions.open(uri), this.context, at);
    this.pickers.set(key, picker);
    panel.onDidDispose(() => {
      this.pickers.delete(key);
      picker.dispose();
      hold.dispose();
    });
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, 'table');
  }
}

class TablePicker implements Disposable {
  private readonly subscriptions: Disposable;
  /** One answer after the other: each is about what those before it made of the table. */
  private last: Promise<unknown> = Promise.resolve();
  private listening = false;

  constructor(
    private readonly panel: WebviewPanel,
    sessions: Sessions,
    private readonly opened: Opened,
    private readonly context: PickerContext,
    private focus: TablePart | null,
  ) {
    nameTab(panel, l10n.t('Columns of {0}', baseName(opened.uri)));
    this.subscriptions = together(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const known = readFromTable(message);
        if (known) this.queue(() => this.handle(known));
      }),
      sessions.onDidChange(({ opened: changed, change }) => {
        if (changed === opened && change === 'checked') this.queue(() => this.send());
      }),
    );
  }

  reveal(at: TablePart | null): void {
    this.focus = at;
    this.panel.reveal();
    this.queue(() => this.send());
  }

  close(): void {
    this.panel.dispose();
  }

  dispose(): void {
    this.listening = false;
    this.subscriptions.dispose();
  }

  private queue(work: () => Promise<void>): void {
    this.last = this.last.then(work).catch((error: unknown) => showError(error));
  }

  private async handle(message: FromTable): Promise<void> {
    const { uri } = this.opened;
    switch (message.type) {
      case 'ready':
        this.listening = true;
        return this.send();
      case 'create':
        if (await this.context.create(uri)) this.close();
        return;
      default:
        await this.context.choose(uri, decide(await this.context.look(uri), message));
        return this.send();
    }
  }

  private async send(): Promise<void> {
    if (!this.listening) return;
    const { uri, session } = this.opened;
    const inferred = await this.context.look(uri);
    const picture = pictureOf(baseName(uri), inferred, session.checked.summary);
    if (!this.listening) return;
    const message: ToTable = { type: 'table', uri: uri.toString(), picture, focus: this.focus };
    this.focus = null;
    void this.panel.webview.postMessage(message);
  }
}
