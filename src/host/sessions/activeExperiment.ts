/** The experiment that commands, inspector and status bar are about. */
import { commands, window, workspace, type Disposable, type Uri } from 'vscode';
import type { BareTables } from '../documents/bareTables';
import { isExperiment } from '../documents/files';
import { Emitter } from '../events/events';
import * as contextKeys from '../manifest/contextKeys';
import type { Opened, Sessions } from './sessions';

export class ActiveExperiment implements Disposable {
  private readonly changes = new Emitter<Opened | undefined>();
  /** Fires when another experiment is the current one, or it gets a session. */
  readonly onDidChange = this.changes.event;
  private current: Uri | undefined;
  private announced: Opened | undefined;
  private readonly keys = new Map<string, string>();
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly sessions: Sessions,
    private readonly tables: BareTables,
  ) {
    this.subscriptions = [
      window.onDidChangeActiveTextEditor(() => this.followEditor()),
      workspace.onDidOpenTextDocument(() => this.setTables()),
      workspace.onDidSaveTextDocument(() => this.setTables()),
      workspace.onDidCloseTextDocument(() => this.setTables()),
      sessions.onDidOpen(() => this.announce()),
      sessions.onDidClose(() => this.announce()),
      sessions.onDidRename(({ opened, from }) => {
        if (this.current?.toString() === from.toString()) this.current = opened.uri;
        this.announce();
      }),
      sessions.onDidChange(({ change }) => {
        if (change !== 'frame') this.setKeys();
      }),
      this.changes,
    ];
    this.followEditor();
    this.setTables();
  }

  /** The current file; it stays current while editors of other kinds are in front. */
  get uri(): Uri | undefined {
    return this.current;
  }

  /** The file of a command without an argument: that of the editor in front, or the current one. */
  get target(): Uri | undefined {
    return this.inFront() ?? this.current;
  }

  /** The session of the current file, if it has one. */
  get opened(): Opened | undefined {
    return this.current && this.sessions.get(this.current);
  }

  /** Makes a file the current one: its panel or a command on it is in use. */
  follow(uri: Uri): void {
    this.current = uri;
    this.announce();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Follows the editor in front, unless it is a table without a session, which has nothing to show. */
  private followEditor(): void {
    const uri = this.inFront();
    if (uri && (isExperiment(uri) || this.sessions.get(uri))) this.follow(uri);
    else this.setKeys();
  }

  private announce(): void {
    this.setKeys();
    if (this.opened === this.announced) return;
    this.announced = this.opened;
    this.changes.fire(this.announced);
  }

  private setKeys(): void {
    const { target, current } = this;
    const opened = target && this.sessions.get(target);
    const isExpression = opened?.expression.active ?? false;
    this.setKey(contextKeys.STATE, opened?.session.view.status.state ?? 'none');
    this.setKey(contextKeys.KIND, isExpression ? 'expression' : 'network');
    this.setKey(
      contextKeys.ELSEWHERE,
      current !== undefined && target?.toString() !== current.toString(),
    );
    this.setKey(
      contextKeys.RUNNING_FILES,
      this.those(({ session }) => session.view.status.state === 'running'),
    );
    this.setKey(
      contextKeys.EXPRESSION_FILES,
      this.those(({ expression }) => expression.active),
    );
  }

  private inFront(): Uri | undefined {
    const document = window.activeTextEditor?.document;
    if (!document) return undefined;
    const { uri } = document;
    return isExperiment(uri) || this.tables.isTable(document) ? uri : undefined;
  }

  private those(which: (opened: Opened) => boolean): string[] {
    return this.sessions
      .all()
      .filter(which)
      .map(({ uri }) => uri.toString());
  }

  private setTables(): void {
    const found = workspace.textDocuments.filter(each => this.tables.isUnnamedTable(each));
    this.setKey(
      contextKeys.TABLE_FILES,
      found.map(({ uri }) => uri.toString()),
    );
  }

  private setKey(key: string, value: string | boolean | string[]): void {
    const text = JSON.stringify(value);
    if (this.keys.get(key) === text) return;
    this.keys.set(key, text);
    void commands.executeCommand('setContext', key, value);
  }
}
