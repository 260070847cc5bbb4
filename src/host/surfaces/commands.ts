/** Commands: what one of them throws is shown as text. The editor would take it for markup. */
import * as vscode from 'vscode';
import { showError } from './tell';

type Work = (...args: never[]) => unknown;

export function registerCommand(command: string, work: Work): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (...args: unknown[]) => {
    try {
      return await work(...(args as never[]));
    } catch (error) {
      showError(error);
      return undefined;
    }
  });
}
