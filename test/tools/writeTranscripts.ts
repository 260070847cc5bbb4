/** Writes the golden transcripts anew, as a part of `npm run golden`. */
import { TRANSCRIPTS } from '../unit/golden/cases/all';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { committed, fileOf, FOLDER, written } from '../unit/golden/transcript';

/** @returns what was written, in words */
export async function writeTranscripts(): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  const old = await committed();
  let changed = 0;
  for (const transcript of TRANSCRIPTS) {
    const text = await written(transcript);
    if (old.get(transcript.name) !== text) changed++;
    old.delete(transcript.name);
    await mkdir(path.dirname(fileOf(transcript)), { recursive: true });
    await writeFile(fileOf(transcript), text);
  }
  for (const name of old.keys()) await rm(fileOf({ name }));
  return `${TRANSCRIPTS.length} transcripts, ${changed} of them changed, ${old.size} removed: see ${FOLDER}`;
}
