/**
 * The schema of experiments, for VS Code's JSON. Its address is ours, so that reading it wakes this
 * extension: VS Code reads it where an experiment is opened, in a folder or without one, and for no
 * other file.
 */
import { l10n, Uri, workspace, type Disposable } from 'vscode';
import { editorSchema } from '../../experiment/schema';
import { baseName } from '../documents/files';
import { inWordsOf, type Translations } from './schemaWords';

/** As the manifest has it, in `jsonValidation` and in `activationEvents`. */
export const SCHEMA_SCHEME = 'backprop-schema';

export function registerSchema(): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEMA_SCHEME, {
    provideTextDocumentContent: async () => {
      const words = await translations();
      return JSON.stringify(words ? inWordsOf(words, editorSchema()) : editorSchema());
    },
  });
}

/** Its texts in the display language have a file of their own, beside the bundle; null in English. */
async function translations(): Promise<Translations | null> {
  const { uri } = l10n;
  if (!uri) return null;
  const name = baseName(uri).replace('bundle.l10n.', 'schema.');
  const text = await workspace.fs.readFile(Uri.joinPath(uri, '..', name));
  return JSON.parse(new TextDecoder().decode(text)) as Translations;
}
