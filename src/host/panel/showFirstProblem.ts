/** Goes to what keeps an experiment from being read. */
import { commands, DiagnosticSeverity, languages, type Uri } from 'vscode';
import { showFile } from '../surfaces/columns';

/** Its first error in the file; where that is in another one, the Problems view. */
export async function showFirstProblem(uri: Uri): Promise<void> {
  const errors = languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === DiagnosticSeverity.Error);
  const first = errors.sort((a, b) => a.range.start.compareTo(b.range.start)).at(0);
  if (first) await showFile(uri, first.range);
  else await commands.executeCommand('workbench.actions.view.problems');
}
