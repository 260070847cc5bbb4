/** Keeps what the panels show, so that a reload of the window loses nothing that was computed. */
import { Uri, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { decodeRun, encodeRun, type SavedRun } from '../session/savedRun';
import { Throttle } from '../session/throttle';
import type { Opened } from '../sessions';

const FOLDER = 'runs';
/** While a run goes on it is kept this often; where it stops, at once. */
const PERIOD_MS = 3000;

export class RunStore {
  private readonly folder: Uri;

  constructor({ storageUri, globalStorageUri }: ExtensionContext) {
    this.folder = Uri.joinPath(storageUri ?? globalStorageUri, FOLDER);
  }

  /** Keeps this session's run up to date until disposed. */
  follow({ uri, session }: Opened, failed: (error: unknown) => void): Disposable {
    const { view } = session;
    const throttle = new Throttle(PERIOD_MS, () => {
      const run = session.saved(uri.toString());
      if (run) this.write(uri, encodeRun(run)).catch(failed);
    });
    const changes = session.onDidChange(change => {
      if (change === 'status' && view.status.state !== 'running') throttle.now();
      else if (change !== 'checked') throttle.request();
    });
    return {
      dispose: () => {
        throttle.dispose();
        changes.dispose();
      },
    };
  }

  /** What was kept of this file's run; null if nothing was. */
  async load(uri: Uri): Promise<SavedRun | null> {
    try {
      const run = decodeRun(await workspace.fs.readFile(this.fileOf(uri)));
      return run?.uri === uri.toString() ? run : null;
    } catch {
      return null;
    }
  }

  /** Its panel was closed: nothing is left to show again. */
  async forget(uri: Uri): Promise<void> {
    try {
      await workspace.fs.delete(this.fileOf(uri));
    } catch {
      // Nothing was kept.
    }
  }

  private async write(uri: Uri, bytes: Uint8Array): Promise<void> {
    await workspace.fs.createDirectory(this.folder);
    await workspace.fs.writeFile(this.fileOf(uri), bytes);
  }

  private fileOf(uri: Uri): Uri {
    return Uri.joinPath(this.folder, `${hashOf(uri.toString())}.run`);
  }
}

/** FNV-1a of two seeds: a short name; the file itself says whose it is. */
function hashOf(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map(seed => {
      let hash = seed;
      for (let i = 0; i < text.length; i++) {
        hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
      }
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
