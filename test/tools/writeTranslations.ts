/**
 * Brings the translations in line with the English texts: `npm run l10n`. What is no longer said goes,
 * what is new stands there with no translation until somebody writes one, and is listed.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { editorSchema } from '../../src/experiment/schema';
import { textsIn } from '../../src/host/editor/schemaWords';
import {
  bundleFile,
  LANGUAGES,
  manifestWordsFile,
  schemaWordsFile,
  wordsOf,
  type Words,
} from './l10n/bundles';
import { allTexts } from './l10n/texts';
import { ROOT } from './library/process';

for (const language of LANGUAGES) {
  write(bundleFile(language), allTexts());
  write(schemaWordsFile(language), textsIn(editorSchema()));
  write(manifestWordsFile(language), Object.keys(wordsOf(manifestWordsFile())));
}

function write(file: string, keys: readonly string[]): void {
  const old: Words = existsSync(file) ? wordsOf(file) : {};
  const words = Object.fromEntries(keys.map(key => [key, old[key] ?? '']));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(words, null, 2)}\n`);
  const missing = keys.filter(key => words[key] === '');
  const name = path.relative(ROOT, file);
  console.log(`${name}: ${keys.length} texts, ${missing.length} without a translation`);
  for (const key of missing) console.log(`  ${JSON.stringify(key)}`);
}
