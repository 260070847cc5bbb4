/** The commands that train, step and inspect. */
import { l10n, type Disposable, type Uri } from 'vscode';
import type { RunStatus } from '../../protocol/snapshot';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import { checkGradients } from '../panel/checkGradients';
import type { CommandName } from '../manifest/commandId';
import { EXPRESSION_ACTIONS, nothingToTrain } from '../expression/expressionActions';
import { readExpression } from '../expression/expressions';
import { askForLog } from '../logs/askForLog';
import type { Inspector } from '../inspector/inspector';
import type { Panels } from '../panel/panels';
import type { Selection } from '../sessions/selection';
import { together } from '../events/events';
import { Refusal } from '../session/file/source';
import { stepOn } from '../session/stepOn';
import type { Opened, Sessions } from '../sessions/sessions';
import { showProblem } from '../editor/showProblem';
import { registerCommand } from '../surfaces/commands';
import { showError, warn } from '../surfaces/tell';
import { targetOf } from './target';
import { TENSOR_NAMES } from '../../engine/ground/tensors';
import type { TensorRef } from '../../protocol/tensors';

export interface RunContext {
  sessions: Sessions;
  panels: Panels;
  active: ActiveExperiment;
  selection: Selection;
  inspector: Pick<Inspector, 'focus'>;
}

type Action = (opened: Opened, ...args: unknown[]) => Promise<RunStatus | void>;

/** Each command resolves when its work is over: `train` when training has stopped. */
export function registerRunCommands(context: RunContext): Disposable {
  const { panels, selection, inspector } = context;
  const actions: Partial<Record<CommandName, Action>> = {
    train: ({ uri, session }) => {
      panels.show(uri);
      return session.train();
    },
    step: ({ uri, session }) => {
      panels.show(uri);
      return stepOn(session, () => session.step(1), warn);
    },
    stepEpoch: ({ uri, session }) => {
      panels.show(uri);
      return stepOn(session, () => session.stepEpoch(), warn);
    },
    stepLayer: ({ uri, session }) => {
      panels.show(uri);
      return stepOn(session, () => session.stepLayer(), warn);
    },
    stepBack: ({ uri, session }) => {
      panels.show(uri);
      return session.stepBack();
    },
    pause: ({ session }) => session.pause(),
    reset: ({ session }) => session.reset(),
    fork: ({ uri, session }) => {
      panels.show(uri);
      return session.fork();
    },
    openPanel: async ({ uri, session }) => {
      panels.show(uri).panel.reveal(undefined, true);
      if (!session.view.description) await session.ensureRun();
    },
    stepGate: () => Promise.reject(noGates()),
    inspect: async ({ uri, session }, tensor) => {
      if (!session.view.state) await session.ensureRun();
      await inspector.focus();
      if (isTensor(tensor)) selection.choose(uri, tensor, 'command');
    },
    findings: (opened, id) => showFindings(opened, panels, id),
    checkGradients: opened => checkGradients(opened, panels),
    compareWithMyLog: (opened, log) => compareWithMyLog(opened, panels, log),
  };
  const registrations = Object.entries(actions).map(([name, action]) =>
    registerCommand(name as CommandName, (...args: unknown[]) =>
      perform(context, name as CommandName, action, args),
    ),
  );
  return together(...registrations);
}

async function perform(
  { sessions, panels, active }: RunContext,
  name: CommandName,
  action: Action,
  [argument, ...rest]: unknown[],
): Promise<RunStatus | void> {
  let opened: Opened | undefined;
  try {
    const uri: Uri = targetOf(argument, panels, active);
    opened = sessions.open(uri);
    // A click in the status bar or the Explorer does not change what the inspector shows.
    const isInUse = (panels.focused ?? active.target)?.toString() === uri.toString();
    if (isInUse || name === 'inspect' || !active.opened) active.follow(uri);
    if (!(await readExpression(opened))) return await action(opened, ...rest);
    const onExpression = EXPRESSION_ACTIONS[name];
    if (!onExpression) throw nothingToTrain();
    return await onExpression(opened, panels);
  } catch (error) {
    if (opened?.session.closed) return;
    const { source } = opened ?? {};
    showError(error, refusal => void (source && showProblem(source, refusal)));
    if (opened && error instanceof Refusal) await opened.session.check();
  }
}

/** @param id of the finding to try what may help against; without one nothing is tried */
async function showFindings(opened: Opened, panels: Panels, id: unknown): Promise<void> {
  const { uri, session, findings, laboratory } = opened;
  const panel = panels.show(uri);
  if (!session.view.description) await session.ensureRun();
  panel.reveal('findings');
  const finding = findings.findings.find(each => each.id === id);
  if (finding) await laboratory.examine(finding);
}

/** @param file of the log; else it is asked for */
async function compareWithMyLog(opened: Opened, panels: Panels, file: unknown): Promise<void> {
  const log = await askForLog(file);
  if (log === undefined) return;
  const { uri, session, myLogs } = opened;
  panels.show(uri);
  if (!session.view.description) await session.ensureRun();
  await myLogs.compare(log);
}

function noGates(): Error {
  return new Error(l10n.t('Only an experiment of kind "expression" has gates to step through.'));
}

function isTensor(value: unknown): value is TensorRef {
  if (typeof value !== 'object' || value === null) return false;
  const { layer, tensor } = value as Partial<TensorRef>;
  return Number.isSafeInteger(layer) && TENSOR_NAMES.some(name => name === tensor);
}
