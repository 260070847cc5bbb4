/** Data files received from the host, and the tables read from them. */
import type { DataFiles as Contents } from '../experiment/format/experiment';
import { TableCache } from '../experiment/rows/tableCache';
import type { DataFile } from '../protocol/worker';

export class DataFiles {
  readonly tables = new TableCache();
  private held = new Map<string, { version: string; content: Uint8Array }>();

  /**
   * Replaces the files held with these.
   * @returns their contents, and the paths of those that the host expected to be here but are not
   */
  take(files: readonly DataFile[]): { contents: Contents; missing: string[] } {
    const before = this.held;
    this.held = new Map();
    const missing: string[] = [];
    for (const { path, version, content } of files) {
      const known = before.get(path);
      const same = known?.version === version ? known.content : null;
      // Tables are cached by object: a version that is already here keeps its bytes.
      const kept = same ?? content;
      if (kept) this.held.set(path, { version, content: kept });
      else missing.push(path);
    }
    const contents = new Map([...this.held].map(([path, { content }]) => [path, content]));
    return { contents, missing };
  }
}
