/**
 * Draws the golden pictures anew, and writes the golden transcripts: `npm run golden`. The pictures,
 * beside each other to look at, are then in out/golden.html.
 */
import { writeTranscripts } from './writeTranscripts';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PICTURES } from '../unit/webview/painting/cases/all';
import { committed, drawn, GOLDEN, goldenFile } from '../unit/webview/painting/golden';
import { openPage } from '../unit/webview/painting/paper';
import { main, ROOT, say } from './library/process';

main(async () => {
  const close = openPage();
  await mkdir(GOLDEN, { recursive: true });
  const old = await committed();
  const figures: string[] = [];
  let changed = 0;
  for (const picture of PICTURES) {
    const text = drawn(picture);
    if (old.get(picture.name) !== text) changed++;
    old.delete(picture.name);
    await writeFile(goldenFile(picture), text);
    figures.push(`<figure>${text}<figcaption>${picture.name}</figcaption></figure>`);
  }
  for (const name of old.keys()) await rm(goldenFile({ name }));
  close();
  const sheet = path.join(ROOT, 'out/golden.html');
  await mkdir(path.dirname(sheet), { recursive: true });
  const style =
    'body{background:#777;font:13px sans-serif} figure{display:inline-block;margin:6px}';
  await writeFile(
    sheet,
    `<!doctype html><meta charset="utf-8"><style>${style}</style>${figures.join('\n')}`,
  );
  say(`${PICTURES.length} pictures, ${changed} of them changed, ${old.size} removed: see ${sheet}`);
  for (const words of await writeTranscripts()) say(words);
  return true;
});
