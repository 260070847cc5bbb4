/** Saves what a page has made. */
import { Uri, workspace } from 'vscode';
import { chooseTarget } from '../surfaces/ask';
import { safeFileName } from './fileName';
import { folderOf } from './files';

/** Asks where to save; suggests a place beside the file that it was made of. */
export async function saveFile(origin: Uri, name: string, content: Uint8Array): Promise<void> {
  const defaultUri = Uri.joinPath(folderOf(origin), safeFileName(name));
  const target = await chooseTarget(defaultUri);
  if (target) await workspace.fs.writeFile(target, content);
}
