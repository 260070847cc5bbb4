/** Names of files, as they are proposed where something is saved. */

/** Windows forbids these in a name; what cannot be seen makes a name look like another one. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Bidi_Control}]+/gu;

/** Characters before the ending: a file system takes 255 bytes, and a character has up to four. */
const LONGEST_STEM = 60;

/** The name that every system takes and that is most like this one: of a file, never of a folder. */
export function safeFileName(name: string): string {
  const [, ending = ''] = /(\.[a-z]+)$/.exec(name) ?? [];
  const stem = name.slice(0, name.length - ending.length);
  const words = stem.replace(FORBIDDEN, '-').replace(/\s+/g, ' ');
  const short = [...words].slice(0, LONGEST_STEM).join('');
  // A dot at the beginning hides a file.
  const [bare] = /[^ .](?:.*[^ .])?/u.exec(short) ?? ['picture'];
  return bare + ending;
}
