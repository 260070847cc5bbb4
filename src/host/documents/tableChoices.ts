/** What a person decided about each table, kept with the workspace. */
import type { Memento, Uri } from 'vscode';
import type { TableChoice } from '../../experiment/newExperiment/target';

export class TableChoices {
  constructor(private readonly workspaceState: Memento) {}

  /** What is decided about a table; whether it still fits is told when the table is read. */
  of(uri: Uri): TableChoice {
    return this.workspaceState.get<TableChoice>(keyOf(uri)) ?? {};
  }

  /** `of` gives it at once. */
  keep(uri: Uri, choice: TableChoice | undefined): void {
    void this.workspaceState.update(keyOf(uri), choice);
  }

  /** Follows a file that was renamed. */
  move(from: Uri, to: Uri): void {
    const choice = this.workspaceState.get<TableChoice>(keyOf(from));
    this.keep(from, undefined);
    this.keep(to, choice);
  }
}

function keyOf(uri: Uri): string {
  return `table ${uri.toString()}`;
}
