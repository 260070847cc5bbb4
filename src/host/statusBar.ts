/** The status bar item of a run: its progress, and a click that pauses it. */
import { formatInteger, formatNumber } from '../engine/ground/numbers';
import { l10n, type Disposable, type Uri } from 'vscode';
import type { Position } from '../protocol/snapshot';
import type { ActiveExperiment } from './sessions/activeExperiment';
import { together } from './events/events';
import { Throttle } from './events/throttle';
import { commandId, type CommandName } from './manifest/commandId';
import type { Opened, Sessions } from './sessions/sessions';
import { plural } from './words/say';
import { StatusItem } from './surfaces/show';

/** Milliseconds between two texts. */
const READABLE = 250;

/** @returns the registration, with the item for tests */
export function registerStatusBar(
  sessions: Sessions,
  active: ActiveExperiment,
): Disposable & { readonly item: StatusItem } {
  const shown = new RunItem();
  const throttle = new Throttle(READABLE, () => shown.show(shownRun(sessions, active)));
  const update = (): void => throttle.request();
  const parts = together(
    shown,
    throttle,
    sessions.onDidChange(update),
    sessions.onDidClose(update),
    active.onDidChange(update),
  );
  return { item: shown.item, dispose: () => parts.dispose() };
}

/** The current experiment's run; else one that is running somewhere. */
function shownRun(sessions: Sessions, active: ActiveExperiment): Opened | undefined {
  if (active.opened?.session.view.description) return active.opened;
  return sessions.all().find(({ session }) => session.view.status.state === 'running');
}

class RunItem implements Disposable {
  readonly item = new StatusItem(l10n.t('Backprop Run'));
  /** The current action of a click. Setting it again would lose a click on its way. */
  private click = '';

  show(opened: Opened | undefined): void {
    const view = opened?.session.view;
    if (!opened || !view?.description || !view.state || view.status.state === 'idle') {
      this.item.hide();
      return;
    }
    const { description, status, state } = view;
    const running = status.state === 'running';
    const found = running ? 0 : opened.findings.findings.length;
    const progress = progressOf(state.position, description.epochs);
    const where =
      found > 0 ? `${progress} · ${plural(found, '{0} finding', '{0} findings')}` : progress;
    const advice = running
      ? l10n.t('Training. Click to pause; what was computed stays.')
      : status.message || l10n.t('Click to open the panel.');
    this.onClick(running ? 'pause' : found > 0 ? 'findings' : 'openPanel', opened.uri);
    this.item.show({
      icon: found > 0 ? 'warning' : ICONS[status.state],
      name: description.name,
      where,
      tooltip: [...newest(view), ...said(opened, found), advice],
    });
  }

  dispose(): void {
    this.item.dispose();
  }

  private onClick(name: CommandName, uri: Uri): void {
    const command = commandId(name);
    const click = `${command} ${uri.toString()}`;
    if (click === this.click) return;
    this.click = click;
    this.item.click({ title: l10n.t('Backprop Run'), command, arguments: [uri] });
  }
}

/** A run can be trained on beyond the last epoch of its file. */
function progressOf({ epoch, batch }: Position, last: number): string {
  const [at, epochs] = [formatInteger(epoch), formatInteger(last)];
  return epoch > last || (epoch === last && batch > 0)
    ? l10n.t("epoch {0}, beyond the file's {1}", at, epochs)
    : l10n.t('epoch {0} of {1}', at, epochs);
}

/** What was found, a line each. */
function said({ findings }: Opened, found: number): string[] {
  return findings.findings.slice(0, found).map(({ message }) => message);
}

/** The newest value of each column of the epoch log: "loss 0.0412". */
function newest({ description, history }: Opened['session']['view']): string[] {
  return (description?.columns ?? []).flatMap((column, index) => {
    const value = history.latest(index);
    return value === null ? [] : [`${column} ${formatNumber(value)}`];
  });
}

/** Icons by state; none spins, because that would make the window redraw all the time. */
const ICONS = {
  idle: 'circle-outline',
  running: 'play',
  paused: 'debug-pause',
  done: 'check',
  failed: 'warning',
} as const;
