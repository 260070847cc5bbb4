/** Goes to the place of a problem. */
import type { DocumentSource } from '../documents/documentSource';
import type { Refusal } from '../session/file/source';
import { showFile } from '../surfaces/columns';

export async function showProblem(source: DocumentSource, { problem }: Refusal): Promise<void> {
  const { uri, range } = source.locate(problem.place);
  await showFile(uri, range);
}
