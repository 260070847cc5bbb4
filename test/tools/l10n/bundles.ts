/** The translations: a bundle and the manifest's words for each language. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../library/process';

export type Words = Record<string, string>;

/** As VS Code names its display languages. */
export const LANGUAGES = ['zh-tw', 'zh-cn'] as const;
export type Language = (typeof LANGUAGES)[number];

export function bundleFile(language: Language): string {
  return path.join(ROOT, 'media/l10n', `bundle.l10n.${language}.json`);
}

/** The words of the schema, which the editor reads only where an experiment is open. */
export function schemaWordsFile(language: Language): string {
  return path.join(ROOT, 'media/l10n', `schema.${language}.json`);
}

export function manifestWordsFile(language?: Language): string {
  return path.join(ROOT, language ? `package.nls.${language}.json` : 'package.nls.json');
}

export function wordsOf(file: string): Words {
  return JSON.parse(readFileSync(file, 'utf8')) as Words;
}
