/** Quick fixes for the problems that have one. */
import {
  CodeActionKind,
  l10n,
  languages,
  workspace,
  type CodeAction,
  type Disposable,
  type TextDocument,
  type Uri,
} from 'vscode';
import { counted, shortNumber } from '../../engine/ground/numbers';
import type { Finding, Fix } from '../../experiment/format/finding';
import type { Examination } from '../../protocol/findings';
import { commandId } from '../manifest/commandId';
import type { Diagnostics, Shown } from './diagnostics';
import { isExperiment, TABLE_GLOB } from '../documents/files';
import { editOf } from '../documents/editFile';
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
              (finding.fixes.length > 0 || finding.candidates !== undefined) &&
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

/** What was tried is offered with what came of it. */
function actionsFor(document: TextDocument, shown: readonly Shown[]): CodeAction[] {
  return shown.flatMap(({ diagnostic, finding, opened }) => {
    const { fixes, candidates } = finding;
    const tried = triedFixes(opened.laboratory.examination(finding.id));
    const actions = [...(tried.length > 0 ? tried : fixes)].map(fix => {
      const action = quickFix(fix.title);
      action.edit = editOf(document, fix);
      return action;
    });
    if (tried.length === 0 && candidates) actions.push(tryAction(opened.uri, finding));
    for (const action of actions) {
      action.diagnostics = [diagnostic];
      action.isPreferred = actions.length === 1;
    }
    return actions;
  });
}

/** "Set batch_size to 8: accuracy 0.811 → 1 (3 seeds)" */
function triedFixes(examination: Examination | null): Fix[] {
  const edits = examination?.edits.filter(({ offered }) => offered) ?? [];
  return edits.map(({ title, path, text, measure, before, after }) => {
    const [from, to] = [before, after].map(values => shortNumber(meanOf(values), 3));
    const words = `${title}: ${measure} ${from} → ${to} (${counted(before.length, 'seed')})`;
    return { title: words, path, part: 'value', text };
  });
}

function tryAction(uri: Uri, { id }: Finding): CodeAction {
  const action = quickFix(l10n.t('Try what may help…'));
  const title = l10n.t('Try what may help…');
  action.command = { title, command: commandId('findings'), arguments: [uri, id] };
  return action;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
