/** A window in memory: editors, questions with their answers, and everything that was shown. */
import type * as vscode from 'vscode';
import { disk, workspace } from './workspace';
import type { MemoryDocument } from './document';
import { debugging } from './debug';
import { types } from './types';

const { EventEmitter, Selection, TabInputText, TabInputWebview, ViewColumn } = types;

/** A question as a person meets it. */
export interface Question {
  kind: 'pick' | 'input' | 'message' | 'save' | 'open';
  title: string;
  /** How grave a message is. */
  severity?: 'error' | 'warning' | 'information';
  /** What can be chosen: entries of a list, or buttons. */
  items: readonly unknown[];
  options: Record<string, unknown>;
}

/** What a notification of progress is told. */
interface Step {
  message?: string;
  increment?: number;
}

export interface Webview {
  posted: unknown[];
  html: string;
  options: unknown;
  cspSource: string;
  asWebviewUri(uri: vscode.Uri): vscode.Uri;
  postMessage(message: unknown): Promise<boolean>;
  onDidReceiveMessage: vscode.Event<unknown>;
  /** As the page does. */
  send(message: unknown): void;
}

const activeEditor = new EventEmitter<vscode.TextEditor | undefined>();
const visibleEditors = new EventEmitter<readonly vscode.TextEditor[]>();
const tabsChanged = new EventEmitter<vscode.TabChangeEvent>();
const statusShown = new EventEmitter<void>();

/** What a test reads and sets; `forget` makes it as new. */
export const screen = {
  editors: [] as vscode.TextEditor[],
  active: undefined as vscode.TextEditor | undefined,
  panels: [] as MemoryPanel[],
  /** Tabs of panels of an earlier window, which come back when they are looked at. */
  sleeping: 0,
  asked: [] as Question[],
  /** How the next questions are answered, in order; where there is none, they are dismissed. */
  answers: [] as ((question: Question) => unknown)[],
  /** What a person does with the next lists that are shown. */
  listAnswers: [] as ((list: MemoryQuickPick) => void)[],
  /** Notifications, status messages and lines of the log. */
  said: [] as string[],
  /** Of these the status messages. */
  mentioned: [] as string[],
  statusItems: [] as Record<string, unknown>[],
  views: [] as MemoryView[],
  quickPicks: [] as MemoryQuickPick[],
  progress: [] as { title: string; steps: Step[]; cancel(): void }[],
  /** By the type of their panels. */
  serializers: new Map<string, vscode.WebviewPanelSerializer>(),
  /** Plain output channels that are there. */
  outputs: [] as { name: string; text: string; shown: boolean }[],
  /** By their types. */
  customEditors: new Map<string, vscode.CustomReadonlyEditorProvider>(),
  theme: 2,

  show(document: MemoryDocument): vscode.TextEditor {
    const known = screen.editors.find(editor => editor.document.uri === document.uri);
    const editor = known ?? ({ document } as unknown as vscode.TextEditor);
    if (!known) screen.editors.push(editor);
    screen.active = editor;
    tabsChanged.fire({ opened: [], closed: [], changed: [] });
    visibleEditors.fire(screen.editors);
    activeEditor.fire(editor);
    return editor;
  },
  /** Resolves with the text of the status bar's item, once it is like this. */
  status(expected: RegExp): Promise<string> {
    return new Promise(resolve => {
      const look = (): void => {
        const text = String(screen.statusItems[0]?.text);
        if (expected.test(text)) resolve(text);
      };
      statusShown.event(look);
      look();
    });
  },
  /** A panel of an earlier window is closed without having been looked at. */
  closeSleeping(): void {
    screen.sleeping--;
    tabsChanged.fire({ opened: [], closed: [panelTab()], changed: [] });
  },
  /** Another kind of editor, such as a panel, is in front. */
  leave(): void {
    screen.active = undefined;
    activeEditor.fire(undefined);
  },
  close(uri: vscode.Uri): void {
    screen.editors = screen.editors.filter(
      editor => editor.document.uri.toString() !== uri.toString(),
    );
    if (screen.active?.document.uri.toString() === uri.toString()) screen.active = undefined;
    tabsChanged.fire({ opened: [], closed: [], changed: [] });
    visibleEditors.fire(screen.editors);
    activeEditor.fire(screen.active);
  },
  forget(): void {
    for (const list of [
      ...[
        this.editors,
        this.panels,
        this.asked,
        this.answers,
        this.said,
        this.mentioned,
        this.statusItems,
      ],
      ...[this.views, this.quickPicks, this.listAnswers, this.progress],
      this.outputs,
    ])
      list.length = 0;
    this.serializers.clear();
    this.active = undefined;
    this.theme = 2;
    this.sleeping = 0;
  },
};

