/** Every panel: one for each experiment at most. */
import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { readPanelUri } from '../../protocol/fromPanel';
import type { ActiveExperiment } from '../activeExperiment';
import { isCsv, isExperiment } from '../documents/files';
import type { Sessions } from '../sessions';
import { sentenceOf } from '../surfaces/tell';
import { panelHtml } from './html';
import { PanelView, type PanelContext } from './panelView';
import type { RunStore } from './runStore';

export const PANEL_TYPE = 'backprop.panel';

export class Panels implements Disposable {
  private readonly views = new Map<string, PanelView>();
  private readonly serializer: Disposable;

  constructor(
    private readonly extensionUri: Uri,
    private readonly sessions: Sessions,
    private readonly active: ActiveExperiment,
    private readonly context: PanelContext,
    private readonly store: RunStore,
  ) {
    this.serializer = window.registerWebviewPanelSerializer(PANEL_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
    });
  }

  get(uri: Uri): PanelView | undefined {
    return this.views.get(uri.toString());
  }

  /** The file of the panel that has the focus. */
  get focused(): Uri | undefined {
    return [...this.views.values()].find(view => view.panel.active)?.opened.uri;
  }

  /** Shows the panel of this file, beside its editor if it is new. */
  show(uri: Uri): PanelView {
    const known = this.get(uri);
    if (known) {
      if (!known.panel.visible) known.panel.reveal(undefined, true);
      return known;
    }
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const options = { enableScripts: true, localResourceRoots: this.roots };
    return this.join(window.createWebviewPanel(PANEL_TYPE, '', column, options), uri);
  }

  /** The panels themselves stay: the next window, or the next extension host, restores them. */
  dispose(): void {
    this.serializer.dispose();
    for (const view of this.views.values()) view.dispose();
    this.views.clear();
  }

  private get roots(): Uri[] {
    return ['dist', 'media'].map(folder => Uri.joinPath(this.extensionUri, folder));
  }

  /** After a reload of the window: the page knows which file it belonged to. */
  private async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const text = readPanelUri(state);
    const uri = text === null ? null : Uri.parse(text);
    if (!uri || !(isExperiment(uri) || isCsv(uri)) || this.get(uri)) {
      panel.dispose();
      return;
    }
    const saved = await this.store.load(uri);
    if (saved) this.sessions.open(uri).session.restore(saved);
    panel.webview.options = { enableScripts: true, localResourceRoots: this.roots };
    this.join(panel, uri);
  }

  private join(panel: WebviewPanel, uri: Uri): PanelView {
    const hold = this.sessions.hold(uri);
    const opened = this.sessions.open(uri);
    const view = new PanelView(panel, opened, this.context);
    const failed = (error: unknown): void => this.context.log(sentenceOf(error));
    const keeping = this.store.follow(opened, failed);
    this.views.set(uri.toString(), view);
    panel.onDidDispose(() => {
      this.views.delete(uri.toString());
      for (const own of [view, keeping, hold]) own.dispose();
      void this.store.forget(uri);
    });
    panel.onDidChangeViewState(() => {
      if (panel.active) this.active.follow(uri);
    });
    const icon = (theme: string): Uri =>
      Uri.joinPath(this.extensionUri, 'media', `backprop-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.html = panelHtml(panel.webview, this.extensionUri);
    return view;
  }
}
