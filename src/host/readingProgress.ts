/** A large data file that is being read: how far it is, and a way to stop it. */
import { l10n, type Disposable } from 'vscode';
import { ProgressNotice } from './progressNotice';
import { together } from './session/events';
import type { Opened, Sessions } from './sessions';

export function registerReadingProgress(sessions: Sessions): Disposable {
  const shown = new Map<Opened, { file: string; notice: ProgressNotice }>();
  const end = (opened: Opened): void => {
    shown.get(opened)?.notice.end();
    shown.delete(opened);
  };
  const begin = (opened: Opened, file: string) => {
    const title = (): string => l10n.t('Reading {0}', shown.get(opened)?.file ?? file);
    const notice = new ProgressNotice(title, () => opened.session.cancelReading());
    return { file, notice };
  };
  const open = (opened: Opened): void => {
    opened.session.onDidRead(reading => {
      if (!reading) return end(opened);
      const known = shown.get(opened) ?? begin(opened, reading.file);
      shown.set(opened, { ...known, file: reading.file });
      known.notice.show(reading);
    });
  };
  for (const opened of sessions.all()) open(opened);
  return together(sessions.onDidOpen(open), sessions.onDidClose(end), {
    dispose: () => [...shown.keys()].forEach(end),
  });
}
