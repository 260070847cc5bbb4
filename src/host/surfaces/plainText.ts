/**
 * Plain text: text of a file, a table, a path or an error appears literally on every surface. Knows
 * nothing of vscode.
 */

/** Invisible and without width: it breaks up sequences that would be markup. */
const JOINER = '\u2060';
/** Line separators and control characters. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
/** The same, but for tabs and ends of lines. */
const OTHER_CONTROLS = /(?![\t\n])[\p{Cc}\u2028\u2029]/gu;
/** Characters that change the direction of all text after them. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
/**
 * Start of a link's target in notifications, which may be a command, and of an icon's name in labels,
 * lenses and the status bar.
 */
const BEGINNINGS = /([\]$])(?=\()/g;

/** Characters of Chinese, Japanese and Korean, and their punctuation. */
const WIDE = /[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g;

/** Most characters: longer texts push other things off the screen. */
export const LONGEST = { sentence: 1000, label: 200, name: 60 } as const;

/** Makes text safe for every surface: one line, at most this long, and no markup. */
export function plain(text: string, longest: number = LONGEST.sentence): string {
  const clean = text
    .slice(0, 4 * longest)
    .replace(CONTROLS, ' ')
    .replace(TURNS, '');
  return cut(clean, longest).replace(BEGINNINGS, `$1${JOINER}`);
}

/** Makes text of several lines safe where nothing is markup: lines and tabs stay. */
export function plainLines(text: string): string {
  return text.replace(OTHER_CONTROLS, ' ').replace(TURNS, '');
}

/** Letters of an editor that it takes: a Chinese character has the place of two. */
export function screenWidth(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

/** Spaces in front of it, up to this width. */
export function padded(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - screenWidth(text))) + text;
}

/** Text with an icon in front; icons in the text itself are not shown. */
export function withIcon(icon: string, text: string): string {
  return `$(${icon}) ${plain(text, LONGEST.label)}`;
}

/** Shortens text without splitting a surrogate pair. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
