/** One panel: connects a webview to a session while both live. */
import { env, type Disposable, type Uri, type WebviewPanel } from 'vscode';
import { readFromPanel } from '../../protocol/fromPanel';
import { packNumbers } from '../../protocol/oddNumbers';
import type { FromPanel, PanelCommand, Reveal } from '../../protocol/panel';
import type { TensorRef } from '../../protocol/tensors';
import { keepTyped } from '../documents/editFile';
import { saveFile } from '../documents/saveFile';
import { isTableFile } from '../documents/files';
import { Emitter } from '../events/events';
import { stepOn } from '../session/stepOn';
import type { Opened } from '../sessions/sessions';
import { nameTab } from '../surfaces/show';
import { showError, warn } from '../surfaces/tell';
import type { FeedClock } from './feedClock';
import { perform } from './findingActions';
import { LogActions } from './logActions';
import { performSweep } from './sweepActions';
import { PanelFeed } from './panelFeed';
import { readWords } from './readWords';
import { showFirstProblem } from './showFirstProblem';
import { WATCH_NONE } from './watchNone';
import type { PanelChoices } from '../../protocol/choices';

/** The parts of the host that a panel needs. */
export interface PanelContext {
  run(command: PanelCommand, uri: Uri): void;
  /** Shows the files of two runs side by side. */
  compareRuns(uri: Uri, runs: { from: number; to: number }): void;
  select(uri: Uri, tensor: TensorRef): void;
  remembered(): PanelChoices | null;
  remember(choices: PanelChoices): void;
  log(message: string): void;
  /** The folder of the extension itself. */
  extensionUri: Uri;
}

const CLOCK: FeedClock = {
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

export class PanelView implements Disposable {
  private readonly drawings = new Emitter<number>();
  /** Fires when the page has drawn everything up to this revision. */
  readonly onDidDraw = this.drawings.event;
  private readonly feed: PanelFeed;
  private readonly log: LogActions;
  private readonly subscriptions: Disposable[];

  constructor(
    readonly panel: WebviewPanel,
    readonly opened: Opened,
    private readonly context: PanelContext,
  ) {
    const { session, source, expression, gradients, sweep, findings, myLogs } = opened;
    this.log = new LogActions(opened);
    this.feed = new PanelFeed(
      {
        session,
        expression,
        gradients,
        sweep,
        findings,
        myLogs,
        place: () => ({ uri: opened.uri.toString(), fallbackTitle: source.fileName }),
        read: () => readWords(source.reading, session.view.description?.data ?? null),
        remembered: () => context.remembered(),
      },
      message => void panel.webview.postMessage(packNumbers(message)),
      CLOCK,
    );
    this.subscriptions = [
      session.onDidChange(change => {
        if (change === 'run') this.setTitle();
        if (change !== 'checked') this.feed.update();
      }),
      expression.onDidChange(() => {
        this.setTitle();
        this.feed.update();
      }),
      gradients.onDidChange(() => this.feed.update()),
      sweep.onDidChange(() => this.feed.update()),
      findings.onDidChange(() => this.feed.update()),
      myLogs.onDidChange(() => this.feed.update()),
      panel.webview.onDidReceiveMessage(message => void this.receive(message)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.hidden();
      }),
      this.drawings,
      this.log,
    ];
    this.setTitle();
  }

  reveal(what: Reveal): void {
    this.feed.reveal(what);
  }

  /** Follows a rename of the file: the page keeps its address for a reload. */
  renamed(): void {
    this.setTitle();
    this.feed.again();
  }

  /** To be called when the webview is gone. */
  dispose(): void {
    this.hidden();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private setTitle(): void {
    const { uri, session, source, expression } = this.opened;
    // By its file name: an experiment inferred from the table has the table's plain name.
    if (isTableFile(uri)) return nameTab(this.panel, source.fileName);
    const name = expression.active ? expression.expression?.name : session.view.description?.name;
    nameTab(this.panel, name ?? source.fileName);
  }

  /** Stops computing for the page: VS Code discards it while it is hidden. */
  private hidden(): void {
    this.feed.hidden();
    this.watch(WATCH_NONE);
  }

  /** Handles a message from the page. Resolves when that is done. */
  async receive(value: unknown): Promise<void> {
    const message = readFromPanel(value);
    if (message) await this.handle(message);
    else this.context.log('The panel sent a message that makes no sense; it was ignored.');
  }

  private async goTo(step: number, ahead: boolean): Promise<void> {
    const { session } = this.opened;
    const head = session.view.state?.timeline.head ?? 0;
    await session.goTo(ahead ? step : Math.min(step, head));
  }

  private handle(message: FromPanel): Promise<void> | void {
    const { uri, session } = this.opened;
    switch (message.type) {
      case 'ready':
        return this.feed.ready();
      case 'drawn':
        this.feed.drawn(message.revision, message.cost);
        return this.drawings.fire(message.revision);
      case 'watch':
        return this.watch(message.watch);
      case 'command':
        return this.context.run(message.command, uri);
      case 'goTo':
        if (this.opened.expression.active) return this.opened.expression.goTo(message.step);
        return this.report(this.goTo(message.step, message.ahead));
      case 'showProblem':
        return this.report(showFirstProblem(uri));
      case 'select':
        return this.context.select(uri, message.tensor);
      case 'finding':
      case 'edit':
      case 'sanity':
      case 'stopTrying':
        return this.told(perform(this.opened, message, this.context.extensionUri));
      case 'forgetRun':
        return session.view.forgetRun(message.run);
      case 'sweep':
      case 'openSwept':
        return this.told(performSweep(this.opened, message));
      case 'log':
        return this.told(this.log.perform(message.act));
      case 'follow':
        return this.told(stepOn(session, () => session.stepLayer(message.part), warn));
      case 'openRun':
        return this.told(session.openRun(message.run));
      case 'compareRuns':
        return this.context.compareRuns(uri, message);
      case 'keepFormula':
        return this.told(keepTyped(uri, message));
      case 'remember':
        return this.context.remember(message.choices);
      case 'save':
        return this.report(saveFile(uri, message.name, new Uint8Array(message.data)));
      case 'copy':
        return this.report(Promise.resolve(env.clipboard.writeText(message.text)));
      case 'failure':
        this.feed.failed();
        return this.context.log(`The panel failed: ${message.message}`);
      default:
        return message satisfies never;
    }
  }

  private watch(watch: (FromPanel & { type: 'watch' })['watch']): void {
    const { session } = this.opened;
    if (!session.closed) void this.report(session.watch(watch));
  }

  /** Work that a person has asked for: what is wrong with it is said. */
  private async told(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => {
      if (!this.opened.session.closed) showError(error);
    });
  }

  private async report(work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => {
      if (!this.opened.session.closed) this.context.log(String(error));
    });
  }
}
