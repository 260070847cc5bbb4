/** A workspace in memory: files, documents, settings. */
import type * as vscode from 'vscode';
import { MemoryDocument } from './document';
import { types } from './types';

const { EventEmitter, FileType, FileSystemError, Uri } = types;

export const FOLDER = Uri.parse('memory:/work');

const edits = new EventEmitter<vscode.TextDocumentChangeEvent>();
const settings = new EventEmitter<vscode.ConfigurationChangeEvent>();
/** A file was written or removed. */
const fileChanges = new EventEmitter<void>();
type FileEvent = 'change' | 'create' | 'delete';
const watchers = new Set<{ watches: (uri: string) => boolean; tell: (event: FileEvent) => void }>();

/** What a test reads and sets; `forget` makes it as new. */
export const disk = {
  files: new Map<string, { content: Uint8Array; mtime: number; type?: vscode.FileType }>(),
  documents: new Map<string, MemoryDocument>(),
  settings: new Map<string, unknown>(),
  /** null: no folder is open. */
  folders: null as vscode.WorkspaceFolder[] | null,
  readOnly: false,
  /** Restricted Mode, where it is not. */
  isTrusted: true,
  clock: 0,

  /** Writes a file of the workspace; answers its URI. */
  write(name: string, text: string): vscode.Uri {
    const uri = Uri.joinPath(FOLDER, name);
    disk.put(uri, new TextEncoder().encode(text));
    return uri;
  },
  put(uri: vscode.Uri, content: Uint8Array): void {
    const key = uri.toString();
    const event = disk.files.has(key) ? 'change' : 'create';
    disk.files.set(key, { content, mtime: ++disk.clock });
    disk.tell(key, event);
  },
  remove(uri: vscode.Uri): void {
    disk.files.delete(uri.toString());
    disk.tell(uri.toString(), 'delete');
  },
  text(uri: vscode.Uri): string | undefined {
    const file = disk.files.get(uri.toString());
    return file && new TextDecoder().decode(file.content);
  },
  /** As the editor does, some time after nothing shows the document any more. */
  close(uri: vscode.Uri): void {
    const document = disk.documents.get(uri.toString());
    disk.documents.delete(uri.toString());
    if (document) closes.fire(document as unknown as vscode.TextDocument);
  },
  retype(uri: vscode.Uri, text: string): void {
    const document = disk.documents.get(uri.toString());
    if (!document) throw new Error(`${uri.path} is not open.`);
    document.retype(text);
    const change = { text } as vscode.TextDocumentContentChangeEvent;
    edits.fire({ document, contentChanges: [change] } as unknown as vscode.TextDocumentChangeEvent);
  },
  /** @param folder of the workspace that alone has it so */
  set(setting: string, value: unknown, folder?: vscode.Uri): void {
    disk.settings.set(settingKey(setting, folder), value);
    settings.fire({
      affectsConfiguration: section => setting === section || setting.startsWith(`${section}.`),
    });
  },
  tell(uri: string, event: FileEvent): void {
    for (const watcher of watchers) if (watcher.watches(uri)) watcher.tell(event);
    fileChanges.fire();
  },
  /** Resolves as soon as `seen` says so, asked now and after every change of a file. */
  async until(seen: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      let change: vscode.Disposable | undefined;
      const next = new Promise<void>(resolve => (change = fileChanges.event(() => resolve())));
      const isSeen = await seen();
      if (!isSeen) await next;
      change?.dispose();
      if (isSeen) return;
    }
  },
  forget(): void {
    for (const map of [this.files, this.documents, this.settings]) map.clear();
    watchers.clear();
    this.folders = [{ uri: FOLDER, name: 'work', index: 0 }];
    this.readOnly = false;
    this.isTrusted = true;
  },
};

function settingKey(setting: string, folder?: vscode.Uri): string {
  return folder ? `${setting} of ${folder.toString()}` : setting;
}

async function open(uri: vscode.Uri): Promise<MemoryDocument> {
  const key = uri.toString();
  const known = disk.documents.get(key);
  if (known) return known;
  const provider = contents.get(uri.scheme);
  const text = provider ? await provider.provideTextDocumentContent(uri, token) : disk.text(uri);
  if (text === undefined || text === null) throw FileSystemError.FileNotFound(uri);
  const language = uri.path.endsWith('.json')
    ? 'jsonc'
    : (/\.(csv|tsv)$/.exec(uri.path)?.[1] ?? 'plaintext');
  const document = new MemoryDocument(uri, text, language);
  disk.documents.set(key, document);
  return document;
}

const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
/** By their schemes. */
export const contents = new Map<string, vscode.TextDocumentContentProvider>();

