/** Which experiment the commands, the inspector and the status bar are about. */
import { commands, window, type Disposable, type Uri } from 'vscode';
import { isCsv, isExperiment } from './documents/files';
import { Emitter } from './session/events';
import type { Opened, Sessions } from './sessions';

/** The present experiment's state, for the `when` clauses of the manifest. */
const STATE_KEY = 'backprop.state';
/** Whether it is an expression: then F11 goes gate by gate, and nothing trains. */
const KIND_KEY = 'backprop.kind';

export class ActiveExperiment implements Disposable {
  private readonly changes = new Emitter<Opened | undefined>();
  /** Another experiment is the present one, or it has a session now. */
  readonly onDidChange = this.changes.event;
  private present: Uri | undefined;
  private announced: Opened | undefined;
  private readonly keys = new Map<string, string>();
  private readonly subscriptions: Disposable[];

  constructor(private readonly sessions: Sessions) {
    this.subscriptions = [
      window.onDidChangeActiveTextEditor(() => this.followEditor()),
      sessions.onDidOpen(() => this.announce()),
      sessions.onDidClose(() => this.announce()),
      sessions.onDidChange(({ opened }) => {
        if (opened === this.opened) this.setKeys();
      }),
      this.changes,
    ];
    this.followEditor();
  }

  /** The file; it stays the present one while editors of other kinds are in front. */
  get uri(): Uri | undefined {
    return this.present;
  }

  /** Its session, where it has one. */
  get opened(): Opened | undefined {
    return this.present && this.sessions.get(this.present);
  }

  /** A panel or a command of this file is in use. */
  follow(uri: Uri): void {
    this.present = uri;
    this.announce();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private followEditor(): void {
    const uri = window.activeTextEditor?.document.uri;
    if (uri && (isExperiment(uri) || isCsv(uri))) this.follow(uri);
  }

  private announce(): void {
    this.setKeys();
    if (this.opened === this.announced) return;
    this.announced = this.opened;
    this.changes.fire(this.announced);
  }

  private setKeys(): void {
    const { opened } = this;
    const isExpression = opened?.expression.active ?? false;
    this.setKey(STATE_KEY, opened?.session.view.status.state ?? 'none');
    this.setKey(KIND_KEY, isExpression ? 'expression' : 'network');
  }

  private setKey(key: string, value: string): void {
    if (this.keys.get(key) === value) return;
    this.keys.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}
