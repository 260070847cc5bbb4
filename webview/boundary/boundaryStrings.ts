/** The words of what is drawn over the plane of the inputs. */
import { formatInteger } from '../words/numbers';
import { t } from '../words/say';

export const boundaryStrings = {
  range: t('Range…'),
  resetRange: t('Reset Range'),
  rangeLabel: t('Range: x₁ from, to, x₂ from, to'),
  rangeTrouble: t('Four numbers such as -2 2 -2 2, each from before its to.'),
  before: (step: number) => t`before · step ${formatInteger(step)}`,
  now: (step: number) => t`now · step ${formatInteger(step)}`,
  beforeAfter: t('Before and After'),
  beforeAfterLabel: (over: string) => t`Before the first step, and now. ${over}`,
  beforeAfterHint: t('Arrow keys move the cursor, Home and End go to the other plot.'),
};
