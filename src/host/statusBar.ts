/** A run in the status bar: how far it is, and a click that pauses it. */
import { l10n, StatusBarAlignment, window, type Disposable, type StatusBarItem } from 'vscode';
import type { ActiveExperiment } from './activeExperiment';
import { COMMANDS } from './commandIds';
import { together } from './session/events';
import { Throttle } from './session/throttle';
import type { Opened, Sessions } from './sessions';

export function registerStatusBar(sessions: Sessions, active: ActiveExperiment): Disposable {
  const item = window.createStatusBarItem('backprop.run', StatusBarAlignment.Left, 0);
  item.name = l10n.t('Backprop Run');
  const throttle = new Throttle(100, () => show(item, shownRun(sessions, active)));
  const update = (): void => throttle.request();
  return together(
    item,
    throttle,
    sessions.onDidChange(update),
    sessions.onDidClose(update),
    active.onDidChange(update),
  );
}

/** The present experiment's run; else one that is running somewhere. */
function shownRun(sessions: Sessions, active: ActiveExperiment): Opened | undefined {
  if (active.opened?.session.view.description) return active.opened;
  return sessions.all().find(({ session }) => session.view.status.state === 'running');
}

function show(item: StatusBarItem, opened: Opened | undefined): void {
  const view = opened?.session.view;
  if (!opened || !view?.description || !view.state || view.status.state === 'idle') {
    item.hide();
    return;
  }
  const { description, status, state } = view;
  const epoch = state.position.epoch.toLocaleString('en-US');
  const epochs = description.epochs.toLocaleString('en-US');
  const where = l10n.t('epoch {0} of {1}', epoch, epochs);
  const running = status.state === 'running';
  item.text = `${ICONS[status.state]} ${description.name}: ${where}`;
  item.tooltip = running
    ? l10n.t('Training. Click to pause; what was computed stays.')
    : status.message || l10n.t('Click to open the panel.');
  item.accessibilityInformation = { label: `${description.name}: ${where}` };
  item.command = {
    title: running ? l10n.t('Pause') : l10n.t('Open Panel'),
    command: running ? COMMANDS.pause : COMMANDS.openPanel,
    arguments: [opened.uri],
  };
  item.show();
}

const ICONS = {
  idle: '$(circle-outline)',
  running: '$(sync~spin)',
  paused: '$(debug-pause)',
  done: '$(check)',
  failed: '$(warning)',
} as const;
