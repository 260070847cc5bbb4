/** CodeLenses: what can be done stands above the file, what is known above its parts. */
import { CodeLens, languages, l10n, Range, workspace } from 'vscode';
import type { CodeLensProvider, Disposable, TextDocument, Uri } from 'vscode';
import type { DataSummary, TensorRef } from '../protocol/snapshot';
import { COMMANDS } from './commandIds';
import { lensIsOn, SECTION } from './configuration';
import { isCsv, isExperiment } from './documents/files';
import { PEEK_COMMAND, peekFirstRows } from './firstRows';
import { checksText } from './checksText';
import { describePart } from './dataText';
import { outlineOf, parameterCount, type Outline } from './outline';
import { checksReport } from './session/checksReport';
import { Emitter, together } from './session/events';
import type { Sessions } from './sessions';

const SELECTOR = [{ pattern: '**/*.backprop.json' }, { pattern: '**/*.csv' }];

export function registerCodeLens(sessions: Sessions): Disposable {
  const changes = new Emitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: document => {
      if (isExperiment(document.uri)) return experimentLenses(document, sessions);
      return isCsv(document.uri) ? csvLenses(document, sessions) : [];
    },
  };
  return together(
    languages.registerCodeLensProvider(SELECTOR, provider),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(SECTION)) changes.fire();
    }),
    sessions.onDidChange(({ change }) => {
      if (change !== 'frame') changes.fire();
    }),
    changes,
  );
}

function experimentLenses(document: TextDocument, sessions: Sessions): CodeLens[] {
  const outline = outlineOf(document.getText());
  if (!outline) return [];
  const at = (offset: number): Range => {
    const position = document.positionAt(offset);
    return new Range(position, position);
  };
  const { uri } = document;
  if (outline.isExpression) {
    return lensIsOn('file') ? expressionLenses(uri, at(outline.offset)) : [];
  }
  const summary = sessions.get(uri)?.session.checked.summary ?? null;
  return [
    ...(lensIsOn('file') ? runLenses(uri, at(outline.offset), sessions) : []),
    ...(lensIsOn('sweep') && outline.sweep !== null
      ? sweepLenses(uri, at(outline.sweep), sessions)
      : []),
    ...(lensIsOn('checks') ? checksLenses(uri, outline.checks, sessions, at) : []),
    ...(lensIsOn('layers') ? layerLenses(uri, outline, summary, at) : []),
    ...(lensIsOn('data') && summary ? dataLenses(uri, outline, summary, at) : []),
  ];
}

function runLenses(uri: Uri, range: Range, sessions: Sessions): CodeLens[] {
  const running = sessions.get(uri)?.session.view.status.state === 'running';
  const first = running
    ? lens(range, `$(debug-pause) ${l10n.t('Pause')}`, COMMANDS.pause, [uri])
    : lens(range, `$(play) ${l10n.t('Train')}`, COMMANDS.train, [uri]);
  return [
    first,
    lens(range, `$(debug-step-over) ${l10n.t('Step')}`, COMMANDS.step, [uri]),
    lens(range, l10n.t('Inspect'), COMMANDS.inspect, [uri]),
    lens(range, l10n.t('Check gradients'), COMMANDS.checkGradients, [uri]),
  ];
}

/** Its results are a document; what the panel draws of them has to be found. */
function sweepLenses(uri: Uri, range: Range, sessions: Sessions): CodeLens[] {
  const sweep = sessions.get(uri)?.sweep;
  return [
    sweep?.isRunning
      ? lens(range, `$(debug-stop) ${l10n.t('Cancel Sweep')}`, COMMANDS.cancelSweep, [uri])
      : lens(range, `$(run-all) ${l10n.t('Run Sweep')}`, COMMANDS.runSweep, [uri]),
    ...(sweep?.curves ? [lens(range, l10n.t('Show curves'), COMMANDS.openPanel, [uri])] : []),
  ];
}

/** How the checks stand; before they are made, what makes them. */
function checksLenses(
  uri: Uri,
  offset: number | null,
  sessions: Sessions,
  at: (offset: number) => Range,
): CodeLens[] {
  if (offset === null) return [];
  const session = sessions.get(uri)?.session;
  const report = session && checksReport(session);
  if (!report || report.results.length === 0) {
    return [
      lens(at(offset), `$(play) ${l10n.t('Train to run the checks')}`, COMMANDS.train, [uri]),
    ];
  }
  return [lens(at(offset), checksText(report), '', [])];
}

/** Gate by gate, forward and then backward; or everything at once. */
function expressionLenses(uri: Uri, range: Range): CodeLens[] {
  return [
    lens(range, `$(play) ${l10n.t('Step')}`, COMMANDS.stepGate, [uri]),
    lens(range, `$(debug-step-back) ${l10n.t('Back')}`, COMMANDS.stepBack, [uri]),
    lens(range, l10n.t('Inspect'), COMMANDS.inspect, [uri]),
    lens(range, l10n.t('Check gradients'), COMMANDS.checkGradients, [uri]),
  ];
}

function layerLenses(
  uri: Uri,
  outline: Outline,
  summary: DataSummary | null,
  at: (offset: number) => Range,
): CodeLens[] {
  let inputs = outline.inputs ?? summary?.featureNames.length ?? null;
  return outline.layers.flatMap((layer, index) => {
    const title = parameterCount(inputs, layer);
    inputs = layer.units;
    const tensor: TensorRef = { layer: index, tensor: 'weights' };
    return title ? [lens(at(layer.offset), title, COMMANDS.inspect, [uri, tensor])] : [];
  });
}

function dataLenses(
  uri: Uri,
  outline: Outline,
  summary: DataSummary,
  at: (offset: number) => Range,
): CodeLens[] {
  return outline.parts.flatMap(({ part, offset }) => {
    const title = describePart(summary, part);
    if (title === '') return [];
    const range = at(offset);
    const peek = peekFirstRows(uri, range.start, part);
    return [lens(range, title, '', []), lens(range, l10n.t('First rows'), PEEK_COMMAND, peek)];
  });
}

function csvLenses(document: TextDocument, sessions: Sessions): CodeLens[] {
  if (!lensIsOn('csv') || document.lineCount < 2) return [];
  const { uri } = document;
  const range = new Range(0, 0, 0, 0);
  const session = sessions.get(uri)?.session;
  const summary = session?.view.description?.data ?? session?.checked.summary;
  const known = summary && describePart(summary, 'train');
  const running = session?.view.status.state === 'running';
  return [
    running
      ? lens(range, `$(debug-pause) ${l10n.t('Pause')}`, COMMANDS.pause, [uri])
      : lens(range, `$(play) ${l10n.t('Train Network')}`, COMMANDS.train, [uri]),
    lens(range, l10n.t('New Experiment from This CSV'), COMMANDS.newFromCsv, [uri]),
    ...(known ? [lens(range, known, '', [])] : []),
  ];
}

/** Without a command a lens is plain text. */
function lens(range: Range, title: string, command: string, args: unknown[]): CodeLens {
  return new CodeLens(range, { title, command, arguments: args });
}
