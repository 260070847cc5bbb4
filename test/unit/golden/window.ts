/** What a window in memory shows, as text. */
import { MemoryHost } from '../host/vscode/host';
import { provider } from '../host/window/support';
import { pathToFileURL } from 'node:url';
import { createScanner, type SyntaxKind } from 'jsonc-parser';
import type * as vscode from 'vscode';
import type { MemoryDocument } from '../host/vscode/document';
import { types } from '../host/vscode/types';
import { disk, workspace } from '../host/vscode/workspace';
import type { Files } from '../experiment/support';

const { SymbolKind, Uri } = types;
/** A formula as the build draws it, as far as it matters here. */
const SVG = '<svg fill="currentColor"/>';
/** The scanner's last token. */
const END: SyntaxKind = 17;

type Formulas = Record<'ACTIVATION_FORMULAS' | 'LOSS_FORMULAS', Record<string, { words: string }>>;

/** A new window, in which hovers have the formulas of the build, in words. */
export async function newWindow(): Promise<MemoryHost> {
  const host = new MemoryHost();
  disk.set('backprop.codeLens.csv', 'on');
  const source = pathToFileURL('src/host/hovers/formulas.mjs').href;
  const { ACTIVATION_FORMULAS, LOSS_FORMULAS } = (await import(source)) as Formulas;
  const drawn = (formulas: Formulas['LOSS_FORMULAS']) =>
    Object.fromEntries(
      Object.entries(formulas).map(([name, { words }]) => [name, { svg: SVG, words }]),
    );
  const pictures = { activations: drawn(ACTIVATION_FORMULAS), losses: drawn(LOSS_FORMULAS) };
  const file = Uri.joinPath(host.context.extensionUri, 'dist/formulas.json');
  disk.put(file, new TextEncoder().encode(JSON.stringify(pictures)));
  return host;
}

/** Data of an experiment, beside it. */
export function putFiles(files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const uri = disk.write(name, '');
    disk.put(uri, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }
}

export function documentOf(uri: vscode.Uri): Promise<MemoryDocument> {
  return workspace.openTextDocument(uri);
}

/** An argument, a link, or whatever else a command is given. */
export function argument(value: unknown): string {
  if (value instanceof Uri) return shortUri(value);
  if (value instanceof types.Location) return `${shortUri(value.uri)} ${place(value.range.start)}`;
  if (value instanceof types.Position) return place(value);
  if (Array.isArray(value)) return `[${value.map(argument).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shortUri(uri: vscode.Uri): string {
  const text = decodeURIComponent(uri.toString()).replaceAll('memory:/work/', '');
  return text.replaceAll('memory:/', '/');
}

function place({ line, character }: vscode.Position): string {
  return `${line + 1}:${character + 1}`;
}

export async function lenses(uri: vscode.Uri): Promise<string[]> {
  const document = await documentOf(uri);
  return provider('codeLens')
    .provideCodeLenses(document)
    .map(({ range, command }) => {
      const { title = '', command: id = '', arguments: given = [], tooltip } = command ?? {};
      const does = id === '' ? '' : ` → ${[id, ...given.map(argument)].join(' ')}`;
      return `${place(range.start)} ${title}${does}${tooltip ? ` (${tooltip})` : ''}`;
    });
}

/** Each hover once, below the places that have it, with the text that each of them is about. */
export async function hovers(uri: vscode.Uri): Promise<string[]> {
  const document = await documentOf(uri);
  const places = new Map<string, Set<string>>();
  for (const offset of tokens(document.getText())) {
    const found = await provider('hover').provideHover(document, document.positionAt(offset));
    if (!found?.range) continue;
    const [{ value }] = found.contents as vscode.MarkdownString[];
    const text = document.getText(found.range).replace(/\s+/g, ' ');
    const about = text.length > 30 ? `${text.slice(0, 29)}…` : text;
    const known = places.get(value) ?? new Set();
    places.set(value, known.add(`${place(found.range.start)} ${about}`));
  }
  return [...places].map(([value, at]) => {
    return [[...at].join(' · '), ...indented(readable(value))].join('\n');
  });
}

function tokens(text: string): number[] {
  const scanner = createScanner(text, true);
  const offsets: number[] = [];
  while (scanner.scan() !== END) offsets.push(scanner.getTokenOffset());
  return offsets;
}

/** Markdown without its escapes, and pictures by what they say to who cannot see them. */
export function readable(markdown: string): string {
  return markdown
    .replace(/\(data:image\/svg\+xml;utf8,([^)]*)\)/g, (_whole, data: string) => {
      const ink = /fill="(#\w+)"/.exec(decodeURIComponent(data))?.[1] ?? 'none';
      return `(picture in ${ink})`;
    })
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

export function indented(text: string, by = '  '): string[] {
  return text.split('\n').map(line => (line === '' ? '' : by + line));
}

export async function symbols(uri: vscode.Uri): Promise<string[]> {
  const document = await documentOf(uri);
  const lines = (list: readonly vscode.DocumentSymbol[], by: string): string[] =>
    list.flatMap(({ name, detail, kind, selectionRange, children }) => [
      `${by}${name}${detail ? ` — ${detail}` : ''} (${SymbolKind[kind]}, ${place(selectionRange.start)})`,
      ...lines(children, `${by}  `),
    ]);
  return lines(provider('symbols').provideDocumentSymbols(document), '');
}

export async function hints(uri: vscode.Uri): Promise<string[]> {
  const document = await documentOf(uri);
  const all = new types.Range(0, 0, document.lineCount, 0);
  const found = await provider('inlayHints').provideInlayHints(document, all);
  return found.flatMap(({ position, label, tooltip }) => [
    `${document.lineAt(position.line).text.trim()}   ${String(label as string)}`,
    ...indented(readable((tooltip as vscode.MarkdownString).value).replaceAll('\n\n', '\n')),
  ]);
}

/** The documents that lenses show right there. */
export async function firstRows(uri: vscode.Uri): Promise<string[]> {
  const document = await documentOf(uri);
  const found = provider('codeLens').provideCodeLenses(document);
  const shown = found.flatMap(({ command }) => {
    const [, , locations] = (command?.arguments ?? []) as unknown[];
    return Array.isArray(locations) ? (locations as vscode.Location[]) : [];
  });
  const texts = shown.map(async ({ uri: rows }) => {
    const text = (await documentOf(rows)).getText();
    return [rows.path, ...indented(text.trimEnd())];
  });
  return (await Promise.all(texts)).flat();
}
