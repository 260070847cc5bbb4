/** The extension in a window in memory, and a person who answers its questions. */
import type * as vscode from 'vscode';
import { MemoryHost, sample } from '../vscode/host';
import { services } from '../vscode/services';
import { screen, type Question } from '../vscode/window';

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

/** Ticks the entries with these labels in the next list that has pencils, and no others. */
export function tick(...names: string[]): void {
  screen.listAnswers.push(list =>
    list.accept(...list.items.filter(item => names.includes((item as Listed).label))),
  );
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
