/** The view in the side bar with its page: told of changes while it can be seen, and no oftener than can be read. */
import {
  commands,
  window,
  type Disposable,
  type Uri,
  type WebviewView,
  type WebviewViewProvider,
} from 'vscode';
import { counted } from '../../engine/ground/numbers';
import { readFromInspector } from '../../protocol/inspector/fromInspector';
import type {
  FromInspector,
  InspectorFocus,
  ToInspector,
} from '../../protocol/inspector/inspector';
import { packNumbers } from '../../protocol/oddNumbers';
import { Emitter } from '../events/events';
import { Throttle } from '../events/throttle';
import { INSPECTOR_FOCUS } from '../manifest/contextKeys';
import { pageHtml, pageOptions } from '../panel/html';
import { badgeView, describeView } from '../surfaces/show';

const INSPECTOR_VIEW = 'backprop.inspector';
/** Milliseconds between two messages: faster changes could not be read. */
const REFRESH_MS = 100;

export interface ViewContext {
  /** The folder of the extension itself. */
  extensionUri: Uri;
  /** What the page is to show now. */
  content: () => ToInspector;
  /** Beside the title of the view, and on its icon. */
  title: () => { name: string | undefined; findings: number };
  log: (message: string) => void;
}

/** What a page sends but its own affairs. */
export type Asked = Exclude<FromInspector, { type: 'ready' | 'focused' | 'failure' }>;

export class InspectorView implements Disposable, WebviewViewProvider {
  private view: WebviewView | undefined;
  /** Whether the page waits for messages. */
  private listening = false;
  /** Whether the page is to be told with the end of this turn. */
  private due = false;
  /** Whether the page is to take the focus once it is there. */
  private focusing = false;
  private keys: InspectorFocus = 'none';
  private readonly shows = new Emitter<ToInspector>();
  /** Fires with what the page is sent. */
  readonly onDidShow = this.shows.event;
  private readonly turns = new Emitter<boolean>();
  /** Fires when it comes into sight or leaves it. */
  readonly onDidTurn = this.turns.event;
  private readonly asks = new Emitter<Asked>();
  readonly onDidAsk = this.asks.event;
  private readonly refreshes = new Throttle(REFRESH_MS, () => this.post());
  private readonly registration: Disposable;

  constructor(private readonly context: ViewContext) {
    this.registration = window.registerWebviewViewProvider(INSPECTOR_VIEW, this);
  }

  get visible(): boolean {
    return this.view?.visible ?? false;
  }

  /** Called by VS Code whenever the view is shown anew. */
  resolveWebviewView(view: WebviewView): void {
    const { extensionUri } = this.context;
    this.view = view;
    view.webview.options = pageOptions(extensionUri);
    view.webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    view.onDidChangeVisibility(() => this.turned());
    view.onDidDispose(() => {
      if (this.view !== view) return;
      this.view = undefined;
      this.turned();
    });
    view.webview.html = pageHtml(view.webview, extensionUri, 'inspector');
    this.turned();
  }

  /** Shows the view with the focus on its current row, or on the first one. */
  async focus(): Promise<void> {
    this.focusing = true;
    await commands.executeCommand(`${INSPECTOR_VIEW}.focus`);
    this.giveFocus();
  }

  /** @param isQuick whether changes follow each other: else they are told once, with the end of this turn */
  changed(isQuick: boolean): void {
    const { view, context } = this;
    const { name, findings } = context.title();
    if (view) {
      describeView(view, name);
      badgeView(view, findings, counted(findings, 'finding'));
    }
    if (!this.listening) return;
    if (isQuick) return this.refreshes.request();
    if (this.due) return;
    this.due = true;
    void Promise.resolve().then(() => {
      if (this.due) this.refreshes.now();
      this.due = false;
    });
  }

  dispose(): void {
    this.listening = this.due = false;
    const own = [this.registration, this.refreshes, this.shows, this.turns, this.asks];
    for (const each of own) each.dispose();
  }

  private turned(): void {
    if (!this.visible) {
      this.listening = false;
      this.setKeys('none');
    }
    this.turns.fire(this.visible);
  }

  private post(): void {
    this.due = false;
    if (this.listening) this.send(this.context.content());
  }

  private send(message: ToInspector): void {
    void this.view?.webview.postMessage(packNumbers(message));
    this.shows.fire(message);
  }

  private giveFocus(): void {
    if (!this.listening || !this.focusing) return;
    this.focusing = false;
    this.send({ type: 'focus' });
  }

  private receive(value: unknown): void {
    const message = readFromInspector(value);
    const { log } = this.context;
    if (!message) return log('The inspector sent a message that makes no sense; it was ignored.');
    switch (message.type) {
      case 'ready':
        this.listening = true;
        this.post();
        return this.giveFocus();
      case 'focused':
        return this.setKeys(message.focus);
      case 'failure':
        return log(`The inspector failed: ${message.message}`);
      default:
        return this.asks.fire(message);
    }
  }

  /** Keys are about what the page says. */
  private setKeys(focus: InspectorFocus): void {
    if (focus === this.keys) return;
    this.keys = focus;
    void commands.executeCommand('setContext', INSPECTOR_FOCUS, focus);
  }
}
