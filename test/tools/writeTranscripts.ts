/** Writes the golden transcripts anew, as a part of `npm run golden`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { TRANSCRIPTS } from '../unit/golden/cases/all';
import { committed, fileOf, FOLDER, written, type Transcript } from '../unit/golden/transcript';
import { GOLDEN_PAGES, openPages, pagesOn } from '../unit/webview/transcripts/golden';

/** @returns what was written, in words */
export async function writeTranscripts(): Promise<string[]> {
  const texts = await writeInto(FOLDER, TRANSCRIPTS);
  const { screen, close } = await openPages();
  const pages = await writeInto(GOLDEN_PAGES, pagesOn(screen));
  close();
  return [texts, pages];
}

async function writeInto(folder: string, transcripts: readonly Transcript[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const old = await committed(folder);
  let changed = 0;
  for (const transcript of transcripts) {
    const text = await written(transcript);
    if (old.get(transcript.name) !== text) changed++;
    old.delete(transcript.name);
    await mkdir(path.dirname(fileOf(transcript, folder)), { recursive: true });
    await writeFile(fileOf(transcript, folder), text);
  }
  for (const name of old.keys()) await rm(fileOf({ name }, folder));
  return `${transcripts.length} transcripts, ${changed} of them changed, ${old.size} removed: see ${folder}`;
}
