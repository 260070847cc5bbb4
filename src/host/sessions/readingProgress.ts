/** The progress of reading a large data file, and a way to cancel it. */
import { l10n, type Disposable } from 'vscode';
import { ProgressNotice } from './progressNotice';
import { together, type Event } from '../events/events';
import type { Session } from '../session/session';

interface Reader {
  readonly session: Pick<Session, 'onDidRead' | 'cancelReading'>;
}

/** The part of `Sessions` that tells which files are being read. */
interface Readers {
  all(): Reader[];
  readonly onDidOpen: Event<Reader>;
  readonly onDidClose: Event<Reader>;
}

export function registerReadingProgress(sessions: Readers): Disposable {
  const shown = new Map<Reader, { file: string; notice: ProgressNotice }>();
  const end = (opened: Reader): void => {
    shown.get(opened)?.notice.end();
    shown.delete(opened);
  };
  const begin = (opened: Reader, file: string) => {
    const title = (): string => l10n.t('Reading {0}', shown.get(opened)?.file ?? file);
    const notice = new ProgressNotice(title, () => opened.session.cancelReading());
    return { file, notice };
  };
  const open = (opened: Reader): void => {
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