const fs = {
  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const file = disk.files.get(uri.toString());
    if (file) {
      const { content, mtime, type = FileType.File } = file;
      return Promise.resolve({ type, size: content.length, mtime, ctime: 0 });
    }
    const isFolder = [...disk.files.keys()].some(key => key.startsWith(`${uri.toString()}/`));
    if (isFolder) return Promise.resolve({ type: FileType.Directory, size: 0, mtime: 0, ctime: 0 });
    return Promise.reject(FileSystemError.FileNotFound(uri));
  },
  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const file = disk.files.get(uri.toString());
    return file ? Promise.resolve(file.content) : Promise.reject(FileSystemError.FileNotFound(uri));
  },
  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const folder = `${uri.toString()}/`;
    const names = [...disk.files.keys()]
      .filter(key => key.startsWith(folder))
      .map(key => decodeURIComponent(key.slice(folder.length)))
      .filter(name => !name.includes('/'));
    return Promise.resolve(names.map(name => [name, FileType.File]));
  },
  writeFile: (uri: vscode.Uri, content: Uint8Array) => Promise.resolve(disk.put(uri, content)),
  createDirectory: () => Promise.resolve(),
  delete(uri: vscode.Uri): Promise<void> {
    if (!disk.files.has(uri.toString())) return Promise.reject(FileSystemError.FileNotFound(uri));
    return Promise.resolve(disk.remove(uri));
  },
  rename(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    const file = disk.files.get(from.toString());
    if (!file) return Promise.reject(FileSystemError.FileNotFound(from));
    disk.remove(from);
    return Promise.resolve(disk.put(to, file.content));
  },
  /** Of git there are only earlier versions; where nothing is a file, nobody knows. */
  isWritableFileSystem(scheme: string): boolean | undefined {
    if (scheme === 'git') return false;
    return scheme === FOLDER.scheme ? !disk.readOnly : undefined;
  },
};

const renames = new EventEmitter<vscode.FileRenameEvent>();
const deletions = new EventEmitter<vscode.FileDeleteEvent>();
const opens = new EventEmitter<vscode.TextDocument>();
const closes = new EventEmitter<vscode.TextDocument>();
const saves = new EventEmitter<vscode.TextDocument>();
/** Events of files that a test fires itself. */
export const fileEvents = { renames, deletions, opens, closes, saves };

/** A pattern of the workspace is an ending, and one of a folder a name with escaped letters. */
function watched(pattern: vscode.GlobPattern): (uri: string) => boolean {
  if (typeof pattern === 'string') return uri => uri.endsWith(pattern.replace('**/*', ''));
  const name = pattern.pattern.replace(/\[(.)\]/g, '$1');
  const only = Uri.joinPath(pattern.baseUri, name).toString();
  return uri => uri === only;
}

export const workspace = {
  fs,
  get workspaceFolders() {
    return disk.folders ?? undefined;
  },
  get isTrusted() {
    return disk.isTrusted;
  },
  get textDocuments() {
    return [...disk.documents.values()];
  },
  openTextDocument: open,
  getWorkspaceFolder: (uri: vscode.Uri) =>
    disk.folders?.find(folder => `${uri.toString()}/`.startsWith(`${folder.uri.toString()}/`)),
  asRelativePath: (uri: vscode.Uri) => uri.path.replace(`${FOLDER.path}/`, ''),
  findFiles(pattern: vscode.GlobPattern) {
    const isWhole = typeof pattern === 'string';
    const glob = isWhole ? pattern : pattern.pattern;
    const folder = isWhole ? FOLDER : pattern.baseUri;
    const name = new RegExp(
      `^${glob
        .replace('**/*.', '.*\\.')
        .replace(/\{(.*)\}/, (_, names: string) => `(${names.replaceAll(',', '|')})`)}$`,
    );
    const found = [...disk.files.keys()].filter(
      key => key.startsWith(`${folder.toString()}/`) && name.test(key),
    );
    return Promise.resolve(found.map(key => Uri.parse(key)));
  },
  getConfiguration: (section?: string, scope?: vscode.Uri) => ({
    get<T>(name: string, fallback: T): T {
      const setting = section ? `${section}.${name}` : name;
      const folder = scope && workspace.getWorkspaceFolder(scope)?.uri;
      const value =
        disk.settings.get(settingKey(setting, folder)) ?? disk.settings.get(settingKey(setting));
      return value === undefined ? fallback : (value as T);
    },
  }),
  registerTextDocumentContentProvider(
    scheme: string,
    provider: vscode.TextDocumentContentProvider,
  ) {
    contents.set(scheme, provider);
    return { dispose: () => void contents.delete(scheme) };
  },
  applyEdit(edit: vscode.WorkspaceEdit): Promise<boolean> {
    for (const [uri, changes] of edit.entries()) {
      const document = disk.documents.get(uri.toString());
      if (!document) return Promise.resolve(false);
      const text = [...changes]
        .sort((a, b) => document.offsetAt(b.range.start) - document.offsetAt(a.range.start))
        .reduce((all, { range, newText }) => {
          const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
          return all.slice(0, from) + newText + all.slice(to);
        }, document.getText());
      disk.retype(uri, text);
    }
    return Promise.resolve(true);
  },
  createFileSystemWatcher(pattern: vscode.GlobPattern) {
    const told = {
      change: new EventEmitter(),
      create: new EventEmitter(),
      delete: new EventEmitter(),
    };
    const watcher = {
      watches: watched(pattern),
      tell: (event: FileEvent) => told[event].fire(undefined),
    };
    watchers.add(watcher);
    return {
      onDidChange: told.change.event,
      onDidCreate: told.create.event,
      onDidDelete: told.delete.event,
      dispose: () => void watchers.delete(watcher),
    };
  },
  onDidChangeTextDocument: edits.event,
  onDidChangeConfiguration: settings.event,
  onDidRenameFiles: renames.event,
  onDidDeleteFiles: deletions.event,
  onDidOpenTextDocument: opens.event,
  onDidCloseTextDocument: closes.event,
  onDidSaveTextDocument: saves.event,
};
