/** What stands between the fences of a page. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../tools/library/process';

export const readPage = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');

export interface Block {
  language: string;
  /** Words behind the language, which nobody sees who reads the page: the name of a file. */
  words: string[];
  text: string;
}

export function blocksIn(page: string): Block[] {
  return page
    .split(/^```/m)
    .filter((_, index) => index % 2 === 1)
    .map(part => {
      const end = part.indexOf('\n');
      const [language = '', ...words] = part.slice(0, end).trim().split(/\s+/);
      return { language, words, text: part.slice(end + 1) };
    });
}
