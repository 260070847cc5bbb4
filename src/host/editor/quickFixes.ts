/** Quick fixes for the problems that have one. */
import {
  CodeActionKind,
  languages,
  Range,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { editsOf } from '../../experiment/format/fixes';
import { readExperiment } from '../../experiment/read';
import type { Diagnostics, Shown } from './diagnostics';
import { isExperiment, TABLE_GLOB } from '../documents/files';
import { quickFix } from '../surfaces/show';

/** Documents with problems of an experiment: its own, and the tables that it names. */
const SELECTOR = [{ pattern: '**/*.backprop.json' }, { pattern: TABLE_GLOB }];

export function registerQuickFixes(diagnostics: Diagnostics): Disposable {
  return languages.registerCodeActionsProvider(
    SELECTOR,
    {
      provideCodeActions: async ({ uri }, range) => {
        const shown = diagnostics
          .in(uri)
          .filter(
            ({ diagnostic, finding, opened }) =>
              finding.fixes.length > 0 &&
              isExperiment(opened.uri) &&
              diagnostic.range.intersection(range) !== undefined,
          );
        const experiments = new Map(shown.map(({ opened }) => [opened.uri.toString(), opened.uri]));
        const actions: CodeAction[] = [];
        for (const [key, experiment] of experiments) {
          const document = await workspace.openTextDocument(experiment);
          const ofIt = shown.filter(({ opened }) => opened.uri.toString() === key);
          actions.push(...actionsFor(document, ofIt));
        }
        return actions;
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}

/** Computes fixes on the text as it is now: it may have changed since the problems were found. */
function actionsFor(document: TextDocument, shown: readonly Shown[]): CodeAction[] {
  const text = document.getText();
  const { tree } = readExperiment(text);
  return shown.flatMap(({ diagnostic, finding }) =>
    finding.fixes.map(fix => {
      const action = quickFix(fix.title);
      action.diagnostics = [diagnostic];
      action.isPreferred = finding.fixes.length === 1;
      action.edit = new WorkspaceEdit();
      for (const { offset, length, content } of editsOf(text, tree, fix)) {
        const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
        action.edit.replace(document.uri, range, content);
      }
      return action;
    }),
  );
}
