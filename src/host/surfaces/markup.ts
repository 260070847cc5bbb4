/**
 * Safe Markdown: the templates in our own code, with every inserted text escaped. Hovers accept
 * nothing else. Knows nothing of vscode.
 */
import { plain } from './plainText';

/** Not exported, so that only the functions below create markup. */
class Written {
  protected readonly isWritten = true;

  constructor(readonly markdown: string) {}
}

export type Markup = Written;
export type Inserted = Markup | string | number;

/** A template of Markdown; inserted values are escaped, unless they are markup themselves. */
export function markup(parts: TemplateStringsArray, ...inserted: Inserted[]): Markup {
  const [first, ...rest] = parts;
  return new Written(inserted.reduce<string>((all, each, i) => all + asIs(each) + rest[i], first));
}

/** The same from a text with placeholders: our own words, or their translation. */
export function filled(words: string, ...inserted: Inserted[]): Markup {
  const texts = inserted.map(asIs);
  return new Written(words.replace(/\{(\d+)\}/g, (_whole, at: string) => texts[Number(at)]));
}

export function isEmpty({ markdown }: Markup): boolean {
  return markdown === '';
}

/** Joins markup with a separator. */
export function joined(parts: readonly Markup[], separator: ' ' | ', ' | '\n\n'): Markup {
  return new Written(parts.map(({ markdown }) => markdown).join(separator));
}

/** Code between backticks: one more than the longest run of them in the text. */
export function code(text: string): Markup {
  const shown = plain(text).trim();
  if (shown === '') return new Written('');
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const room = longest > 0 ? ' ' : '';
  return new Written(fence + room + shown + room + fence);
}

export interface TableColumn {
  head: string;
  align: 'left' | 'right';
}

export function table(columns: readonly TableColumn[], rows: readonly Inserted[][]): Markup {
  const line = (cells: readonly Inserted[]): string => `| ${cells.map(asIs).join(' | ')} |`;
  const rule = columns.map(({ align }) => (align === 'left' ? ':-' : '-:')).join('|');
  const lines = [line(columns.map(({ head }) => head)), `|${rule}|`, ...rows.map(line)];
  return new Written(lines.join('\n'));
}

/** A picture as a data URL, so that nothing is ever fetched. */
export function picture(words: string, svg: string): Markup {
  // A parenthesis would end the URL.
  const data = encodeURIComponent(svg).replaceAll('(', '%28').replaceAll(')', '%29');
  return new Written(`![${escaped(words)}](data:image/svg+xml;utf8,${data})`);
}

function asIs(inserted: Inserted): string {
  return inserted instanceof Written ? inserted.markdown : escaped(String(inserted));
}

/** Escapes every punctuation mark: each means something somewhere in Markdown, and none after a backslash. */
function escaped(text: string): string {
  return plain(text)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\s+/g, ' ');
}
