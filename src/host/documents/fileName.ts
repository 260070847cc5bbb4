/** Suggested names for saved files. */

/** Characters that Windows forbids, and invisible ones, which make a name look like another. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Bidi_Control}]+/gu;

/** Characters before the ending: a file system takes 255 bytes, and a character has up to four. */
const LONGEST_STEM = 60;

/** The name closest to this one that every system accepts for a file. */
export function safeFileName(name: string): string {
  const [, ending = ''] = /(\.[a-z]+)$/.exec(name) ?? [];
  const stem = name.slice(0, name.length - ending.length);
  const words = stem.replace(FORBIDDEN, '-').replace(/\s+/g, ' ');
  const short = [...words].slice(0, LONGEST_STEM).join('');
  // A leading dot would hide the file.
  const [bare] = /[^ .](?:.*[^ .])?/u.exec(short) ?? ['picture'];
  return bare + ending;
}
