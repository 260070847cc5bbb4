/** Pages in media/docs whose parts are written by programs: each stands between two comments. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../library/process';

/**
 * The text that the page has to have: its own words, with each part written anew.
 * @throws Error where the page has no place for a part
 */
export async function pageWith(
  name: string,
  parts: Record<string, string>,
): Promise<{ file: string; text: string }> {
  const file = path.join(ROOT, 'media/docs', name);
  let text = readFileSync(file, 'utf8');
  for (const [part, content] of Object.entries(parts)) {
    const [begin, end] = [
      `<!-- ${part}: \`npm run docs\` writes this -->`,
      `<!-- end of ${part} -->`,
    ];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${name} has no place for ${part}.`);
    text = `${text.slice(0, from + begin.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
  }
  const options = await resolveConfig(file);
  return { file, text: await format(text, { ...options, parser: 'markdown' }) };
}

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** As code, whatever is in it. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
