/** Quick fixes for the problems that know one. */
import {
  CodeAction,
  CodeActionKind,
  languages,
  Range,
  WorkspaceEdit,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { rangeOf, readExperiment } from '../experiment/read';
import type { Fix } from '../experiment/problem';
import type { Diagnostics, Shown } from './diagnostics';
import { isExperiment } from './documents/files';

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

function toAction(document: TextDocument, { diagnostic, problem }: Shown, fix: Fix): CodeAction {
  const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = problem.fixes.length === 1;
  action.edit = new WorkspaceEdit();
  action.edit.replace(document.uri, rangeOfFix(document, fix), textOf(fix));
  return action;
}

/** Looked up in the text as it is now: it may have moved since the problem was found. */
function rangeOfFix(document: TextDocument, { path, part }: Fix): Range {
  const { tree } = readExperiment(document.getText());
  const { offset, length } = rangeOf(tree, { kind: 'json', path, part });
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** A key's text is its bare name. */
function textOf({ part, text }: Fix): string {
  return part === 'key' ? JSON.stringify(text) : text;
}
