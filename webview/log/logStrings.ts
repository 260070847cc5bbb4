/** The words of the log. */
import { formatInteger } from '../words/numbers';

export const logStrings = {
  title: 'Log',
  lines: 'The last lines of the log',
  copy: 'Copy',
  copyTitle: 'Copy the whole log, up to this step',
  output: 'Open in Output',
  outputTitle: 'Show the whole log, up to this step, in the Output view',
  compare: 'Compare with Mine…',
  compareTitle: 'Compare the epochs that your own program has printed with this run',
  copied: 'Copied.',
  /** Before anything is written. */
  none: (first: number) => `The first line comes at the end of epoch ${formatInteger(first)}.`,
  /** A run of an earlier window, whose lines were not kept. */
  unknown: 'The lines come when the run goes on.',
};
