/** Saves the runs that panels show, so that a reload of the window loses nothing. */
import { l10n, Uri, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { RunFiles, type PieceStore } from '../session/run/runFiles';
import { decodeRun, MAIN, type SavedRun } from '../session/run/savedRun';
import { Throttle } from '../events/throttle';
import type { Opened } from '../sessions/sessions';
import { warn } from '../surfaces/tell';

const FOLDER = 'runs';
/** Milliseconds between two saves while a run trains; when it stops, it is saved at once. */
const PERIOD_MS = 3000;

/** A session's run that is being saved. */
export interface Keeping extends Disposable {
  /** Removes the saved run: its panel was closed. */
  forget(): void;
}

export class RunStore {
  private readonly folder: Uri;
  /** Whether other windows save to the same folder: those without a workspace share one. */
  private readonly isShared: boolean;
  private hasWarned = false;

  constructor(
    { storageUri, globalStorageUri }: ExtensionContext,
    private readonly log: (error: unknown) => void,
  ) {
    this.folder = Uri.joinPath(storageUri ?? globalStorageUri, FOLDER);
    this.isShared = !storageUri;
  }

  /** Saves this session's run until disposed. */
  follow({ uri, session }: Opened): Keeping {
    const { view } = session;
    const address = uri.toString();
    const files = new RunFiles(this.storeOf(uri), () => session.saved(address));
    const save = (): void => void files.save().catch((error: unknown) => this.failed(error));
    const throttle = new Throttle(PERIOD_MS, save);
    const changes = session.onDidChange(change => {
      if (change === 'status' && view.status.state !== 'running') throttle.now();
      else if (change !== 'checked') throttle.request();
    });
    const stop = (): void => {
      throttle.dispose();
      changes.dispose();
    };
    return {
      dispose: () => {
        stop();
        files.dispose();
      },
      forget: () => {
        stop();
        void files.forget();
      },
    };
  }

  /** The saved run of this file; null if there is none. */
  async load(uri: Uri): Promise<SavedRun | null> {
    const run = await decodeRun(async name => {
      try {
        return await workspace.fs.readFile(this.pieceOf(uri, name));
      } catch {
        return null;
      }
    });
    return run?.uri === uri.toString() ? run : null;
  }

  /** Removes the saved runs of all other files. */
  async keepOnly(uris: readonly Uri[]): Promise<void> {
    if (this.isShared) return;
    const starts = uris.map(uri => this.nameOf(uri, ''));
    const isKept = (name: string): boolean => starts.some(start => name.startsWith(start));
    await this.removeWhere(name => !isKept(name));
  }

  private storeOf(uri: Uri): PieceStore {
    const at = (name: string): Uri => this.pieceOf(uri, name);
    return {
      write: async (name, bytes) => {
        await workspace.fs.createDirectory(this.folder);
        if (name !== MAIN) return workspace.fs.writeFile(at(name), bytes);
        // Written beside the old one first: the disk may be full.
        await workspace.fs.writeFile(at(`${name}.new`), bytes);
        await workspace.fs.rename(at(`${name}.new`), at(name), { overwrite: true });
      },
      remove: name => removeQuietly(at(name)),
      removeAll: () => this.removeWhere(name => name.startsWith(this.nameOf(uri, ''))),
    };
  }

  private async removeWhere(matches: (name: string) => boolean): Promise<void> {
    try {
      for (const [name] of await workspace.fs.readDirectory(this.folder))
        if (matches(name)) await removeQuietly(Uri.joinPath(this.folder, name));
    } catch {
      // There is no folder: nothing was ever saved.
    }
  }

  /** Reports a failed save: once in a notification, and every time in the log. */
  private failed(error: unknown): void {
    this.log(error);
    if (this.hasWarned) return;
    this.hasWarned = true;
    warn(
      l10n.t(
        'What was computed cannot be kept on disk, and a reload of the window would lose it: make room there, or see the log of Backprop Explorer.',
      ),
    );
  }

  private pieceOf(uri: Uri, name: string): Uri {
    return Uri.joinPath(this.folder, this.nameOf(uri, name));
  }

  private nameOf(uri: Uri, name: string): string {
    return `${hashOf(uri.toString())}.${name}`;
  }
}

async function removeQuietly(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri);
  } catch {
    // There was no such file.
  }
}

/** FNV-1a with two seeds: a short name. The saved run itself names its file. */
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
