/** The words of the findings' section. */
import type { SanityName } from '../../src/protocol/findings';
import { counted } from '../../src/engine/ground/numbers';
import { formatInteger } from '../words/numbers';

export const findingsStrings = {
  title: (count: number) => (count === 0 ? 'Findings' : `Findings (${count})`),
  nothing: (checked: number) => `Nothing suspicious. ${checked} causes were checked.`,
  nothingYet: (checked: number) =>
    `Nothing suspicious in the file and its data: ${checked} causes were looked for, as far as they can be told before training.`,
  ruledOut: (count: number) => `${counted(count, 'other cause')} ruled out`,
  /** "learning rate too large". */
  cause: (id: string) => id.replaceAll('_', ' '),
  fromStart: 'from the start',
  since: (epoch: number) => `since epoch ${formatInteger(epoch)}`,
  where: (field: string, line: number | null) =>
    line === null ? field : `${field}, line ${formatInteger(line)}`,
  goTo: 'Go to this place in the file',
  explain: (id: string) => `What ${id} means, how it is decided, and what helps`,
  open: (claim: string) => `Show: ${claim}`,
  evidence: 'Evidence',
  evidenceHint: 'Arrow keys move the cursor.',
  fixes: 'Fixes tried',
  legend: (seeds: number) =>
    `${counted(seeds, 'seed')}, before ○ after ●; only what helped is listed`,
  trying: (edit: number, edits: number, seed: number, seeds: number) =>
    edit === 0
      ? `As the file is: seed ${seed} of ${seeds}…`
      : `Edit ${edit} of ${edits}: seed ${seed} of ${seeds}…`,
  waiting: 'Preparing to try what may help…',
  cancel: 'Cancel',
  tryAgain: 'Try What May Help',
  tryTitle:
    'Runs the experiment with edits that may help, from several seeds; the file stays as it is',
  stopped: 'Stopped before everything was tried.',
  noneHelped: (count: number) => `${counted(count, 'edit')} tried, none helped from all seeds.`,
  others: (count: number) => `${counted(count, 'edit')} with a smaller gain or none`,
  rises: (before: number, after: number) =>
    `${formatInteger(Math.round(before))} → ${formatInteger(Math.round(after))} rises of the loss`,
  measures: { accuracy: 'accuracy', loss: 'loss', val_loss: 'validation loss' },
  apply: 'Apply',
  applyTitle: (title: string) => `${title}: edits the file, which can be undone`,
  follows: 'Follows from it',
  rounded: (epoch: number) =>
    `Digits from epoch ${formatInteger(epoch)} on depend on rounding: a start moved by one unit in its last place gives others. Compare such runs by their course.`,
  runBoth: 'Run Both',
  runBothTitle: (title: string) =>
    `${title}, in a copy: its curves are drawn beside those of the file`,
  seeds: (pairs: string) => `By seed: ${pairs}`,
  sanity: 'Sanity experiments',
  sanityNote: 'on copies; a few seconds each',
  sanityNames: {
    overfit_batch: 'Overfit One Batch',
    zero_inputs: 'Zero the Inputs',
    shuffle_labels: 'Shuffle the Labels',
    double_batch: 'Double the Batch',
    ten_seeds: 'Ten Seeds',
  } satisfies Record<SanityName, string>,
  sanityTitles: {
    overfit_batch:
      'Can the network learn one batch by heart? If not, its gradients are in question.',
    zero_inputs: 'Does the network use its inputs at all?',
    shuffle_labels: 'Has it found more than it would in targets that mean nothing?',
    double_batch: 'Does the size of the batch matter?',
    ten_seeds: 'How much of the outcome is the luck of the start?',
  } satisfies Record<SanityName, string>,
  running: 'running…',
};
