/** Composes the features; starts nothing that is not asked for. */
import { commands, type Disposable, type ExtensionContext, type Uri } from 'vscode';
import { readChoices } from '../protocol/fromPanel';
import type { PanelCommand } from '../protocol/panel';
import { ActiveExperiment } from './sessions/activeExperiment';
import { createApi, type BackpropApi } from './api';
import { registerChecks } from './sessions/checks';
import { registerCodeLens } from './editor/codeLens';
import { registerCompareRuns } from './commands/compareRuns';
import { Diagnostics } from './editor/diagnostics';
import { registerExpressions } from './expression/expressions';
import { registerInlayHints } from './expression/inlayHints';
import { registerFileMoves } from './sessions/fileMoves';
import { registerFirstRows } from './editor/firstRows';
import { registerHovers } from './hovers/hovers';
import { Inspector } from './inspector/inspector';
import { registerInspectorActions } from './inspector/inspectorActions';
import { commandId } from './manifest/commandId';
import { registerNewExperiment } from './commands/newExperiment';
import { Panels } from './panel/panels';
import { RunStore } from './panel/runStore';
import type { PanelContext } from './panel/panelView';
import type { Platform } from './platform';
import { registerQuickFixes } from './editor/quickFixes';
import { registerReadingProgress } from './sessions/readingProgress';
import { registerRunCommands } from './commands/runCommands';
import { registerSamples } from './commands/samples';
import { Selection } from './sessions/selection';
import { Sessions } from './sessions/sessions';
import { registerStatusBar } from './statusBar';
import { registerStopWhen } from './commands/stopWhen';
import { createLog, sentenceOf } from './surfaces/tell';
import { ui } from './surfaces/ui';
import { registerSweeps } from './commands/sweeps';
import { registerSymbols } from './editor/symbols';
import { targetOf } from './commands/target';

export function activate(context: ExtensionContext, platform: Platform): BackpropApi {
  const started = performance.now();
  const own = <T extends Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const log = own(createLog());
  const sessions = own(new Sessions(platform.startWorker));
  const active = own(new ActiveExperiment(sessions));
  const selection = own(new Selection());
  const diagnostics = own(new Diagnostics(sessions));
  const page = panelContext(context, active, selection, message => log.warn(message));
  const panels = own(
    new Panels(
      context.extensionUri,
      sessions,
      active,
      page,
      new RunStore(context, error => log.warn(sentenceOf(error))),
    ),
  );
  const inspector = own(
    new Inspector(sessions, active, selection, error => log.warn(sentenceOf(error))),
  );
  own(registerInspectorActions(inspector, context.workspaceState));
  own(registerRunCommands({ sessions, panels, active, selection, inspector }));
  own(registerStopWhen({ sessions, panels, active, workspaceState: context.workspaceState }));
  own(registerCompareRuns({ sessions, panels, active }));
  own(registerChecks(sessions, log));
  own(registerExpressions(sessions));
  own(registerInlayHints(sessions));
  own(registerCodeLens(sessions));
  own(registerFirstRows(sessions));
  own(registerSymbols());
  own(registerHovers(sessions, context.extensionUri));
  own(registerReadingProgress(sessions));
  own(registerQuickFixes(diagnostics));
  const { item: statusItem } = own(registerStatusBar(sessions, active));
  own(
    registerSweeps(sessions, platform.startWorker, argument => targetOf(argument, panels, active)),
  );
  own(registerSamples(context));
  own(registerNewExperiment({ sessions, active, panels }));
  own(registerFileMoves(sessions));
  own(sessions.onDidRename(({ opened, from }) => selection.rename(from, opened.uri)));
  own(sessions.onDidClose(({ uri }) => selection.forget(uri)));
  own(
    selection.onDidChange(({ uri, tensor, from }) => {
      if (from !== 'panel') panels.show(uri).reveal(tensor);
    }),
  );
  const activationMilliseconds = performance.now() - started;
  log.info(`activated in ${activationMilliseconds.toFixed(1)} ms`);
  return createApi({
    sessions,
    panels,
    active,
    selection,
    diagnostics,
    inspector,
    statusItem,
    ui,
    activationMilliseconds,
  });
}

const REMEMBERED = 'panel.choices';

/** What the panel's page may ask of the rest of the host. */
function panelContext(
  { workspaceState }: ExtensionContext,
  active: ActiveExperiment,
  selection: Selection,
  log: (message: string) => void,
): PanelContext {
  return {
    run: (command: PanelCommand, uri: Uri) => {
      active.follow(uri);
      void commands.executeCommand(commandId(command), uri);
    },
    select: (uri, tensor) => selection.choose(uri, tensor, 'panel'),
    remembered: () => readChoices(workspaceState.get(REMEMBERED)),
    remember: choices => void workspaceState.update(REMEMBERED, choices),
    log,
  };
}
