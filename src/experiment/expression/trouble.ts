/** What is wrong with one step of an expression, at characters of the step's own text. */

export interface Replacement {
  title: string;
  /** The whole step as it should be. */
  step: string;
}

/** Thrown where a step cannot be read any further; the message is one sentence. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  constructor(
    readonly code: string,
    message: string,
    readonly start: number,
    /** After the last character. */
    readonly end: number,
    readonly fixes: readonly Replacement[] = [],
  ) {
    super(message);
  }
}

/** The step with the characters from `start` to `end` replaced. */
export function replaced(step: string, start: number, end: number, by: string): string {
  return step.slice(0, start) + by + step.slice(end);
}
