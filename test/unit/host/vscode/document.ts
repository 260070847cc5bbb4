/** A text document in memory. */
import type * as vscode from 'vscode';
import { types } from './types';

export class MemoryDocument {
  version = 1;
  isDirty = false;
  isClosed = false;

  constructor(
    readonly uri: vscode.Uri,
    private text: string,
    readonly languageId: string,
  ) {}

  get fileName(): string {
    return this.uri.fsPath;
  }

  get lineCount(): number {
    return this.starts.length;
  }

  getText(range?: vscode.Range): string {
    if (!range) return this.text;
    return this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
  }

  lineAt(place: number | vscode.Position): { text: string; range: vscode.Range } {
    const line = typeof place === 'number' ? place : place.line;
    const from = this.starts[line];
    const text = this.text.slice(from, this.starts[line + 1]).replace(/\r?\n$/, '');
    return { text, range: new types.Range(line, 0, line, text.length) };
  }

  offsetAt({ line, character }: vscode.Position): number {
    const end = this.starts[line + 1] ?? this.text.length;
    return Math.min((this.starts[line] ?? this.text.length) + character, end);
  }

  positionAt(offset: number): vscode.Position {
    const inside = Math.max(0, Math.min(offset, this.text.length));
    const line = this.starts.findLastIndex(start => start <= inside);
    return new types.Position(line, inside - this.starts[line]);
  }

  /** As a person does who types: unsaved. */
  retype(text: string): void {
    this.text = text;
    this.version++;
    this.isDirty = true;
  }

  private get starts(): number[] {
    return [0, ...[...this.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }
}
