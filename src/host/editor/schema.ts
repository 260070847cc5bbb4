/**
 * The schema of experiments, for VS Code's JSON. It has an address of ours, because whoever reads it
 * there wakes this extension: VS Code does so where an experiment is opened, in a folder or without
 * one, and for no other file.
 */
import { Uri, workspace, type Disposable } from 'vscode';

/** As the manifest has it, in `jsonValidation` and in `activationEvents`. */
export const SCHEMA_SCHEME = 'backprop-schema';

export function registerSchema(extensionUri: Uri): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEMA_SCHEME, {
    provideTextDocumentContent: async ({ path }) => {
      const file = Uri.joinPath(extensionUri, 'media', path);
      return new TextDecoder().decode(await workspace.fs.readFile(file));
    },
  });
}
