/** Transcripts of what a person reads as files of text: what is said now, and what was committed. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What the files hold is one surface of the product, from its beginning to its end. */
export interface Transcript {
  /** Of its file, with the folder. */
  name: string;
  write: () => Promise<string> | string;
}

export const FOLDER = path.join(__dirname, 'files');
const SUFFIX = '.txt';

export function fileOf({ name }: Pick<Transcript, 'name'>, folder = FOLDER): string {
  return path.join(folder, `${name}${SUFFIX}`);
}

/** A last line without a line break would look like a change in every diff. */
export async function written({ write }: Transcript): Promise<string> {
  return `${(await write()).trimEnd()}\n`;
}

export async function committed(folder = FOLDER): Promise<Map<string, string>> {
  const files = await readdir(folder, { recursive: true });
  const texts = files
    .filter(file => file.endsWith(SUFFIX))
    .map(async file => {
      const name = file.slice(0, -SUFFIX.length).replaceAll(path.sep, '/');
      return [name, await readFile(path.join(folder, file), 'utf8')] as const;
    });
  return new Map(await Promise.all(texts));
}

/** The first line in which two texts differ, with the lines before it; null where they are the same. */
export function firstDifference(now: string, before: string): string | null {
  if (now === before) return null;
  const [lines, old] = [now.split('\n'), before.split('\n')];
  const at = lines.findIndex((line, index) => line !== old[index]);
  const line = at < 0 ? lines.length : at;
  const shown = (text: string | undefined): string => text ?? '(the end)';
  return [
    `line ${line + 1}`,
    ...lines.slice(Math.max(0, line - 3), line).map(each => `    ${each}`),
    `  - ${shown(old[line])}`,
    `  + ${shown(lines[line])}`,
  ].join('\n');
}
