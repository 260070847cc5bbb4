/** The words of what is drawn over the plane of the inputs. */
import { formatInteger } from '../words/numbers';

export const boundaryStrings = {
  range: 'Range…',
  resetRange: 'Reset Range',
  rangeLabel: 'Range: x₁ from, to, x₂ from, to',
  rangeTrouble: 'Four numbers such as -2 2 -2 2, each from before its to.',
  before: (step: number) => `before · step ${formatInteger(step)}`,
  now: (step: number) => `now · step ${formatInteger(step)}`,
  beforeAfter: 'Before and After',
  beforeAfterLabel: (over: string) => `Before the first step, and now. ${over}`,
  beforeAfterHint: 'Arrow keys move the cursor, Home and End go to the other plot.',
};
