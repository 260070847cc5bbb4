/** Texts that have to fit where a picture has room for them; a file has nothing to measure with. */

/** About the width of a character, as a share of the font's size. */
const CHARACTER = 0.58;

export function textWidth(text: string, size: number): number {
  return text.length * CHARACTER * size;
}

/** The text, or as much of its beginning as there is room for. */
export function fitText(text: string, room: number, size: number): string {
  const most = Math.floor(room / (CHARACTER * size));
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}
