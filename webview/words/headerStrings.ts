/** Words of the header, the tabs and the timeline. */
import { keyNames } from './keyNames';
import { formatInteger, formatRate } from './numbers';
import type { Tab } from '../../src/protocol/choices';
import type { RunState } from '../../src/protocol/snapshot';
import { plural, t } from './say';

const key = keyNames(typeof navigator === 'undefined' ? '' : navigator.platform);

export const headerStrings = {
  train: t('Train'),
  pause: t('Pause'),
  step: t('Step'),
  reset: t('Reset'),
  trainTitle: t`Train (${key.train})`,
  pauseTitle: t('Pause (Esc)'),
  stepTitle: t('Step one batch (F10)'),
  layer1: t('Layer'),
  layerTitle: t('Step one layer (F11)'),
  moreActions: t('More Actions…'),
  stepEpoch: t('Step One Epoch'),
  stopWhen: t('Stop When…'),
  fork: t('Fork from Here'),
  trainAgain: t('Train Again'),
  showProblem: t('Show'),
  goToStep: (step: number) => t`Go to Step ${formatInteger(step)}`,
  findingCount: (count: number) => plural(count, '{0} finding', '{0} findings'),
  stepWord: t('step'),
  stepField: t('Step of the run'),
  stepFieldTitle: t(
    'The step that is shown. Type another one, +100 for 100 more, or e50 for the end of epoch 50 (G)',
  ),
  stepFieldError: t('A step such as 400, +100 for 100 more steps, or e50 for the end of epoch 50'),
  stepTooEarly: (start: number) => t`The run begins at step ${formatInteger(start)}`,
  stepBackTitle: t`Step back (${key.stepBack})`,
  resetTitle: t('Reset: back to step 0, the same start'),
  controls: t('Training'),

  tabsLabel: t('Questions'),
  tabs: {
    train: t('Train'),
    inspect: t('Inspect'),
    findings: t('Findings'),
    compare: t('Compare'),
  } satisfies Record<Tab, string>,
  tabTitles: {
    train: t('How it learns: predictions and log (1)'),
    inspect: t('Every number of the pass, and where it comes from (2)'),
    findings: t('Why it does not learn, and what helps (3)'),
    compare: t('Runs and sweeps beside each other (4)'),
  } satisfies Record<Tab, string>,
  tabCounted: (tab: Tab, count: number) =>
    tab === 'findings'
      ? plural(count, 'Findings, {0} finding', 'Findings, {0} findings')
      : plural(count, 'Compare, {0} earlier run', 'Compare, {0} earlier runs'),

  states: {
    idle: t('Ready'),
    running: t('Training'),
    paused: t('Paused'),
    done: t('Done'),
    failed: t('Stopped'),
  } satisfies Record<RunState, string>,
  loading: t('Reading the experiment…'),
  epochOf: (epoch: number, epochs: number) =>
    t`epoch ${formatInteger(epoch)} of ${formatInteger(epochs)}`,
  batchOf: (batch: number, batches: number) =>
    t`batch ${formatInteger(batch)} of ${formatInteger(batches)}`,
  epochAt: (epoch: number) => t`epoch ${formatInteger(epoch)}`,
  allEpochs: (epochs: number) =>
    epochs === 1 ? t('the one epoch') : t`all ${formatInteger(epochs)} epochs`,
  beyond: (epochs: number) =>
    plural(epochs, "beyond the file's {0} epoch", "beyond the file's {0} epochs"),
  guess: (metric: string) => (metric === 'accuracy' ? t('majority') : t('constant guess')),
  /** Where there is no room for more: the hover says the rest. */
  guessShort: (metric: string) => (metric === 'accuracy' ? t('majority') : t('guess')),
  guessTitle: (metric: string) =>
    metric === 'accuracy'
      ? t('The accuracy of always answering the largest class: ')
      : t('The lowest loss that any constant output reaches: '),
  ruler: t('Time of the run'),
  rulerTitle: ({ head, bytes }: { head: number; bytes: number }) =>
    t`Drag to any step up to ${formatInteger(head)}: each is computed again to the same bits (kept for it: ${formatBytes(bytes)}).`,
  rulerAt: (epoch: string, epochs: number, loss: string | null) =>
    loss === null
      ? t`epoch ${epoch} of ${formatInteger(epochs)}`
      : t`epoch ${epoch} of ${formatInteger(epochs)}, loss ${loss}`,
  pass: t('The pass through the next batch, layer by layer'),
  /** Where it is not followed. */
  passWhole: t('the whole pass: choose a symbol to stop there'),
  passInput: t('the inputs, before anything is computed'),
  passForward: (layer: string) => t`forward to ${layer}`,
  passLoss: t('forward to the loss'),
  passBackward: (layer: string) => t`backward to ${layer}`,
  passUpdate: t('do the update, which is one step'),
  updateStation: (weights: string) => `Δ${weights}`,
} as const;

function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${formatRate(bytes / 1000 ** power)} ${units[power]}`;
}
