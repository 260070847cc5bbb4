/** Commands, providers of the languages, the clipboard, and the words of the window's language. */
import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { types } from './types';

type Handler = (...args: unknown[]) => unknown;

const diagnosed = new types.EventEmitter<void>();
const copied = new types.EventEmitter<string>();

/** What a test reads and sets; `forget` makes it as new. */
export const services = {
  commands: new Map<string, Handler>(),
  contextKeys: new Map<string, unknown>(),
  /** Commands of the editor itself that were run. */
  ran: [] as { command: string; args: unknown[] }[],
  clipboard: '',
  /** Fires with what is written to the clipboard. */
  onCopied: copied.event,
  diagnostics: new Map<string, readonly vscode.Diagnostic[]>(),
  /** Fires whenever the Problems of a file were set. */
  onDiagnostics: diagnosed.event,
  /** Resolves as soon as `seen` says so, asked now and whenever Problems were set. */
  until(seen: () => boolean): Promise<void> {
    return new Promise(resolve => {
      const look = (): void => {
        if (!seen()) return;
        subscription.dispose();
        resolve();
      };
      const subscription = diagnosed.event(look);
      look();
    });
  },
  providers: new Map<string, unknown>(),
  hasJsonExtension: true,
  forget(): void {
    for (const map of [this.commands, this.contextKeys, this.diagnostics, this.providers])
      map.clear();
    this.ran.length = 0;
    this.clipboard = '';
    this.hasJsonExtension = true;
  },
};

const removing = (remove: () => unknown): vscode.Disposable => ({ dispose: () => void remove() });

export const commands = {
  registerCommand(id: string, handler: Handler): vscode.Disposable {
    if (services.commands.has(id)) throw new Error(`command '${id}' already exists`);
    services.commands.set(id, handler);
    return removing(() => services.commands.delete(id));
  },
  executeCommand(id: string, ...args: unknown[]): Promise<unknown> {
    if (id === 'setContext') services.contextKeys.set(String(args[0]), args[1]);
    const handler = services.commands.get(id);
    if (!handler) services.ran.push({ command: id, args });
    return Promise.resolve(handler?.(...args));
  },
};

function provide(kind: string): (...args: unknown[]) => vscode.Disposable {
  return (_selector, provider) => {
    services.providers.set(kind, provider);
    return removing(() => services.providers.delete(kind));
  };
}

export const languages = {
  registerCodeLensProvider: provide('codeLens'),
  registerHoverProvider: provide('hover'),
  registerInlayHintsProvider: provide('inlayHints'),
  registerDocumentSymbolProvider: provide('symbols'),
  registerCodeActionsProvider: provide('codeActions'),
  /** Each clears its own files alone. */
  createDiagnosticCollection: () => {
    const own = new Set<string>();
    const clear = (): void => {
      for (const uri of own) services.diagnostics.delete(uri);
      own.clear();
    };
    return {
      set: (uri: vscode.Uri, list: readonly vscode.Diagnostic[]) => {
        own.add(uri.toString());
        services.diagnostics.set(uri.toString(), list);
        diagnosed.fire();
      },
      get: (uri: vscode.Uri) => services.diagnostics.get(uri.toString()),
      delete: (uri: vscode.Uri) => services.diagnostics.delete(uri.toString()),
      clear,
      dispose: clear,
    };
  },
};

export const env = {
  clipboard: {
    writeText(text: string): Promise<void> {
      services.clipboard = text;
      copied.fire(text);
      return Promise.resolve();
    },
    readText: () => Promise.resolve(services.clipboard),
  },
  language: 'en',
};

export const extensions = {
  onDidChange: new types.EventEmitter<void>().event,
  getExtension: (id: string) =>
    id === 'vscode.json-language-features' && services.hasJsonExtension ? {} : undefined,
};

/** Speaks English until a test gives the library a bundle. */
export const l10n: Pick<typeof vscode.l10n, 'bundle' | 'uri'> & { t: typeof t } = {
  ...{ t, bundle: undefined, uri: undefined },
};
