/** CodeLenses: actions above the file, information above its parts. */
import { languages, l10n, Range, workspace } from 'vscode';
import type { CodeLens, CodeLensProvider, Disposable, TextDocument, Uri } from 'vscode';
import type { DataSummary } from '../../protocol/snapshot';
import { autopsyLenses } from '../autopsy/autopsyLens';
import { commandId } from '../manifest/commandId';
import { lensIsOn, SECTION } from '../surfaces/configuration';
import type { BareTables } from '../documents/bareTables';
import type { TableChoices } from '../documents/tableChoices';
import { isExperiment, TABLE_GLOB } from '../documents/files';
import type { TablesMet } from '../documents/tablesMet';
import { tableLenses } from './tableLenses';
import { PEEK_COMMAND, peekFirstRows } from './firstRows';
import { checksText } from './checksText';
import { describePart } from './dataText';
import { outlineOf, parameterCount, type Outline } from './outline';
import { checksReport } from '../session/checksReport';
import { Emitter, together } from '../events/events';
import type { Sessions } from '../sessions/sessions';
import { plural } from '../words/say';
import { lens } from '../surfaces/show';
import type { TensorRef } from '../../protocol/tensors';

const SELECTOR = [{ pattern: '**/*.backprop.json' }, { pattern: TABLE_GLOB }];

/** What the lenses above an experiment, or a table, are made of. */
interface Known {
  sessions: Sessions;
  tables: BareTables;
  choices: TableChoices;
  met: TablesMet;
}

export function registerCodeLens(known: Known): Disposable {
  const { sessions, met } = known;
  const changes = new Emitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: document => {
      if (isExperiment(document.uri)) return experimentLenses(document, sessions);
      return tableLenses(document, known);
    },
  };
  return together(
    languages.registerCodeLensProvider(SELECTOR, provider),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(SECTION)) changes.fire();
    }),
    sessions.onDidChange(({ opened, change }) => {
      if (change === 'frame') return;
      const { uri, session } = opened;
      if (session.view.status.state === 'running' && !isExperiment(uri)) met.remember(uri);
      changes.fire();
    }),
    sessions.onDidRename(({ opened, from }) => met.move(from, opened.uri)),
    met.onDidChange(() => changes.fire()),
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
    return lensIsOn('file', uri) ? expressionLenses(uri, at(outline.offset)) : [];
  }
  const summary = sessions.get(uri)?.session.checked.summary ?? null;
  return [
    ...(lensIsOn('file', uri) ? runLenses(uri, at(outline.offset), sessions) : []),
    ...(lensIsOn('sweep', uri) && outline.sweep !== null
      ? sweepLenses(uri, at(outline.sweep), sessions)
      : []),
    ...(lensIsOn('checks', uri)
      ? [...checksLenses(uri, outline.checks, sessions, at), ...autopsyLenses(document)]
      : []),
    ...(lensIsOn('layers', uri) ? layerLenses(uri, outline, summary, at) : []),
    ...(lensIsOn('data', uri) && summary ? dataLenses(uri, outline, summary, at) : []),
  ];
}

function runLenses(uri: Uri, range: Range, sessions: Sessions): CodeLens[] {
  const running = sessions.get(uri)?.session.view.status.state === 'running';
  const first = running
    ? lens(range, {
        icon: 'debug-pause',
        title: l10n.t('Pause'),
        command: commandId('pause'),
        args: [uri],
      })
    : lens(range, {
        icon: 'play',
        title: l10n.t('Train'),
        command: commandId('train'),
        args: [uri],
      });
  return [
    first,
    lens(range, {
      icon: 'debug-step-over',
      title: l10n.t('Step'),
      command: commandId('step'),
      args: [uri],
    }),
    lens(range, { title: l10n.t('Inspect'), command: commandId('inspect'), args: [uri] }),
    lens(range, {
      title: l10n.t('Check gradients'),
      command: commandId('checkGradients'),
      args: [uri],
    }),
    ...findingsLens(uri, range, sessions),
  ];
}

function findingsLens(uri: Uri, range: Range, sessions: Sessions): CodeLens[] {
  const count = sessions.get(uri)?.findings.findings.length ?? 0;
  if (count === 0) return [];
  const title = plural(count, '{0} finding', '{0} findings');
  return [lens(range, { icon: 'warning', title, command: commandId('findings'), args: [uri] })];
}

/** Results are shown by themselves; once their panel is closed, a lens leads back to them. */
function sweepLenses(uri: Uri, range: Range, sessions: Sessions): CodeLens[] {
  const sweep = sessions.get(uri)?.sweep;
  return [
    sweep?.isRunning
      ? lens(range, {
          icon: 'debug-stop',
          title: l10n.t('Cancel Sweep'),
          command: commandId('cancelSweep'),
          args: [uri],
        })
      : lens(range, {
          icon: 'run-all',
          title: l10n.t('Run Sweep'),
          command: commandId('runSweep'),
          args: [uri],
        }),
    ...(sweep?.curves
      ? [
          lens(range, {
            title: l10n.t('Show curves'),
            command: commandId('openPanel'),
            args: [uri],
          }),
        ]
      : []),
  ];
}

/** The state of the checks; before they have run, a lens that runs them. */
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
      lens(at(offset), {
        icon: 'play',
        title: l10n.t('Train to run the checks'),
        command: commandId('train'),
        args: [uri],
      }),
    ];
  }
  return [lens(at(offset), checksText(report))];
}

/** Lenses to step gate by gate, forward and then backward, or to do everything at once. */
function expressionLenses(uri: Uri, range: Range): CodeLens[] {
  return [
    lens(range, {
      icon: 'play',
      title: l10n.t('Step'),
      command: commandId('stepGate'),
      args: [uri],
    }),
    lens(range, {
      icon: 'debug-step-back',
      title: l10n.t('Back'),
      command: commandId('stepBack'),
      args: [uri],
    }),
    lens(range, { title: l10n.t('Inspect'), command: commandId('inspect'), args: [uri] }),
    lens(range, {
      title: l10n.t('Check gradients'),
      command: commandId('checkGradients'),
      args: [uri],
    }),
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
    return title
      ? [lens(at(layer.offset), { title, command: commandId('inspect'), args: [uri, tensor] })]
      : [];
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
    return [
      lens(range, { title }),
      lens(range, { title: l10n.t('First rows'), command: PEEK_COMMAND, args: peek }),
    ];
  });
}
