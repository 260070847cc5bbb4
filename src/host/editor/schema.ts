/**
 * The schema of experiments, for VS Code's JSON. Its address is ours, so that reading it wakes this
 * extension: VS Code reads it where an experiment is opened, in a folder or without one, and for no
 * other file.
 */
import { Uri, workspace, type Disposable } from 'vscode';

/** As the manifest has it, in `jsonValidation` and in `activationEvents`. */
export const SCHEMA_SCHEME = 'backprop-schema';

export function registerSchema(extensionUri: Uri): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEMA_SCHEME, {
    provideTextDocumentContent: async ({ authority, path }) => {
      const file = Uri.joinPath(extensionUri, authority, path);
      return new TextDecoder().decode(await workspace.fs.readFile(file));
    },
  });
}
