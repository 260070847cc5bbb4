/** Tables that have been read, for the next experiment that names the same source. */
import type { Source } from '../data/sources/sources';
import type { Part } from '../format/experiment';
import type { Table } from '../data/table/table';

/** Enough for a sweep over a few files; the rest is read again. */
const MOST_TABLES = 12;

interface Entry {
  /** The very contents that it was read from. */
  contents: readonly Uint8Array[];
  table: Table;
}

/**
 * Keeps what nothing was said about: a table with a warning is read again, so that it is said
 * again. Contents are the same where they are the same objects: a file that is read anew has new
 * ones.
 */
export class TableCache {
  private readonly entries = new Map<string, Entry>();

  find(part: Part, source: Source, contents: readonly Uint8Array[]): Table | null {
    const entry = this.entries.get(keyOf(part, source));
    const same = entry?.contents.every((content, index) => content === contents[index]);
    return same ? (entry?.table ?? null) : null;
  }

  keep(part: Part, source: Source, contents: readonly Uint8Array[], table: Table): void {
    const key = keyOf(part, source);
    this.entries.delete(key);
    this.entries.set(key, { contents, table });
    const [oldest] = this.entries.keys();
    if (this.entries.size > MOST_TABLES) this.entries.delete(oldest);
  }
}

/** Problems name the part of the data, so that a table belongs to one. */
function keyOf(part: Part, source: Source): string {
  return JSON.stringify([part, source]);
}
