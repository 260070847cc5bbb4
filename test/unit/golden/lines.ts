/** Lines of a file as a compiler shows them: with their numbers, what is meant underlined. */
import type * as vscode from 'vscode';
import type { MemoryDocument } from '../host/vscode/document';

/** As long as a line may be; of a longer one there is what surrounds the place. */
const LONGEST = 110;

/** The line on which a range begins, and below it a mark under each of its characters. */
export function underlined(document: MemoryDocument, { start, end }: vscode.Range): string[] {
  const isEmpty = start.line === end.line && start.character === end.character;
  if (start.line >= document.lineCount) return [numbered(start.line, '(behind the end)')];
  const { text } = document.lineAt(start.line);
  const last = start.line === end.line ? end.character : text.length;
  const length = Math.max(1, last - start.character);
  const from = text.length <= LONGEST ? 0 : Math.max(0, start.character - 40);
  const shown = clipped(text, from);
  const dots = from > 0 ? 1 : 0;
  const marks = (isEmpty ? '^' : '~'.repeat(length)).slice(0, LONGEST);
  const more = end.line > start.line ? ` … to line ${end.line + 1}` : '';
  const gap = ' '.repeat(numbered(start.line, '').length + dots + start.character - from);
  return [numbered(start.line, shown), `${gap}${marks}${more}`];
}

/** What differs between two texts, line by line: the old lines with a minus, the new with a plus. */
export function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const most = Math.min(old.length, now.length);
  let first = 0;
  while (first < most && old[first] === now[first]) first++;
  let same = 0;
  while (same < most - first && old.at(-1 - same) === now.at(-1 - same)) same++;
  const part = (lines: string[]): string[] => lines.slice(first, lines.length - same);
  const at = firstDifference(part(old).at(0) ?? '', part(now).at(0) ?? '');
  const cut = (line: string): string =>
    clipped(line, line.length <= LONGEST ? 0 : Math.max(0, at - 40));
  return [
    ...part(old).map(line => `    - ${cut(line)}`),
    ...part(now).map(line => `    + ${cut(line)}`),
  ];
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++;
  return at;
}

function clipped(text: string, from: number): string {
  const to = from + LONGEST;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${text.length > to ? '…' : ''}`;
}

function numbered(line: number, text: string): string {
  return `  ${String(line + 1).padStart(4)} │ ${text}`;
}
