/** What tells the two languages of this grammar apart: steps of an expression, formulas of checks. */

export interface Language<O extends string> {
  /** What a text of it is called in messages: "a step". */
  readonly noun: string;
  /** What it is made of, in words that end a sentence. */
  readonly madeOf: string;
  /** Binary operators, with how tightly each binds. */
  readonly operators: ReadonlyMap<O, number>;
  /** `x.T`: whether a point takes a member of what stands before it. */
  readonly hasMembers: boolean;
  isFunction(name: string): boolean;
}

/** A sign in front binds more tightly than a product, and less than a power: −x² is −(x²). */
export const SIGN = 3;
/** The one operator that is read from the right: 2^3^2 is 2^9. */
export const POWER = '^';

export const POWERS = { '+': 1, '-': 1, '*': 2, '/': 2, '@': 2, '^': 4 } as const;
