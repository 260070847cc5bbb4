/** One tab with an autopsy: reads its file whenever that changes, and sends the page what was found. */
import {
  env,
  RelativePattern,
  workspace,
  type Disposable,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import type { AutopsyReport } from '../../protocol/autopsy/arrays';
import { readFromAutopsy } from '../../protocol/autopsy/page';
import type { AutopsyCommand, AutopsyView, FromAutopsy } from '../../protocol/autopsy/page';
import { packNumbers } from '../../protocol/oddNumbers';
import type { WorkerRequests } from '../../protocol/worker';
import { baseName, folderOf } from '../documents/files';
import { globOf } from '../documents/glob';
import { saveFile } from '../documents/saveFile';
import { Emitter, together } from '../events/events';
import { WorkerLink, type StartWorker } from '../session/workerLink';
import { sentenceOf } from '../surfaces/tell';
import { experimentOf, readArraysFile, readBeside } from './arraysFile';

/** Milliseconds after a change: a program writes a file in several pieces. */
const SETTLED_MS = 150;
/** Milliseconds after which a file that cannot be read is believed to be finished. */
const FINISHED_MS = 1000;

export interface TabContext {
  startWorker: StartWorker;
  run(command: AutopsyCommand, tab: AutopsyTab): void;
  log(message: string): void;
}

type Written = NonNullable<WorkerRequests['autopsy']['params']['write']>;

export class AutopsyTab implements Disposable {
  private readonly shows = new Emitter<AutopsyView>();
  /** Fires when there is something new to show. */
  readonly onDidShow = this.shows.event;
  /** What was shown last. */
  view: AutopsyView | null = null;
  /** The experiment beside the arrays. */
  experiment: Uri | null = null;
  private readonly link: WorkerLink;
  private readonly subscriptions: Disposable[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private ready = false;
  private disposed = false;

  constructor(
    readonly uri: Uri,
    readonly panel: WebviewPanel,
    /** What the file is called. */
    private readonly name: string,
    private readonly context: TabContext,
  ) {
    const nothing = () => undefined;
    this.link = new WorkerLink(context.startWorker, {
      frame: nothing,
      reading: nothing,
      ended: nothing,
    });
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(folderOf(uri), globOf(baseName(uri))),
    );
    const changed = (): void => this.schedule(SETTLED_MS);
    this.subscriptions.push(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      workspace.onDidSaveTextDocument(({ uri: saved }) => {
        if (saved.toString() === this.experiment?.toString()) changed();
      }),
      panel.webview.onDidReceiveMessage(message => void this.receive(message)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.ready = false;
      }),
    );
    this.refresh(true);
  }

  /** @param isFinal whether an error is shown, or the next change of the file awaited */
  refresh(isFinal: boolean): void {
    clearTimeout(this.timer);
    void this.look(isFinal);
  }

  /** The net as the text of an experiment. @throws Error where there is none */
  async experimentText(write: Written): Promise<string | null> {
    const { experimentText } = await this.ask(++this.asked, write);
    return experimentText;
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    together(...this.subscriptions, this.link, this.shows).dispose();
  }

  private schedule(milliseconds: number, isFinal = false): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(isFinal), milliseconds);
  }

  private async look(isFinal: boolean): Promise<void> {
    const number = ++this.asked;
    try {
      const { report, notes } = await this.ask(number);
      if (number === this.asked) this.show(report, null, notes);
    } catch (error) {
      if (number !== this.asked || this.disposed) return;
      // A file that is still being written is no file yet.
      if (isFinal || !this.view) this.show(null, sentenceOf(error), []);
      else this.schedule(FINISHED_MS, true);
    }
  }

  private async ask(
    number: number,
    write?: Written,
  ): Promise<{ report: AutopsyReport | null; notes: string[]; experimentText: string | null }> {
    const content = await readArraysFile(this.uri);
    this.experiment = await experimentOf(this.uri);
    const beside = this.experiment && (await readBeside(this.experiment));
    const { report, problems, experimentText } = await this.link.ask('autopsy', {
      given: { file: this.name, content },
      beside: beside?.files ?? null,
      number,
      ...(write && { write }),
    });
    const told = [beside?.problem ?? null, ...problems.map(({ message }) => message)];
    return { report, notes: told.filter(words => words !== null), experimentText };
  }

  private show(report: AutopsyReport | null, problem: string | null, notes: string[]): void {
    const hasExperiment = this.experiment !== null;
    this.view = { name: this.name, report, problem, notes, hasExperiment };
    this.post();
    this.shows.fire(this.view);
  }

  private post(): void {
    const { view, panel } = this;
    if (!view || !this.ready || this.disposed) return;
    void panel.webview.postMessage(packNumbers({ type: 'autopsy', view }));
  }

  private async receive(value: unknown): Promise<void> {
    const message = readFromAutopsy(value);
    if (!message)
      return this.context.log('An autopsy sent a message that makes no sense; it was ignored.');
    try {
      await this.handle(message);
    } catch (error) {
      this.context.log(sentenceOf(error));
    }
  }

  private handle(message: FromAutopsy): PromiseLike<void> | void {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        return this.post();
      case 'autopsyCommand':
        return this.context.run(message.command, this);
      case 'save':
        return saveFile(this.uri, message.name, new Uint8Array(message.data));
      case 'copy':
        return env.clipboard.writeText(message.text);
      case 'failure':
        return this.context.log(`The page of an autopsy failed: ${message.message}`);
      default:
        return message satisfies never;
    }
  }
}