function outputChannel(name: string) {
  const output = { name, text: '', shown: false };
  screen.outputs.push(output);
  return {
    name,
    replace: (text: string) => void (output.text = text),
    show: () => void (output.shown = true),
    dispose: () => void screen.outputs.splice(screen.outputs.indexOf(output), 1),
  };
}

/** As the editor names the type of a panel. */
function panelTab(): vscode.Tab {
  const input = new TabInputWebview('mainThreadWebview-backprop.panel');
  return { label: '', input } as unknown as vscode.Tab;
}

function ask(question: Question): Promise<unknown> {
  screen.asked.push(question);
  return Promise.resolve(screen.answers.shift()?.(question));
}

type Options = { title?: string; placeHolder?: string; prompt?: string } & Record<string, unknown>;

function message(severity: Question['severity']) {
  return (text: string, ...rest: unknown[]): Promise<unknown> => {
    screen.said.push(text);
    const isOptions = typeof rest[0] === 'object' && rest[0] !== null && 'modal' in rest[0];
    const [options, items] = isOptions ? [rest[0] as Options, rest.slice(1)] : [{}, rest];
    return ask({ kind: 'message', severity, title: text, items, options });
  };
}

export class MemoryPanel {
  private readonly disposals = new EventEmitter<void>();
  private readonly states = new EventEmitter<void>();
  private readonly received = new EventEmitter<unknown>();
  readonly onDidDispose = this.disposals.event;
  readonly onDidChangeViewState = this.states.event;
  active = false;
  visible = true;
  iconPath: unknown;
  isDisposed = false;
  readonly webview: Webview;

  constructor(
    readonly viewType: string,
    public title: string,
    public viewColumn: unknown,
    options: unknown,
  ) {
    this.webview = memoryWebview(this.received, options);
    screen.panels.push(this);
  }

  reveal(_column?: unknown, preserveFocus = false): void {
    this.turn({ visible: true, active: !preserveFocus });
  }

  turn(state: { visible?: boolean; active?: boolean }): void {
    Object.assign(this, state);
    this.states.fire();
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.disposals.fire();
  }
}

/** A view in the side bar, whose page is made anew whenever it comes to the front. */
export class MemoryView {
  private readonly visibilities = new EventEmitter<void>();
  private readonly disposals = new EventEmitter<void>();
  private readonly received = new EventEmitter<unknown>();
  readonly onDidChangeVisibility = this.visibilities.event;
  readonly onDidDispose = this.disposals.event;
  readonly webview = memoryWebview(this.received, undefined);
  visible = false;
  description: string | undefined;
  badge: vscode.ViewBadge | undefined;
  private isResolved = false;

  constructor(
    readonly viewType: string,
    readonly provider: vscode.WebviewViewProvider,
  ) {
    screen.views.push(this);
  }

  /** What has been posted of these messages, the last one. */
  last<Type extends string>(type: Type): unknown {
    return this.webview.posted.findLast(each => (each as { type: string }).type === type);
  }

