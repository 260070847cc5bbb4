/** Makes an edit of an experiment in its editor, where it can be undone. */
import { l10n, Range, workspace, WorkspaceEdit, type TextDocument, type Uri } from 'vscode';
import { keepFormula } from '../../experiment/checks/keepFormula';
import { editsOf } from '../../experiment/format/fixes';
import type { Fix } from '../../experiment/format/finding';
import { readExperiment } from '../../experiment/read';
import type { TypedFormula } from '../../protocol/snapshot';

/** On the text as it is now: it may have changed since the fix was found. */
export function editOf(document: TextDocument, fix: Fix): WorkspaceEdit {
  const text = document.getText();
  const edit = new WorkspaceEdit();
  for (const { offset, length, content } of editsOf(text, readExperiment(text).tree, fix)) {
    const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, content);
  }
  return edit;
}

/** @throws Error with a sentence where there is nothing to edit, or no way to */
export async function editFile(uri: Uri, fix: Fix): Promise<void> {
  const edit = editOf(await workspace.openTextDocument(uri), fix);
  if (edit.size === 0 || !(await workspace.applyEdit(edit))) {
    throw new Error(l10n.t('The file could not be edited: has it changed since?'));
  }
}

/**
 * Writes a formula into the file's checks, unless it is there already.
 * @throws Error with a sentence where that is not possible
 */
export async function keepTyped(uri: Uri, typed: TypedFormula): Promise<void> {
  const text = (await workspace.openTextDocument(uri)).getText();
  const entry = { for: `layers.${typed.layer}.${typed.tensor}`, formula: typed.text.trim() };
  const fix = keepFormula(text, readExperiment(text).tree, entry);
  if (fix) await editFile(uri, fix);
}
