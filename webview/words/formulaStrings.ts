/** The words of the box in which a formula is typed. */
import { t } from './say';

export const formulaStrings = {
  title: (name: string) => t`Your formula for ${name}`,
  help: t('As your program computes it, for the whole matrix: right, or which mistake it is.'),
  placeholder: t('such as aPrev.T @ (a * z), or sum(y, axis=0)'),
  names: t('Names in a formula'),
  insert: (name: string, of: string) => t`Write ${name}, which is ${of}`,
  x: t('the inputs'),
  y: t('the targets'),
  output: t('the activations that this layer reads'),
  right: (apart: string) => t`Right: no entry is more than ${apart} off.`,
  exact: t('Right, to the last digit.'),
  wrong: t('Not right.'),
  error: t('Cannot be computed.'),
  unknown: t('No known mistake makes these numbers.'),
  training: t('It is judged where training rests.'),
  keep: t('Keep as a Check'),
  keepTitle: t('Write it into `checks.formula` of the file'),
  yours: t('your formula'),
  faces: { name: t('right, of this step'), title: t('What this run has computed') },
} as const;
