/**
 * The door for text: what comes from a file, a table, a path or an error is shown as it reads, on
 * whatever surface. Knows nothing of vscode.
 */

/** Has no width, and is not shown: what is written with it in between is no markup any more. */
const JOINER = '\u2060';
/** Characters that end a line, or that are none at all. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
/** Characters that turn the direction of the text after them, also of what is not theirs. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
/**
 * Where notifications begin the target of a link, which may be a command, and where labels, lenses
 * and the status bar begin the name of an icon.
 */
const BEGINNINGS = /([\]$])(?=\()/g;

/** Longer texts say no more to a person, and push other things off the screen. */
export const LONGEST = { sentence: 1000, label: 200, name: 60 } as const;

/** Text that stays text on every surface, on one line, and no longer than this. */
export function plain(text: string, longest: number = LONGEST.sentence): string {
  const clean = text
    .slice(0, 4 * longest)
    .replace(CONTROLS, ' ')
    .replace(TURNS, '');
  return cut(clean, longest).replace(BEGINNINGS, `$1${JOINER}`);
}

/** Icons of our own choice, before text that has none. */
export function withIcon(icon: string, text: string): string {
  return `$(${icon}) ${plain(text, LONGEST.label)}`;
}

/** No half of a character is left at the end. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
