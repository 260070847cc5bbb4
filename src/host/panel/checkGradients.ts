/** The command that checks gradients: it shows how far it is, and then what it found. */
import { l10n } from 'vscode';
import type { Panels } from './panels';
import { ProgressNotice } from '../sessions/progressNotice';
import type { Opened } from '../sessions/sessions';

/** Resolves when the panel has been told what was found, or the check was cancelled. */
export async function checkGradients({ uri, gradients }: Opened, panels: Panels): Promise<void> {
  panels.show(uri);
  const title = (): string => l10n.t('Checking gradients');
  const notice = new ProgressNotice(title, () => gradients.cancel());
  const following = gradients.onDidProgress(progress => notice.show(progress));
  try {
    if (await gradients.run()) panels.show(uri).reveal('gradients');
  } finally {
    following.dispose();
    notice.end();
  }
}
