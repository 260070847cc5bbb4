/** Registers commands, and shows their errors as plain text: VS Code itself would read markup in them. */
import * as vscode from 'vscode';
import { commandId, type CommandName } from '../manifest/commandId';
import { showError } from './tell';

type Work = (...args: never[]) => unknown;

export function registerCommand(name: CommandName, work: Work): vscode.Disposable {
  return vscode.commands.registerCommand(commandId(name), async (...args: unknown[]) => {
    try {
      return await work(...(args as never[]));
    } catch (error) {
      showError(error);
      return undefined;
    }
  });
}
