/** Tables above which lenses are wanted: those of a folder may have nothing to do with networks. */
import { RelativePattern, workspace, type Disposable, type Memento, type Uri } from 'vscode';
import { Emitter } from '../events/events';
import { EXPERIMENT_SUFFIX, folderOf } from './files';

const EXPERIMENTS = `**/*${EXPERIMENT_SUFFIX}`;
const TRAINED = 'tables.trained';
/** Tables that are remembered, the newest ones. */
const MOST = 200;

export class TablesMet implements Disposable {
  /** Whether a folder of the workspace holds an experiment, by its address. */
  private folders = new Map<string, boolean>();
  private readonly changes = new Emitter<void>();
  /** Fires when the answer for a table may be another one. */
  readonly onDidChange = this.changes.event;
  private readonly watcher = workspace.createFileSystemWatcher(EXPERIMENTS, false, true, false);

  /** @param memory of all windows: a table that lies in no folder is trained, too */
  constructor(private readonly memory: Memento) {
    this.watcher.onDidCreate(() => this.forgetFolders());
    this.watcher.onDidDelete(() => this.forgetFolders());
  }

  /** Whether the table was trained before, or its folder has experiments; null: `look` tells. */
  isMet(table: Uri): boolean | null {
    if (this.trained().includes(table.toString())) return true;
    return this.folders.get(homeOf(table).toString()) ?? null;
  }

  /** Looks for an experiment in the folder of the workspace that the table is in, or beside it where there is none. */
  async look(table: Uri): Promise<boolean> {
    const home = homeOf(table);
    // An experiment that appears meanwhile begins a new one.
    const { folders } = this;
    const isWorkspace = workspace.getWorkspaceFolder(table) !== undefined;
    const found = await (isWorkspace ? hasBelow(home) : hasBeside(home));
    // Nothing watches a folder that is not open: it is looked at each time.
    if (isWorkspace) folders.set(home.toString(), found);
    return found;
  }

  /** Remembers a table that is trained. */
  remember(table: Uri): void {
    const key = table.toString();
    const trained = this.trained();
    if (trained.at(-1) === key) return;
    const others = trained.filter(each => each !== key);
    void this.memory.update(TRAINED, [...others, key].slice(-MOST));
    this.changes.fire();
  }

  /** Follows a file that was renamed. */
  move(from: Uri, to: Uri): void {
    if (this.trained().includes(from.toString())) this.remember(to);
  }

  dispose(): void {
    this.watcher.dispose();
    this.changes.dispose();
  }

  private trained(): string[] {
    return this.memory.get<string[]>(TRAINED) ?? [];
  }

  private forgetFolders(): void {
    this.folders = new Map();
    this.changes.fire();
  }
}

function homeOf(table: Uri): Uri {
  return workspace.getWorkspaceFolder(table)?.uri ?? folderOf(table);
}

async function hasBelow(folder: Uri): Promise<boolean> {
  const found = await workspace.findFiles(
    new RelativePattern(folder, EXPERIMENTS),
    '**/node_modules/**',
    1,
  );
  return found.length > 0;
}

async function hasBeside(folder: Uri): Promise<boolean> {
  try {
    const names = await workspace.fs.readDirectory(folder);
    return names.some(([name]) => name.endsWith(EXPERIMENT_SUFFIX));
  } catch {
    // An untitled table lies in no folder.
    return false;
  }
}
