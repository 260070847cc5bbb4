/** Open Guide: the pages of media/docs, in VS Code's own preview of Markdown. */
import { commands, l10n, Uri, type Disposable } from 'vscode';
import { pickOne, type Choice } from '../surfaces/ask';
import { registerCommand } from '../surfaces/commands';

export type Guide =
  | 'panel.md'
  | 'format.md'
  | 'commands.md'
  | 'cli.md'
  | 'findings.md'
  | 'teachers.md'
  | 'engineers.md';

/** The command asks for a guide unless it gets the name of its file, and a heading, as links give them. */
export function registerGuides(extensionUri: Uri): Disposable {
  return registerCommand('openGuide', async (file?: unknown, heading?: unknown) => {
    const guides = guideChoices();
    const known = guides.find(({ value }) => value === file)?.value;
    const guide = known ?? (await pickOne(guides, { placeholder: l10n.t('Open which guide?') }));
    if (!guide) return;
    await showGuide(extensionUri, guide, known && typeof heading === 'string' ? heading : '');
  });
}

/** @param heading the heading to show, as links to it are written */
export async function showGuide(extensionUri: Uri, guide: Guide, heading = ''): Promise<void> {
  const page = Uri.joinPath(extensionUri, 'media', 'docs', guide);
  await commands.executeCommand('markdown.showPreview', page.with({ fragment: heading }));
}

function guideChoices(): Choice<Guide>[] {
  const choice = (value: Guide, icon: string, label: string, detail: string): Choice<Guide> => ({
    ...{ value, icon, label, detail },
  });
  return [
    choice('panel.md', 'layout', l10n.t('The panel'), l10n.t('Each tab and each picture.')),
    choice(
      'format.md',
      'json',
      l10n.t('The experiment format'),
      l10n.t('Every section and field of *.backprop.json.'),
    ),
    choice(
      'findings.md',
      'warning',
      l10n.t('Findings'),
      l10n.t('Why a network does not learn, and what helps.'),
    ),
    choice(
      'commands.md',
      'keyboard',
      l10n.t('Commands, keys and settings'),
      l10n.t('What each does, and where it is offered.'),
    ),
    choice(
      'cli.md',
      'terminal',
      l10n.t('The command line'),
      l10n.t('The same experiments in a terminal, for scripts and graders.'),
    ),
    choice(
      'teachers.md',
      'mortar-board',
      l10n.t('For teachers'),
      l10n.t('A lab from an empty folder to graded.'),
    ),
    choice(
      'engineers.md',
      'tools',
      l10n.t('For engineers'),
      l10n.t('Weights in and out, and the digits of NumPy and PyTorch.'),
    ),
  ];
}
