/** The words of the findings' section. */
import type { SanityName } from '../../src/protocol/findings';
import { formatInteger } from '../words/numbers';
import { plural, t } from '../words/say';

export const findingsStrings = {
  title: (count: number) => (count === 0 ? t('Findings') : t`Findings (${count})`),
  nothing: (checked: number) => t`Nothing suspicious. ${checked} causes were checked.`,
  nothingYet: (checked: number) =>
    t`Nothing suspicious in the file and its data: ${checked} causes were looked for, as far as they can be told before training.`,
  /** @param isSound whether nothing was found, which already says how many were checked */
  ruledOut: (count: number, isSound: boolean) =>
    isSound
      ? t('What rules each of them out')
      : plural(count, '{0} other cause ruled out', '{0} other causes ruled out'),
  /** "learning rate too large". */
  cause: (id: string) => t(id.replaceAll('_', ' ')),
  fromStart: t('from the start'),
  since: (epoch: number) => t`since epoch ${formatInteger(epoch)}`,
  where: (field: string, line: number | null) =>
    line === null ? field : t`${field}, line ${formatInteger(line)}`,
  goTo: t('Go to this place in the file'),
  explain: (id: string) => t`What ${id} means, how it is decided, and what helps`,
  open: (claim: string) => t`Show: ${claim}`,
  evidence: t('Evidence'),
  evidenceHint: t('Arrow keys move the cursor.'),
  fixes: t('Fixes tried'),
  legend: (seeds: number) =>
    t`${plural(seeds, '{0} seed', '{0} seeds')}, before ○ after ●; only what helped is listed`,
  trying: (edit: number, edits: number, seed: number, seeds: number) =>
    edit === 0
      ? t`As the file is: seed ${seed} of ${seeds}…`
      : t`Edit ${edit} of ${edits}: seed ${seed} of ${seeds}…`,
  waiting: t('Preparing to try what may help…'),
  cancel: t('Cancel'),
  tryAgain: t('Try What May Help'),
  tryTitle: t(
    'Runs the experiment with edits that may help, from several seeds; the file stays as it is',
  ),
  stopped: t('Stopped before everything was tried.'),
  noneHelped: (count: number) =>
    plural(
      count,
      '{0} edit tried, none helped from all seeds.',
      '{0} edits tried, none helped from all seeds.',
    ),
  others: (count: number) =>
    plural(count, '{0} edit with a smaller gain or none', '{0} edits with a smaller gain or none'),
  rises: (before: number, after: number) =>
    t`${formatInteger(Math.round(before))} → ${formatInteger(Math.round(after))} rises of the loss`,
  measures: { accuracy: t('accuracy'), loss: t('loss'), val_loss: t('validation loss') },
  apply: t('Apply'),
  applyTitle: (title: string) => t`${title}: edits the file, which can be undone`,
  follows: t('Follows from it'),
  rounded: (epoch: number) =>
    t`Digits from epoch ${formatInteger(epoch)} on depend on rounding: a start moved by one unit in its last place gives others. Compare such runs by their course.`,
  runBoth: t('Run Both'),
  runBothTitle: (title: string) =>
    t`${title}, in a copy: its curves are drawn beside those of the file`,
  seeds: (pairs: string) => t`By seed: ${pairs}`,
  sanity: t('Sanity experiments'),
  sanityNote: t('on copies; a few seconds each'),
  sanityNames: {
    overfit_batch: t('Overfit One Batch'),
    zero_inputs: t('Zero the Inputs'),
    shuffle_labels: t('Shuffle the Labels'),
    double_batch: t('Double the Batch'),
    ten_seeds: t('Ten Seeds'),
  } satisfies Record<SanityName, string>,
  sanityTitles: {
    overfit_batch: t(
      'Can the network learn one batch by heart? If not, its gradients are in question.',
    ),
    zero_inputs: t('Does the network use its inputs at all?'),
    shuffle_labels: t('Has it found more than it would in targets that mean nothing?'),
    double_batch: t('Does the size of the batch matter?'),
    ten_seeds: t('How much of the outcome is the luck of the start?'),
  } satisfies Record<SanityName, string>,
  running: t('running…'),
};
