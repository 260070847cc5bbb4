/** What a person does with the findings on the page. */
import { commands, l10n, Uri } from 'vscode';
import type { FromPanel } from '../../protocol/panel';
import { editFile } from '../documents/editFile';
import { EDITED_SINCE } from '../findings/laboratory';
import type { Opened } from '../sessions/sessions';
import { showFile } from '../surfaces/columns';

type FindingMessage = Extract<FromPanel, { type: 'finding' | 'edit' | 'sanity' | 'stopTrying' }>;

/** @throws Error with a sentence where it cannot be done */
export async function perform(
  opened: Opened,
  message: FindingMessage,
  extensionUri: Uri,
): Promise<void> {
  const { laboratory, findings, source } = opened;
  switch (message.type) {
    case 'sanity':
      return laboratory.runSanity(message.name);
    case 'stopTrying':
      return laboratory.stop();
    case 'edit':
      return performEdit(opened, message);
    case 'finding': {
      const { id, act } = message;
      const finding = findings.findings.find(each => each.id === id);
      if (!finding) return;
      if (act === 'examine') return laboratory.examine(finding);
      if (act === 'explain') return explain(extensionUri, id);
      const { uri, range } = source.locate(finding.place);
      return showFile(uri, range);
    }
    default:
      return message satisfies never;
  }
}

/** Opens what is written of a finding. */
export async function explain(extensionUri: Uri, id: string): Promise<void> {
  const guide = Uri.joinPath(extensionUri, 'media', 'docs', 'findings.md');
  await commands.executeCommand('markdown.showPreview', guide.with({ fragment: id }));
}

async function performEdit(
  opened: Opened,
  { act, id, edit: at }: Extract<FindingMessage, { type: 'edit' }>,
): Promise<void> {
  const edit = opened.laboratory.examination(id)?.edits.at(at);
  if (!edit) throw new Error(l10n.t(EDITED_SINCE));
  const { title, path, text } = edit;
  if (act === 'apply') return editFile(opened.uri, { title, path, part: 'value', text });
  return opened.laboratory.runBoth(edit);
}
