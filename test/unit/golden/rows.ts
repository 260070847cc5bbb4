/** The rows of the inspector, as text. */
import type * as vscode from 'vscode';
import { screen } from '../host/vscode/window';
import { types } from '../host/vscode/types';
import { indented, readable } from './window';

const { TreeItemCollapsibleState } = types;
const NEVER = {
  isCancellationRequested: false,
  onCancellationRequested: new types.EventEmitter<void>().event,
};

/** With `whole` also what stands in a row's tooltip, and what a screen reader says of it. */
export async function rows(whole = false): Promise<string[]> {
  const [{ provider, description, message }] = screen.trees;
  const lines = await below(provider, undefined, '  ', whole);
  const beside = [description, message].filter(words => words !== undefined).join(' | ');
  return [`the view${beside && ` — ${beside}`}`, ...(lines.length > 0 ? lines : ['  (empty)'])];
}

async function below(
  provider: vscode.TreeDataProvider<unknown>,
  node: unknown,
  by: string,
  whole: boolean,
): Promise<string[]> {
  const lines: string[] = [];
  for (const child of (await provider.getChildren(node)) ?? []) {
    const item = await provider.getTreeItem(child);
    const { collapsibleState } = item;
    const fold = collapsibleState === TreeItemCollapsibleState.Expanded ? '▾' : '·';
    lines.push(`${by}${fold} ${textOf(item)}`);
    const words = whole ? wordsOf(await resolved(provider, item, child)) : '';
    if (words !== '') lines.push(...indented(words, `${by}    `));
    lines.push(...(await below(provider, child, `${by}  `, whole)));
  }
  return lines;
}

function textOf({ label, description, iconPath, contextValue, command }: vscode.TreeItem): string {
  const { id, color } = (iconPath ?? {}) as { id?: string; color?: { id: string } };
  return [
    typeof label === 'object' ? label.label : String(label),
    ...(description ? [`— ${String(description)}`] : []),
    ...(id ? [`$(${id}${color ? ` in ${color.id}` : ''})`] : []),
    ...(contextValue ? [`(${contextValue})`] : []),
    ...(command ? [`→ ${command.command}`] : []),
  ].join(' ');
}

async function resolved(
  provider: vscode.TreeDataProvider<unknown>,
  item: vscode.TreeItem,
  node: unknown,
): Promise<vscode.TreeItem> {
  return (await provider.resolveTreeItem?.(item, node, NEVER)) ?? item;
}

function wordsOf({ tooltip, accessibilityInformation }: vscode.TreeItem): string {
  const said = accessibilityInformation?.label;
  const shown = tooltip ? readable((tooltip as vscode.MarkdownString).value) : '';
  const lines = shown.split('\n').filter(line => line !== '');
  return [...lines, ...(said ? [`spoken: ${said}`] : [])].join('\n');
}
