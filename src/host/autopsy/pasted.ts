/** Arrays that were pasted: a file of the extension's own, so that they outlive a reload of the window. */
import { env, l10n, Uri, workspace } from 'vscode';

const TEXT = 'pasted.txt';
const JSON_TEXT = 'pasted.json';

export class Pasted {
  /** @param storage the folder of the extension's own files */
  constructor(private readonly storage: Uri) {}

  /** Keeps what is on the clipboard. @throws Error where that is nothing */
  async take(): Promise<Uri> {
    const text = await env.clipboard.readText();
    if (text.trim() === '') {
      throw new Error(
        l10n.t('There is no text on the clipboard: copy what NumPy prints, or JSON.'),
      );
    }
    const file = this.file(text.trimStart().startsWith('{') ? JSON_TEXT : TEXT);
    await workspace.fs.createDirectory(this.storage);
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    return file;
  }

  /** null: it was not pasted. */
  titleOf(uri: Uri): string | null {
    const own = [TEXT, JSON_TEXT].find(name => this.file(name).toString() === uri.toString());
    return own ?? null;
  }

  private file(name: string): Uri {
    return Uri.joinPath(this.storage, name);
  }
}