  /** Brings it to the front, where its page says that it is ready, or away from there. */
  show(visible: boolean): void {
    this.visible = visible;
    if (visible && !this.isResolved) {
      this.isResolved = true;
      const view = this as unknown as vscode.WebviewView;
      void this.provider.resolveWebviewView(view, { state: undefined }, NEVER);
    } else this.visibilities.fire();
    if (visible) this.webview.send({ type: 'ready' });
  }

  dispose(): void {
    this.visible = false;
    this.disposals.fire();
  }
}

const NEVER = {
  isCancellationRequested: false,
  onCancellationRequested: new EventEmitter<void>().event,
};

function memoryWebview(received: vscode.EventEmitter<unknown>, options: unknown): Webview {
  const posted: unknown[] = [];
  return {
    ...{ posted, html: '', options, cspSource: 'memory:' },
    asWebviewUri: uri => uri,
    postMessage: sent => Promise.resolve(posted.push(structuredClone(sent)) > 0),
    onDidReceiveMessage: received.event,
    send: sent => received.fire(sent),
  };
}

export class MemoryQuickPick {
  private readonly accepts = new EventEmitter<void>();
  private readonly hides = new EventEmitter<void>();
  private readonly changes = new EventEmitter<readonly unknown[]>();
  private readonly actives = new EventEmitter<readonly unknown[]>();
  private readonly values = new EventEmitter<string>();
  private readonly buttons = new EventEmitter<unknown>();
  readonly onDidAccept = this.accepts.event;
  readonly onDidHide = this.hides.event;
  readonly onDidChangeSelection = this.changes.event;
  readonly onDidChangeActive = this.actives.event;
  readonly onDidChangeValue = this.values.event;
  readonly onDidTriggerItemButton = this.buttons.event;
  title: string | undefined;
  placeholder: string | undefined;
  items: readonly unknown[] = [];
  selectedItems: readonly unknown[] = [];
  activeItems: readonly unknown[] = [];
  /** The entries as they were shown, and those of them that were ticked then. */
  shown: readonly unknown[] = [];
  ticked: readonly unknown[] = [];

  show(): void {
    screen.quickPicks.push(this);
    this.shown = this.items;
    this.ticked = this.selectedItems;
    screen.listAnswers.shift()?.(this);
  }

  accept(...items: unknown[]): void {
    this.selectedItems = items;
    this.changes.fire(items);
    this.accepts.fire();
  }

  /** The button of an entry. */
  press(item: unknown): void {
    this.buttons.fire({ item });
  }

  hide(): void {
    this.hides.fire();
  }

  dispose(): void {
    this.items = [];
  }
}

