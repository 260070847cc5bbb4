/** Goes to the place of a problem. */
import { window } from 'vscode';
import type { DocumentSource } from '../documents/documentSource';
import type { Refusal } from '../session/file/source';

export async function showProblem(source: DocumentSource, { problem }: Refusal): Promise<void> {
  const { uri, range } = source.locate(problem.place);
  await window.showTextDocument(uri, { selection: range, preview: false });
}
