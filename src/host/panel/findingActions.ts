/** What a person does with the findings on the page. */
import type { Uri } from 'vscode';
import { FINDING_IDS } from '../../experiment/diagnosis/findingIds';
import type { FromPanel } from '../../protocol/panel';
import { showGuide } from '../guides/guides';
import { editFile } from '../documents/editFile';
import { editedSince } from '../findings/laboratory';
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
      const isKnown = finding !== undefined || FINDING_IDS.includes(id);
      if (act === 'explain')
        return isKnown ? showGuide(extensionUri, 'findings.md', id) : undefined;
      if (!finding) return;
      if (act === 'examine') return laboratory.examine(finding);
      const { uri, range } = source.locate(finding.place);
      return showFile(uri, range);
    }
    default:
      return message satisfies never;
  }
}

async function performEdit(
  opened: Opened,
  { act, id, edit: at }: Extract<FindingMessage, { type: 'edit' }>,
): Promise<void> {
  const edit = opened.laboratory.examination(id)?.edits.at(at);
  if (!edit) throw new Error(editedSince());
  const { title, path, text } = edit;
  if (act === 'apply') return editFile(opened.uri, { title, path, part: 'value', text });
  return opened.laboratory.runBoth(edit);
}