export const window = {
  get activeTextEditor() {
    return screen.active;
  },
  get visibleTextEditors() {
    return screen.editors;
  },
  get activeColorTheme() {
    return { kind: screen.theme };
  },
  tabGroups: {
    get all() {
      const tabs = screen.editors.map(({ document }) => ({
        label: document.uri.path,
        input: new TabInputText(document.uri),
        isActive: document === screen.active?.document,
      }));
      const awake = screen.panels.filter(({ isDisposed }) => !isDisposed).length;
      const panels = Array.from({ length: awake + screen.sleeping }, panelTab);
      return [
        {
          tabs: [...panels, ...tabs],
          isActive: true,
          viewColumn: ViewColumn.One,
          activeTab: tabs.at(-1),
        },
      ];
    },
    get activeTabGroup() {
      return window.tabGroups.all[0];
    },
    onDidChangeTabs: tabsChanged.event,
    onDidChangeTabGroups: new EventEmitter<void>().event,
    close: () => Promise.resolve(true),
  },
  onDidChangeActiveTextEditor: activeEditor.event,
  onDidChangeVisibleTextEditors: visibleEditors.event,
  onDidChangeActiveColorTheme: new EventEmitter<void>().event,
  async showTextDocument(
    what: vscode.Uri | MemoryDocument,
    { selection }: vscode.TextDocumentShowOptions = {},
  ): Promise<vscode.TextEditor> {
    const document = 'getText' in what ? what : await workspace.openTextDocument(what);
    const editor = screen.show(document);
    if (selection) editor.selection = new Selection(selection.start, selection.end);
    return editor;
  },
  showErrorMessage: message('error'),
  showWarningMessage: message('warning'),
  showInformationMessage: message('information'),
  setStatusBarMessage(text: string) {
    screen.said.push(text);
    screen.mentioned.push(text);
    return { dispose: () => undefined };
  },
  async showQuickPick(
    items: readonly unknown[] | Promise<readonly unknown[]>,
    options: Options = {},
  ) {
    const title = options.title ?? options.placeHolder ?? '';
    return ask({ kind: 'pick', title, items: await items, options });
  },
  showInputBox: (options: Options) =>
    ask({ kind: 'input', title: options.title ?? options.prompt ?? '', items: [], options }),
  showSaveDialog: (options: Options) => ask({ kind: 'save', title: '', items: [], options }),
  showOpenDialog: (options: Options) => ask({ kind: 'open', title: '', items: [], options }),
  createQuickPick: () => new MemoryQuickPick(),
  createStatusBarItem(id: string) {
    const item: Record<string, unknown> = { id, isShown: false };
    Object.assign(item, {
      show: () => {
        item.isShown = true;
        statusShown.fire();
      },
      hide: () => (item.isShown = false),
      dispose: () => (item.isShown = false),
    });
    screen.statusItems.push(item);
    return item;
  },
  registerWebviewViewProvider: (type: string, provider: vscode.WebviewViewProvider) =>
    new MemoryView(type, provider),
  createWebviewPanel: (type: string, title: string, column: unknown, options: unknown) =>
    new MemoryPanel(type, title, column, options),
  registerCustomEditorProvider(type: string, provider: vscode.CustomReadonlyEditorProvider) {
    screen.customEditors.set(type, provider);
    return { dispose: () => void screen.customEditors.delete(type) };
  },
  registerWebviewPanelSerializer(type: string, serializer: vscode.WebviewPanelSerializer) {
    screen.serializers.set(type, serializer);
    return { dispose: () => void screen.serializers.delete(type) };
  },
  createOutputChannel(name: string, options?: { log: true }) {
    if (!options) return outputChannel(name);
    const write = (...words: unknown[]): void => void screen.said.push(words.map(String).join(' '));
    return {
      ...{ info: write, warn: write, error: write, debug: write, trace: write, appendLine: write },
      show: () => undefined,
      dispose: () => undefined,
    };
  },
  withProgress(
    options: { title?: string },
    body: (progress: { report(step: Step): void }, token: unknown) => Promise<unknown>,
  ): Promise<unknown> {
    const cancels = new EventEmitter<void>();
    const token = { isCancellationRequested: false, onCancellationRequested: cancels.event };
    const steps: Step[] = [];
    screen.progress.push({
      title: options.title ?? '',
      steps,
      cancel: () => {
        token.isCancellationRequested = true;
        cancels.fire();
      },
    });
    const report = (step: Step): void => {
      steps.push(step);
      if (step.message) screen.said.push(step.message);
    };
    return body({ report }, token);
  },
};

/** The disk, the documents and the window as they are before anything was opened. */
export function forgetWindow(): void {
  disk.forget();
  debugging.forget();
  screen.forget();
}

/** A reloaded window finds a panel there, with the state that its page kept. */
export async function revive(type: string, state: unknown): Promise<MemoryPanel> {
  const serializer = screen.serializers.get(type);
  if (!serializer) throw new Error(`Nothing restores a panel of type ${type}.`);
  const panel = new MemoryPanel(type, '', 2, {});
  await serializer.deserializeWebviewPanel(panel as unknown as vscode.WebviewPanel, state);
  return panel;
}
