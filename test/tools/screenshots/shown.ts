/** What is named in each picture, kept beside them: a test tells where the product has moved on. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../library/process';

export const MEDIA = path.join(ROOT, 'media');
const SHOWN = path.join(MEDIA, 'screenshots/shown.json');

/** @param name of the picture, in its folder of media/ */
export async function keep(name: string, words: readonly string[]): Promise<void> {
  const known = JSON.parse(await readFile(SHOWN, 'utf8').catch(() => '{}')) as object;
  const all = Object.entries({ ...known, [name]: words }).sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(SHOWN, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}
