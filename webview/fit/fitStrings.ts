/** The words of what a network with one input has learned. */
import { formatInteger } from '../words/numbers';
import { t } from '../words/say';

export const fitStrings = {
  name: t('Fit'),
  label: (input: string) => t`Output of the network over ${input}, now and where the run began.`,
  hint: t(
    'Left and right move along the curve, Home and End to its ends, up and down from point to point.',
  ),
  shows: t('fit'),
  rangeLabel: t('Range: input from, to, output from, to'),
  now: (output: string) => t`${output} now`,
  start: (output: string, step: number) => t`${output} at step ${formatInteger(step)}`,
  target: t('target'),
  targetOf: (name: string) => t`target ${name}`,
  error: t('error'),
  dashed: (what: string) => t`dashed: ${what}`,
};
