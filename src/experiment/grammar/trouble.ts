/** What is wrong with a step or a formula, at characters of its own text. */

export interface Replacement {
  title: string;
  /** The whole text as it should be. */
  text: string;
}

/** Thrown where a text cannot be read any further; the message is one sentence. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  constructor(
    readonly id: string,
    message: string,
    readonly start: number,
    /** After the last character. */
    readonly end: number,
    readonly fixes: readonly Replacement[] = [],
  ) {
    super(message);
  }
}

/** The text with the characters from `start` to `end` replaced. */
export function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}
