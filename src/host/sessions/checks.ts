/** Checks an experiment again, shortly after it or one of its data files has changed. */
import {
  RelativePattern,
  window,
  workspace,
  type Disposable,
  type TextDocument,
  type Uri,
} from 'vscode';
import { Dependents } from '../documents/dependents';
import { baseName, exists, folderOf, isExperiment } from '../documents/files';
import { globOf } from '../documents/glob';
import { together } from '../events/events';
import type { Opened, Sessions } from './sessions';
import { sentenceOf, type Log } from '../surfaces/tell';

/** Milliseconds: longer than between two keystrokes. */
const DELAY_MS = 250;

export function registerChecks(sessions: Sessions, log: Log): Disposable {
  return new Checks(sessions, log);
}

class Checks implements Disposable {
  private readonly timers = new Map<Opened, ReturnType<typeof setTimeout>>();
  private readonly dependents = new Dependents<Opened>();
  /** The watchers of the data files that each session depends on. */
  private readonly watched = new Map<Opened, Disposable>();
  private readonly subscriptions: Disposable[];

  constructor(
    private readonly sessions: Sessions,
    private readonly log: Log,
  ) {
    this.subscriptions = [
      window.onDidChangeVisibleTextEditors(() => this.openVisible()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.edited(document);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => void this.documentClosed(uri)),
      sessions.onDidOpen(opened => this.schedule(opened, 0)),
      sessions.onDidRename(({ opened }) => this.schedule(opened, 0)),
      sessions.onDidLose(opened => this.schedule(opened, 0)),
      sessions.onDidChange(({ opened, change }) => {
        if (change === 'checked' || change === 'run') this.watchData(opened);
      }),
      sessions.onDidClose(opened => this.forget(opened)),
    ];
    this.openVisible();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    for (const opened of [...this.timers.keys(), ...this.watched.keys()]) this.forget(opened);
  }

  private openVisible(): void {
    for (const { document } of window.visibleTextEditors) {
      if (isExperiment(document.uri)) this.sessions.open(document.uri);
    }
  }

  private edited(document: TextDocument): void {
    const opened = this.sessions.get(document.uri);
    if (opened && isExperiment(opened.uri)) this.schedule(opened, DELAY_MS);
    this.dataChanged(document.uri);
  }

  private dataChanged(uri: Uri): void {
    for (const opened of this.dependents.on(uri.toString())) {
      opened.session.dataChanged();
      this.schedule(opened, DELAY_MS);
    }
  }

  /** Checks again after a deletion: until it is closed, the document keeps the text of its file. */
  private async documentClosed(uri: Uri): Promise<void> {
    if (!this.sessions.get(uri) || (await exists(uri))) return;
    const opened = this.sessions.get(uri);
    if (opened) this.schedule(opened, 0);
  }

  private schedule(opened: Opened, delay: number): void {
    clearTimeout(this.timers.get(opened));
    const timer = setTimeout(() => {
      this.timers.delete(opened);
      opened.session.check().catch((error: unknown) => {
        if (opened.session.closed) return;
        this.log.warn(`${opened.uri.path}: ${sentenceOf(error)}`);
        opened.session.unread();
      });
    }, delay);
    this.timers.set(opened, timer);
  }

  /** Watches the data files that the last reading named, also those that do not exist yet. */
  private watchData(opened: Opened): void {
    const files = opened.source.dataFiles();
    const names = files.map(file => file.toString());
    if (!this.dependents.set(opened, names)) return;
    this.watched.get(opened)?.dispose();
    const watchers = files.map(file => {
      const pattern = new RelativePattern(folderOf(file), globOf(baseName(file)));
      const watcher = workspace.createFileSystemWatcher(pattern);
      const changed = (): void => this.dataChanged(file);
      watcher.onDidChange(changed);
      watcher.onDidCreate(changed);
      watcher.onDidDelete(changed);
      return watcher;
    });
    this.watched.set(opened, together(...watchers));
  }

  private forget(opened: Opened): void {
    clearTimeout(this.timers.get(opened));
    this.timers.delete(opened);
    this.watched.get(opened)?.dispose();
    this.watched.delete(opened);
    this.dependents.forget(opened);
  }
}
