/** Quick fixes for the problems that know one. */
import {
  CodeActionKind,
  languages,
  Range,
  WorkspaceEdit,
  type CodeAction,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { editsOf } from '../experiment/fixes';
import { readExperiment } from '../experiment/read';
import type { Fix } from '../experiment/problem';
import type { Diagnostics, Shown } from './diagnostics';
import { isExperiment } from './documents/files';
import { quickFix } from './surfaces/show';

export function registerQuickFixes(diagnostics: Diagnostics): Disposable {
  return languages.registerCodeActionsProvider(
    { pattern: '**/*.backprop.json' },
    {
      provideCodeActions: (document, range) => {
        if (!isExperiment(document.uri)) return [];
        return diagnostics
          .in(document.uri)
          .filter(({ diagnostic }) => diagnostic.range.intersection(range) !== undefined)
          .flatMap(shown => shown.problem.fixes.map(fix => toAction(document, shown, fix)));
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}

/** Worked out on the text as it is now: it may have changed since the problem was found. */
function toAction(document: TextDocument, { diagnostic, problem }: Shown, fix: Fix): CodeAction {
  const action = quickFix(fix.title);
  action.diagnostics = [diagnostic];
  action.isPreferred = problem.fixes.length === 1;
  action.edit = new WorkspaceEdit();
  const text = document.getText();
  for (const { offset, length, content } of editsOf(text, readExperiment(text).tree, fix)) {
    const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
    action.edit.replace(document.uri, range, content);
  }
  return action;
}
