/** What host tests share: the extension, its files, and awaiting events instead of sleeping. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackpropApi } from '../../src/host/api';
import type { Opened } from '../../src/host/sessions/sessions';

export const EXTENSION = 'backprop-explorer.backprop-explorer';

type Internal = BackpropApi['internal'];
type Subscribe = (listener: () => void) => { dispose(): unknown };

export async function extension(): Promise<Internal> {
  const found = vscode.extensions.getExtension<BackpropApi>(EXTENSION);
  assert.ok(found, `${EXTENSION} is not installed`);
  return (await found.activate()).internal;
}

/** A file of the workspace that the suite runs in: a copy of the samples. */
export function fileOf(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite needs a folder');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function show(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uri, { preview: false, viewColumn: 1 });
}

export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = fileOf(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

export async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Replaces the whole text in the editor, unsaved. */
export async function retype(uri: vscode.Uri, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(uri, all, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Resolves with what `look` finds, asked now and at every event. */
export function eventually<T>(subscribe: Subscribe, look: () => T | undefined | false): Promise<T> {
  return new Promise((resolve, reject) => {
    const attempt = (): boolean => {
      try {
        const found = look();
        if (found !== undefined && found !== false) resolve(found);
        return found !== undefined && found !== false;
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
        return true;
      }
    };
    if (attempt()) return;
    const subscription = subscribe(() => {
      if (attempt()) subscription.dispose();
    });
  });
}

/** Asked again at every change of any session. */
export async function inSession<T>(look: (of: Internal) => T | undefined | false): Promise<T> {
  const internal = await extension();
  return eventually(
    listener => internal.onDidChange(listener),
    () => look(internal),
  );
}

/** The session of a file, once it has been checked, however long that takes. */
export async function checked(uri: vscode.Uri): Promise<Opened> {
  const { sessions } = await extension();
  const opened = sessions.open(uri);
  const held = sessions.hold(uri);
  await opened.session.check();
  held.dispose();
  return opened;
}

/** The messages of a file's problems, once they are as expected. */
export function problemsOf(
  uri: vscode.Uri,
  expected: (problems: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return eventually(
    listener => vscode.languages.onDidChangeDiagnostics(listener),
    () => {
      const own = vscode.languages
        .getDiagnostics(uri)
        .filter(({ source }) => source === 'Backprop');
      return expected(own) && own;
    },
  );
}

export async function lenses(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 100);
}

/** Markdown as a person reads it: a mark behind a backslash stands for itself. */
export function asRead(content: unknown): string {
  const markdown = content instanceof vscode.MarkdownString ? content.value : '';
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Closes all editors, and ends the sessions with them; a run that goes on is ended with its own. */
export async function closeAll(): Promise<void> {
  const ours = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && vscode.workspace.getWorkspaceFolder(uri),
  );
  for (const document of ours) {
    await show(document.uri);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const { sessions } = await extension();
  await eventually(
    listener => vscode.window.tabGroups.onDidChangeTabs(listener),
    () => vscode.window.tabGroups.all.every(group => group.tabs.length === 0),
  );
  sessions.endUnused();
}

/** Resolves with this file's panel, when there is one. */
export async function panelOf(uri: vscode.Uri) {
  const { panels } = await extension();
  return eventually(
    listener => vscode.window.tabGroups.onDidChangeTabs(listener),
    () => panels.get(uri),
  );
}

/** Resolves when the page has drawn something from now on. */
export async function drawn(uri: vscode.Uri): Promise<void> {
  const view = await panelOf(uri);
  let seen = false;
  await eventually(
    listener =>
      view.onDidDraw(() => {
        seen = true;
        listener();
      }),
    () => seen,
  );
}

/** A run of half a minute, which is stopped long before. */
export async function longRun(): Promise<vscode.Uri> {
  const text = await read(fileOf('xor.backprop.json'));
  const longer = text
    .replace(/"epochs": \d+/, '"epochs": 10000000')
    .replace(/"early_stopping": \{[^}]*\},/, '');
  return fresh(longer);
}

/** A new file, with a name that no other test has: an editor may keep a closed file's text. */
export function fresh(text: string, extensionName = 'backprop.json'): Promise<vscode.Uri> {
  return write(`fresh-${crypto.randomUUID()}.${extensionName}`, text);
}
