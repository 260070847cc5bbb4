/** The extension in a window in memory, and a person who answers its questions. */
import type * as vscode from 'vscode';
import { MemoryHost, sample } from '../vscode/host';
import { services } from '../vscode/services';
import type { TableAnswer, TablePicture, ToTable } from '../../../../src/protocol/table/table';
import { screen, type MemoryPanel, type Question } from '../vscode/window';
import { disk } from '../vscode/workspace';

/** An experiment on numbers.csv, beside it. */
export const READS_NUMBERS = `{
  "version": 1,
  "data": { "train": { "type": "csv", "path": "numbers.csv" } },
  "model": { "layers": [{ "units": 1, "activation": "sigmoid" }] },
  "loss": { "type": "binary_cross_entropy" },
  "optimizer": { "type": "sgd", "learning_rate": 0.1 }
}
`;

/** A window for each test of the surrounding `describe`. */
export function useHost(): () => MemoryHost {
  let host: MemoryHost;
  beforeEach(() => (host = new MemoryHost()));
  afterEach(() => host.dispose());
  return () => host;
}

/** Above every table, for the tests of the surrounding `describe` that look at what the lenses say. */
export function useTableLenses(): void {
  beforeEach(() => disk.set('backprop.codeLens.csv', 'on'));
}

export function openSample(host: MemoryHost, name: string) {
  return host.open(name, sample(name));
}

interface Listed {
  label: string;
  description?: string;
  detail?: string;
  picked?: boolean;
}

/** Chooses the entries whose label has one of these texts: one, or of a list to tick all. */
export function choose(...names: string[]): void {
  screen.answers.push(({ items, options }: Question) => {
    const listed = items as Listed[];
    const chosen = names.map(label => {
      const found =
        listed.find(item => item.label === label) ??
        listed.find(item => item.label.includes(label));
      if (!found)
        throw new Error(`No "${label}" in: ${listed.map(item => item.label).join(' | ')}`);
      return found;
    });
    return options.canPickMany ? chosen : chosen[0];
  });
}

/** Presses this button of a notification or a dialog. */
export function press(button: string): void {
  screen.answers.push(({ items }) => items.find(item => item === button));
}

export function answer(value: unknown): void {
  screen.answers.push(() => value);
}

export function labels({ items }: Pick<Question, 'items'>): string[] {
  return (items as Listed[]).map(({ label }) => label);
}

/** The page of a table's columns that was opened last. */
export function columnsPage(): MemoryPanel {
  const page = screen.panels.findLast(({ viewType }) => viewType === 'backprop.table');
  if (!page) throw new Error('No page shows the columns of a table.');
  return page;
}

/** A page that has loaded. @returns what it is sent first */
export async function readied(page: MemoryPanel): Promise<[ToTable]> {
  const shown = nextPosted(page);
  page.webview.send({ type: 'ready' });
  return [await shown];
}

/** Answers on the page of a table, which is opened if need be. @returns what it shows then */
export async function decide(
  host: MemoryHost,
  uri: vscode.Uri,
  given: TableAnswer,
): Promise<TablePicture> {
  const isOpen = screen.panels.some(
    ({ viewType, isDisposed }) => viewType === 'backprop.table' && !isDisposed,
  );
  if (!isOpen) {
    await host.run('chooseColumns', uri);
    await readied(columnsPage());
  }
  const { sessions } = host.internal;
  // The first check, which is due once a session opens, is none of the answer's.
  await sessions.open(uri).session.check();
  const page = columnsPage();
  const shown = new Promise<ToTable>(resolve => {
    const listening = sessions.onDidChange(({ change }) => {
      if (change !== 'checked') return;
      listening.dispose();
      resolve(nextPosted(page));
    });
  });
  page.webview.send(given);
  return (await shown).picture;
}

function nextPosted({ webview }: MemoryPanel): Promise<ToTable> {
  return new Promise(resolve => {
    const post = webview.postMessage.bind(webview);
    webview.postMessage = sent => {
      webview.postMessage = post;
      resolve(sent as ToTable);
      return post(sent);
    };
  });
}

interface Providers {
  codeLens: {
    onDidChangeCodeLenses: vscode.Event<void>;
    provideCodeLenses(document: unknown): vscode.CodeLens[];
  };
  hover: { provideHover(document: unknown, at: vscode.Position): Promise<vscode.Hover | null> };
  symbols: { provideDocumentSymbols(document: unknown): vscode.DocumentSymbol[] };
  codeActions: {
    provideCodeActions(document: unknown, range: vscode.Range): Promise<vscode.CodeAction[]>;
  };
  inlayHints: {
    onDidChangeInlayHints: vscode.Event<void>;
    provideInlayHints(document: unknown, range: vscode.Range): Promise<vscode.InlayHint[]>;
  };
}

/** What the extension has registered for the editor. */
export function provider<K extends keyof Providers>(kind: K): Providers[K] {
  return services.providers.get(kind) as Providers[K];
}
