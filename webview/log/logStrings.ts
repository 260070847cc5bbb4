/** The words of the log. */
import { formatInteger } from '../words/numbers';
import { t } from '../words/say';

export const logStrings = {
  title: t('Log'),
  lines: t('The last lines of the log'),
  copy: t('Copy'),
  copyTitle: t('Copy the whole log, up to this step'),
  output: t('Open in Output'),
  outputTitle: t('Show the whole log, up to this step, in the Output view'),
  compare: t('Compare with Mine…'),
  compareTitle: t('Compare the epochs that your own program has printed with this run'),
  copied: t('Copied.'),
  /** Before anything is written. */
  none: (first: number) => t`The first line comes at the end of epoch ${formatInteger(first)}.`,
  /** A run of an earlier window, whose lines were not kept. */
  unknown: t('The lines come when the run goes on.'),
};
