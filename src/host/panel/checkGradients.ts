/** The command that checks gradients: it shows the progress, then the report. */
import { l10n } from 'vscode';
import type { Panels } from './panels';
import { ProgressNotice } from '../sessions/progressNotice';
import type { Opened } from '../sessions/sessions';

/** Resolves when the panel has the report, or the check was cancelled. */
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
