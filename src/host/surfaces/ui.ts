/**
 * What of the editor speaks to a person, or asks one. The doors beside this file are the only ones
 * that use it; tests put their own answers in its place, and see what the editor was given.
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
