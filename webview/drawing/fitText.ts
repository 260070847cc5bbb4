/** Texts that have to fit where a picture has room for them; a file has nothing to measure with. */

/** About the width of a character, as a share of the font's size. */
const CHARACTER = 0.58;
/** Chinese characters and their punctuation are as wide as the font's size. */
const WIDE = /[\u3000-\u9fff\uff00-\uffef]/u;

/** How many Latin characters are as wide as the text. */
export function lettersIn(text: string): number {
  let letters = 0;
  for (const character of text) letters += WIDE.test(character) ? 1 / CHARACTER : character.length;
  return letters;
}

export function textWidth(text: string, size: number): number {
  return lettersIn(text) * CHARACTER * size;
}

/** The text, or as much of its beginning as there is room for. */
export function fitText(text: string, room: number, size: number): string {
  const most = room / (CHARACTER * size) + 1e-9;
  if (lettersIn(text) <= most) return text;
  let end = text.length - 1;
  while (end > 1 && lettersIn(text.slice(0, end)) > most - 1) end--;
  return `${text.slice(0, Math.max(1, end)).trimEnd()}…`;
}
