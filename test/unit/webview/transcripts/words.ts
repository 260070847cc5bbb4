/** How a transcript writes what a person sees. */

/** Blanks that no reader could tell from each other, and what ends a line. */
const UNSEEN = /[\p{Cc}\u00a0\u2000-\u200b\u2028-\u202f\u2060]/gu;

export function quoted(text: string): string {
  const escaped = text.replace(UNSEEN, sign =>
    sign === '\n' ? '\\n' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

/** FNV-1a: the same text, the same eight digits. */
export class Digest {
  private hash = 0x811c9dc5;

  add(text: string): void {
    for (let at = 0; at < text.length; at++) this.addNumber(text.charCodeAt(at));
  }

  /** @param value a whole number */
  addNumber(value: number): void {
    this.hash = Math.imul(this.hash ^ value, 0x01000193);
  }

  toString(): string {
    return (this.hash >>> 0).toString(16).padStart(8, '0');
  }
}

export function digest(text: string): string {
  const sum = new Digest();
  sum.add(text);
  return sum.toString();
}
