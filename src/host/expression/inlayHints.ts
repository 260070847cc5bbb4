/** Inlay hints: values and gradients beside the inputs and steps of an expression. */
import { languages, workspace } from 'vscode';
import type { Disposable, InlayHint, InlayHintsProvider, Range, TextDocument } from 'vscode';
import { hintsAreOn, SECTION } from '../surfaces/configuration';
import { isExperiment } from '../documents/files';
import { Emitter, together } from '../events/events';
import type { Opened, Sessions } from '../sessions/sessions';
import { inlayHint } from '../surfaces/show';
import { readExpression } from './expressions';
import { hintsOf, type ExpressionHint } from './expressionText';

export function registerInlayHints(sessions: Sessions): Disposable {
  const changes = new Emitter<void>();
  const provider: InlayHintsProvider = {
    onDidChangeInlayHints: changes.event,
    provideInlayHints: (document, range) => provide(sessions, document, range),
  };
  return together(
    languages.registerInlayHintsProvider({ pattern: '**/*.backprop.json' }, provider),
    // Hints may have been requested before the session was there.
    sessions.onDidOpen(() => changes.fire()),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(SECTION)) changes.fire();
    }),
    changes,
  );
}

async function provide(
  sessions: Sessions,
  document: TextDocument,
  range: Range,
): Promise<InlayHint[]> {
  const opened = isExperiment(document.uri) ? sessions.get(document.uri) : undefined;
  if (!opened || !hintsAreOn(document.uri) || !(await readExpression(opened))) return [];
  const { current } = opened.expression;
  const hints = current ? hintsOf(current).map(hint => toInlayHint(opened, hint)) : [];
  return hints.filter(({ position }) => range.contains(position));
}

function toInlayHint(opened: Opened, { path, label, details }: ExpressionHint): InlayHint {
  const { range } = opened.source.locate({ kind: 'json', path, part: 'value' });
  return inlayHint(range.end, label, details);
}
