/** Activates the extension: connects its features, and starts no work. */
import { commands, l10n, type Disposable, type ExtensionContext, type Uri } from 'vscode';
import { readChoices } from '../protocol/fromPanel';
import type { PanelCommand } from '../protocol/panel';
import { ActiveExperiment } from './sessions/activeExperiment';
import { createApi, type BackpropApi } from './api';
import { BareTables } from './documents/bareTables';
import { TableChoices } from './documents/tableChoices';
import { TablesMet } from './documents/tablesMet';
import { registerChecks } from './sessions/checks';
import { registerCodeLens } from './editor/codeLens';
import { registerCompareRuns } from './commands/compareRuns';
import { registerFindInFrame } from './debug/findInFrame';
import { Diagnostics } from './editor/diagnostics';
import { together } from './events/events';
import { registerFindMyBug } from './autopsy/findMyBug';
import { registerExpressions } from './expression/expressions';
import { registerInlayHints } from './expression/inlayHints';
import { registerFileMoves } from './sessions/fileMoves';
import { registerFirstRows } from './editor/firstRows';
import { registerHovers } from './hovers/hovers';
import { Inspector } from './inspector/inspector';
import { registerInspectorActions } from './inspector/inspectorActions';
import { registerGuides } from './guides/guides';
import { commandId } from './manifest/commandId';
import { registerNewExperiment } from './commands/newExperiment';
import { Panels } from './panel/panels';
import { RunStore } from './panel/runStore';
import type { PanelContext } from './panel/panelView';
import type { Platform } from './platform';
import { registerQuickFixes } from './editor/quickFixes';
import { registerReadingProgress } from './sessions/readingProgress';
import { registerRunCommands } from './commands/runCommands';
import { registerSchema } from './editor/schema';
import { registerSamples } from './commands/samples';
import { Selection } from './sessions/selection';
import { Sessions } from './sessions/sessions';
import { registerStatusBar } from './statusBar';
import { registerStopWhen } from './commands/stopWhen';
import { speak } from './words/say';
import { createLog, sentenceOf } from './surfaces/tell';
import { ui } from './surfaces/ui';
import { registerSweeps } from './commands/sweeps';
import { registerSymbols } from './editor/symbols';
import { targetOf } from './commands/target';

function subscriberOf({ subscriptions }: ExtensionContext) {
  return <T extends Disposable>(disposable: T): T => {
    subscriptions.push(disposable);
    return disposable;
  };
}

export function activate(context: ExtensionContext, platform: Platform): BackpropApi {
  const started = performance.now();
  speak(l10n.bundle);
  const subscribe = subscriberOf(context);
  const log = subscribe(createLog());
  const choices = new TableChoices(context.workspaceState);
  const sessions = subscribe(new Sessions(platform.startWorker, choices));
  const tables = new BareTables();
  const active = subscribe(new ActiveExperiment(sessions, tables));
  const selection = subscribe(new Selection());
  const diagnostics = subscribe(new Diagnostics(sessions));
  const page = panelContext(context, active, selection, message => log.warn(message));
  const panels = subscribe(
    new Panels(
      context.extensionUri,
      sessions,
      active,
      page,
      new RunStore(context, error => log.warn(sentenceOf(error))),
    ),
  );
  const inspector = subscribe(
    new Inspector(sessions, active, selection, {
      extensionUri: context.extensionUri,
      log: message => log.warn(message),
      failed: error => log.warn(sentenceOf(error)),
    }),
  );
  subscribe(registerInspectorActions(inspector, context.workspaceState));
  subscribe(registerRunCommands({ sessions, panels, active, selection, inspector }));
  subscribe(registerStopWhen({ sessions, panels, active, workspaceState: context.workspaceState }));
  subscribe(registerCompareRuns({ sessions, panels, active }));
  subscribe(registerChecks(sessions, log));
  subscribe(registerEditor({ sessions, tables, choices, diagnostics }, context));
  const { item: statusItem } = subscribe(registerStatusBar(sessions, active));
  subscribe(
    registerSweeps({
      sessions,
      startWorker: platform.startWorker,
      targetOf: argument => targetOf(argument, panels, active),
      show: uri => panels.show(uri).reveal('sweep'),
    }),
  );
  subscribe(registerFindInFrame(context, platform.startWorker, log));
  subscribe(registerSamples(context));
  subscribe(registerGuides(context.extensionUri));
  subscribe(
    registerNewExperiment({
      ...{ sessions, active, panels, choices },
      extensionUri: context.extensionUri,
    }),
  );
  const { editors: autopsies } = subscribe(
    registerFindMyBug(context, platform.startWorker, message => log.warn(message)),
  );
  subscribe(registerFileMoves(sessions));
  subscribe(sessions.onDidRename(({ opened, from }) => selection.rename(from, opened.uri)));
  subscribe(sessions.onDidClose(({ uri }) => selection.forget(uri)));
  subscribe(
    selection.onDidChange(({ uri, tensor, from }) => {
      if (from !== 'panel') panels.show(uri).reveal(tensor);
    }),
  );
  const activationMilliseconds = performance.now() - started;
  log.info(`activated in ${activationMilliseconds.toFixed(1)} ms`);
  return createApi({
    sessions,
    panels,
    autopsies,
    active,
    selection,
    diagnostics,
    inspector,
    statusItem,
    ui,
    activationMilliseconds,
  });
}

/** What the text of an experiment, or of a table, has in the editor. */
function registerEditor(
  parts: {
    sessions: Sessions;
    tables: BareTables;
    choices: TableChoices;
    diagnostics: Diagnostics;
  },
  { extensionUri, globalState }: ExtensionContext,
): Disposable {
  const { sessions, diagnostics } = parts;
  const met = new TablesMet(globalState);
  return together(
    met,
    registerSchema(),
    registerExpressions(sessions),
    registerInlayHints(sessions),
    registerCodeLens({ ...parts, met }),
    registerFirstRows(sessions),
    registerSymbols(),
    registerHovers(sessions, extensionUri),
    registerReadingProgress(sessions),
    registerQuickFixes(diagnostics),
  );
}

const REMEMBERED = 'panel.choices';

/** The parts of the host that a panel's page may use. */
function panelContext(
  { workspaceState, extensionUri }: ExtensionContext,
  active: ActiveExperiment,
  selection: Selection,
  log: (message: string) => void,
): PanelContext {
  return {
    run: (command: PanelCommand, uri: Uri) => {
      active.follow(uri);
      void commands.executeCommand(commandId(command), uri);
    },
    compareRuns: (uri, { from, to }) =>
      void commands.executeCommand(commandId('compareRuns'), uri, { from, to }),
    select: (uri, tensor) => selection.choose(uri, tensor, 'panel'),
    remembered: () => readChoices(workspaceState.get(REMEMBERED)),
    remember: choices => void workspaceState.update(REMEMBERED, choices),
    log,
    extensionUri,
  };
}
