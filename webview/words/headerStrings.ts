/** Words of the header, the tabs and the timeline. */
import { keyNames } from './keyNames';
import { counted, formatInteger, formatRate } from './numbers';
import type { Tab } from '../../src/protocol/choices';
import type { RunState } from '../../src/protocol/snapshot';

const key = keyNames(typeof navigator === 'undefined' ? '' : navigator.platform);

export const headerStrings = {
  train: 'Train',
  pause: 'Pause',
  step: 'Step',
  reset: 'Reset',
  trainTitle: `Train (${key.train})`,
  pauseTitle: 'Pause (Esc)',
  stepTitle: 'Step one batch (F10)',
  layer1: 'Layer',
  layerTitle: 'Step one layer (F11)',
  moreActions: 'More Actions…',
  stepEpoch: 'Step One Epoch',
  stopWhen: 'Stop When…',
  fork: 'Fork from Here',
  trainAgain: 'Train Again',
  showProblem: 'Show',
  goToStep: (step: number) => `Go to Step ${formatInteger(step)}`,
  findingCount: (count: number) => counted(count, 'finding'),
  stepWord: 'step',
  stepField: 'Step of the run',
  stepFieldTitle:
    'The step that is shown. Type another one, +100 for 100 more, or e50 for the end of epoch 50 (G)',
  stepFieldError: 'A step such as 400, +100 for 100 more steps, or e50 for the end of epoch 50',
  stepTooEarly: (start: number) => `The run begins at step ${formatInteger(start)}`,
  stepBackTitle: `Step back (${key.stepBack})`,
  resetTitle: 'Reset: back to step 0, the same start',
  controls: 'Training',

  tabsLabel: 'Questions',
  tabs: {
    train: 'Train',
    inspect: 'Inspect',
    findings: 'Findings',
    compare: 'Compare',
  } satisfies Record<Tab, string>,
  tabTitles: {
    train: 'How it learns: predictions and log (1)',
    inspect: 'Every number of the pass, and where it comes from (2)',
    findings: 'Why it does not learn, and what helps (3)',
    compare: 'Runs and sweeps beside each other (4)',
  } satisfies Record<Tab, string>,
  tabCounted: (tab: Tab, count: number) =>
    tab === 'findings'
      ? `Findings, ${counted(count, 'finding')}`
      : `Compare, ${counted(count, 'earlier run')}`,

  states: {
    idle: 'Ready',
    running: 'Training',
    paused: 'Paused',
    done: 'Done',
    failed: 'Stopped',
  } satisfies Record<RunState, string>,
  loading: 'Reading the experiment…',
  epochOf: (epoch: number, epochs: number) =>
    `epoch ${formatInteger(epoch)} of ${formatInteger(epochs)}`,
  batchOf: (batch: number, batches: number) =>
    `batch ${formatInteger(batch)} of ${formatInteger(batches)}`,
  epochAt: (epoch: number) => `epoch ${formatInteger(epoch)}`,
  allEpochs: (epochs: number) =>
    epochs === 1 ? 'the one epoch' : `all ${formatInteger(epochs)} epochs`,
  beyond: (epochs: number) => `beyond the file's ${counted(epochs, 'epoch')}`,
  guess: (metric: string) => (metric === 'accuracy' ? 'majority' : 'constant guess'),
  /** Where there is no room for more: the hover says the rest. */
  guessShort: (metric: string) => (metric === 'accuracy' ? 'majority' : 'guess'),
  guessTitle: (metric: string) =>
    metric === 'accuracy'
      ? 'The accuracy of always answering the largest class: '
      : 'The lowest loss that any constant output reaches: ',
  ruler: 'Time of the run',
  rulerTitle: ({ head, bytes }: { head: number; bytes: number }) =>
    `Drag to any step up to ${formatInteger(head)}: each is computed again to the same bits (kept for it: ${formatBytes(bytes)}).`,
  rulerAt: (epoch: string, epochs: number, loss: string | null) =>
    `epoch ${epoch} of ${formatInteger(epochs)}${loss === null ? '' : `, loss ${loss}`}`,
  pass: 'The pass through the next batch, layer by layer',
  /** Where it is not followed. */
  passWhole: 'the whole pass: choose a part to follow it up to there',
  passInput: 'the inputs, before anything is computed',
  passForward: (layer: string) => `forward to ${layer}`,
  passLoss: 'forward to the loss',
  passBackward: (layer: string) => `backward to ${layer}`,
  passUpdate: 'do the update, which is one step',
  updateStation: (weights: string) => `Δ${weights}`,
} as const;

function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${formatRate(bytes / 1000 ** power)} ${units[power]}`;
}
