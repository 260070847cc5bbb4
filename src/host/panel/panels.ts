/** All panels, at most one for each experiment. */
import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { readPanelUri } from '../../protocol/fromPanel';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import { isTableFile, isExperiment } from '../documents/files';
import type { Renamed, Sessions } from '../sessions/sessions';
import { isPanelTab, PANEL_TYPE } from '../surfaces/columns';
import { pageHtml, pageOptions } from './html';
import { PanelView, type PanelContext } from './panelView';
import type { Keeping, RunStore } from './runStore';

export class Panels implements Disposable {
  private readonly views = new Map<string, PanelView>();
  private readonly kept = new WeakMap<PanelView, Keeping>();
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly extensionUri: Uri,
    private readonly sessions: Sessions,
    private readonly active: ActiveExperiment,
    private readonly context: PanelContext,
    private readonly store: RunStore,
  ) {
    this.subscriptions = [
      window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
      }),
      sessions.onDidRename(renamed => this.rename(renamed)),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some(isPanelTab)) this.forgetOrphans();
      }),
    ];
  }

  get(uri: Uri): PanelView | undefined {
    return this.views.get(uri.toString());
  }

  /** The file of the panel with the focus. */
  get focused(): Uri | undefined {
    return this.all.find(view => view.panel.active)?.opened.uri;
  }

  /** Shows the panel of this file; a new one opens beside its editor. */
  show(uri: Uri): PanelView {
    const known = this.get(uri);
    if (known) {
      if (!known.panel.visible) known.panel.reveal(undefined, true);
      return known;
    }
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const options = { ...pageOptions(this.extensionUri), enableFindWidget: true };
    const view = this.join(window.createWebviewPanel(PANEL_TYPE, '', column, options), uri);
    this.begin(view);
    return view;
  }

  /** Leaves the webviews open: the next window, or the next extension host, restores them. */
  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const view of this.views.values()) view.dispose();
    this.views.clear();
  }

  private get all(): PanelView[] {
    return [...this.views.values()];
  }

  /** Restores a panel after a reload of the window; its state names its file. */
  private async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const text = readPanelUri(state);
    const uri = text === null ? null : Uri.parse(text);
    if (!uri || !(isExperiment(uri) || isTableFile(uri)) || this.get(uri)) {
      panel.dispose();
      return;
    }
    // Registered before loading: a command that comes meanwhile finds it, and opens no second one.
    const view = this.join(panel, uri);
    const saved = await this.store.load(uri);
    if (this.get(uri) !== view) return;
    if (saved) view.opened.session.restore(saved);
    panel.webview.options = pageOptions(this.extensionUri);
    this.begin(view);
    this.forgetOrphans();
  }

  /**
   * Removes runs saved for panels that were closed before they were restored: VS Code does not report
   * those, so this waits until every remaining panel is known.
   */
  private forgetOrphans(): void {
    const tabs = window.tabGroups.all.flatMap(group => group.tabs).filter(isPanelTab);
    if (tabs.length !== this.views.size) return;
    void this.store.keepOnly(this.all.map(view => view.opened.uri));
  }

  private join(panel: WebviewPanel, uri: Uri): PanelView {
    const hold = this.sessions.hold(uri);
    const view = new PanelView(panel, this.sessions.open(uri), this.context);
    this.views.set(uri.toString(), view);
    panel.onDidDispose(() => {
      this.views.delete(view.opened.uri.toString());
      view.dispose();
      hold.dispose();
      (this.kept.get(view) ?? this.store.follow(view.opened)).forget();
    });
    panel.onDidChangeViewState(() => {
      if (panel.active) this.active.follow(view.opened.uri);
    });
    const icon = (theme: string): Uri =>
      Uri.joinPath(this.extensionUri, 'media', `backprop-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    return view;
  }

  /** Loads the page, and saves what it shows from now on. */
  private begin(view: PanelView): void {
    const { panel, opened } = view;
    this.kept.set(view, this.store.follow(opened));
    panel.webview.html = pageHtml(panel.webview, this.extensionUri, 'panel');
  }

  private rename({ opened, from }: Renamed): void {
    const view = this.get(from);
    if (!view) return;
    this.views.delete(from.toString());
    this.views.set(opened.uri.toString(), view);
    // Saved runs name their file, in their own names and inside.
    this.kept.get(view)?.forget();
    this.kept.set(view, this.store.follow(opened));
    view.renamed();
  }
}
