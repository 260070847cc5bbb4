/** A person's answers, in place of the editor's questions; and what the editor was to show. */
import * as vscode from 'vscode';
import type { Ui } from '../../src/host/surfaces/ui';
import { eventually, extension } from './support';

type Item = vscode.QuickPickItem;

export interface Answers {
  /** The lines of a list to take; undefined where it is closed. */
  pick?: (items: readonly Item[], title: string) => Item | Item[] | undefined;
  /** Of the list to tick: what is ticked then, or whose pencil is pressed. Undefined: closed. */
  tick?: (items: readonly Item[]) => { ticked: Item[] } | { edit: Item } | undefined;
  input?: (title: string, value: string) => string | undefined;
  /** The button of an error or of a question. */
  press?: (message: string, buttons: string[]) => string | undefined;
  open?: vscode.Uri;
  save?: (proposal: vscode.Uri) => vscode.Uri | undefined;
}

export interface Asked {
  errors: string[];
  questions: string[];
  lists: { title: string; items: Item[] }[];
  mentions: string[];
  progress: string[];
  /** Resolves when a notification of progress says so. */
  reports(words: string): Promise<unknown>;
  /** Presses Cancel on the notification of what goes on. */
  cancel(): void;
}

/** Whatever is not answered is closed. */
export async function answering<T>(
  answers: Answers,
  work: (asked: Asked) => PromiseLike<T>,
): Promise<T> {
  const { ui } = await extension();
  const before = { ...ui };
  const source = new vscode.CancellationTokenSource();
  const news = new vscode.EventEmitter<void>();
  const asked: Asked = {
    ...{ errors: [], questions: [], lists: [], mentions: [], progress: [] },
    reports: words =>
      eventually(news.event, () => asked.progress.some(each => each.startsWith(words))),
    cancel: () => source.cancel(),
  };
  Object.assign(
    ui,
    standIns(answers, asked, source.token, () => news.fire()),
  );
  try {
    return await work(asked);
  } finally {
    Object.assign(ui, before);
    source.dispose();
    news.dispose();
  }
}

function standIns(
  answers: Answers,
  asked: Asked,
  token: vscode.CancellationToken,
  changed: () => void,
): StandIns {
  const { pick, press, input, open, save } = answers;
  return {
    showErrorMessage: (message, ...buttons) => {
      asked.errors.push(message);
      return Promise.resolve(press?.(message, buttons));
    },
    showWarningMessage: (message, _options, ...buttons) => {
      asked.questions.push(message);
      return Promise.resolve(press?.(message, buttons));
    },
    showQuickPick: async (promised, options) => {
      const items = [...(await promised)];
      const title = `${options.title ?? ''} ${options.placeHolder ?? ''}`.trim();
      asked.lists.push({ title, items });
      return pick?.(items, title);
    },
    createQuickPick: () => new Ticks(asked, answers),
    showInputBox: ({ title = '', value = '' }) => Promise.resolve(input?.(title, value)),
    showOpenDialog: () => Promise.resolve(open && [open]),
    showSaveDialog: ({ defaultUri }) => Promise.resolve(defaultUri && save?.(defaultUri)),
    setStatusBarMessage: message => {
      asked.mentions.push(message);
      return new vscode.Disposable(() => undefined);
    },
    withProgress: ({ title }, task) => {
      asked.progress.push(title ?? '');
      const report = ({ message }: { message?: string }): void => {
        asked.progress.push(message ?? '');
        changed();
      };
      return task({ report }, token);
    },
  };
}

/** As the doors call them. */
interface StandIns extends Record<keyof Ui, unknown> {
  showErrorMessage(message: string, ...buttons: string[]): Promise<string | undefined>;
  showWarningMessage(
    message: string,
    options: vscode.MessageOptions,
    ...buttons: string[]
  ): Promise<string | undefined>;
  showQuickPick(
    items: Item[] | Promise<Item[]>,
    options: vscode.QuickPickOptions,
  ): Promise<Item | Item[] | undefined>;
  createQuickPick(): Ticks;
  showInputBox(options: vscode.InputBoxOptions): Promise<string | undefined>;
  showOpenDialog(): Promise<vscode.Uri[] | undefined>;
  showSaveDialog(options: vscode.SaveDialogOptions): Promise<vscode.Uri | undefined>;
  setStatusBarMessage(message: string): vscode.Disposable;
  withProgress(
    options: vscode.ProgressOptions,
    task: (
      progress: vscode.Progress<{ message?: string }>,
      token: vscode.CancellationToken,
    ) => Promise<unknown>,
  ): Promise<unknown>;
}

/** The list of Stop When…, which is answered as soon as it is shown. */
class Ticks {
  title = '';
  placeholder = '';
  canSelectMany = false;
  items: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  private readonly accepts = new vscode.EventEmitter<void>();
  private readonly buttons = new vscode.EventEmitter<{ item: Item }>();
  private readonly hides = new vscode.EventEmitter<void>();
  readonly onDidAccept = this.accepts.event;
  readonly onDidTriggerItemButton = this.buttons.event;
  readonly onDidHide = this.hides.event;

  constructor(
    private readonly asked: Asked,
    private readonly answers: Answers,
  ) {}

  show(): void {
    this.asked.lists.push({ title: `${this.title} ${this.placeholder}`, items: [...this.items] });
    const answer = this.answers.tick?.(this.items);
    if (!answer) return this.hides.fire();
    if ('edit' in answer) return this.buttons.fire({ item: answer.edit });
    this.selectedItems = answer.ticked;
    this.accepts.fire();
  }

  dispose(): void {
    for (const emitter of [this.accepts, this.buttons, this.hides]) emitter.dispose();
  }
}
