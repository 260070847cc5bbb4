/** A run in the status bar: how far it is, and a click that pauses it. */
import { l10n, StatusBarAlignment, window, type Disposable, type Uri } from 'vscode';
import type { ActiveExperiment } from './activeExperiment';
import { COMMANDS } from './commandIds';
import { short } from './inspector/tensorText';
import { together } from './session/events';
import { Throttle } from './session/throttle';
import type { Opened, Sessions } from './sessions';

/** Milliseconds from one text to the next. */
const READABLE = 250;

export function registerStatusBar(sessions: Sessions, active: ActiveExperiment): Disposable {
  const shown = new RunItem();
  const throttle = new Throttle(READABLE, () => shown.show(shownRun(sessions, active)));
  const update = (): void => throttle.request();
  return together(
    shown,
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

class RunItem implements Disposable {
  private readonly item = window.createStatusBarItem('backprop.run', StatusBarAlignment.Left, 0);
  /** What a click does now. Setting it again would forget the click that is on its way. */
  private click = '';

  constructor() {
    this.item.name = l10n.t('Backprop Run');
  }

  show(opened: Opened | undefined): void {
    const view = opened?.session.view;
    if (!opened || !view?.description || !view.state || view.status.state === 'idle') {
      this.item.hide();
      return;
    }
    const { description, status, state } = view;
    const epoch = state.position.epoch.toLocaleString('en-US');
    const epochs = description.epochs.toLocaleString('en-US');
    const where = l10n.t('epoch {0} of {1}', epoch, epochs);
    const running = status.state === 'running';
    this.item.text = `${ICONS[status.state]} ${description.name}: ${where}`;
    const advice = running
      ? l10n.t('Training. Click to pause; what was computed stays.')
      : status.message || l10n.t('Click to open the panel.');
    this.item.tooltip = [...newest(view), advice].join('\n');
    this.item.accessibilityInformation = { label: `${description.name}: ${where}` };
    this.onClick(running ? COMMANDS.pause : COMMANDS.openPanel, opened.uri);
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }

  private onClick(command: string, uri: Uri): void {
    const click = `${command} ${uri.toString()}`;
    if (click === this.click) return;
    this.click = click;
    this.item.command = { title: l10n.t('Backprop Run'), command, arguments: [uri] };
  }
}

/** The newest value of each column of the epoch log: "loss 0.0412". */
function newest({ description, history }: Opened['session']['view']): string[] {
  return (description?.columns ?? []).flatMap((column, index) => {
    const value = history.latest(index);
    return value === null ? [] : [`${column} ${short(value)}`];
  });
}

/** None that turns: it would make the window draw itself anew all the time. */
const ICONS = {
  idle: '$(circle-outline)',
  running: '$(play)',
  paused: '$(debug-pause)',
  done: '$(check)',
  failed: '$(warning)',
} as const;
