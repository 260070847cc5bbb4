/**
 * The functions of VS Code that show messages or ask questions. Only the files beside this one use
 * them; tests replace them, to answer and to see their arguments.
 */
import { window } from 'vscode';

export const ui = {
  showErrorMessage: window.showErrorMessage,
  showWarningMessage: window.showWarningMessage,
  showQuickPick: window.showQuickPick,
  createQuickPick: window.createQuickPick,
  showInputBox: window.showInputBox,
  showOpenDialog: window.showOpenDialog,
  showSaveDialog: window.showSaveDialog,
  setStatusBarMessage: window.setStatusBarMessage,
  withProgress: window.withProgress,
};
export type Ui = typeof ui;
