/** The data files that the host has handed over, and the tables that were read from them. */
import type { DataFiles as Contents } from '../experiment/format/experiment';
import { TableCache } from '../experiment/rows/tableCache';
import type { DataFile } from '../protocol/worker';

export class DataFiles {
  readonly tables = new TableCache();
  private held = new Map<string, { version: string; content: Uint8Array }>();

  /**
   * The contents of these files, and the paths of those that the host believed to be here and are
   * not. What is not among them is let go.
   */
  take(files: readonly DataFile[]): { contents: Contents; missing: string[] } {
    const before = this.held;
    this.held = new Map();
    const missing: string[] = [];
    for (const { path, version, content } of files) {
      const known = before.get(path);
      const same = known?.version === version ? known.content : null;
      // The same version that comes again stays the same object, for which tables are kept.
      const taken = same ?? content;
      if (taken) this.held.set(path, { version, content: taken });
      else missing.push(path);
    }
    const contents = new Map([...this.held].map(([path, { content }]) => [path, content]));
    return { contents, missing };
  }
}
