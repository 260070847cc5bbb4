/** The words of Flow: the gradients of each layer over the steps. */
import { formatInteger } from './numbers';

export const flowStrings = {
  flow: 'Flow',
  flowKinds: { delta: '‖δ‖', gradW: '‖∂L/∂W‖', ratio: '‖ΔW‖ : ‖W‖' },
  flowKindTitles: {
    delta: '‖δ‖ of each layer: how much of the error reaches it',
    gradW: '‖∂L/∂W‖ of each layer: the gradient of its weights',
    ratio: '‖ΔW‖ : ‖W‖ of each layer: how large an update is, compared with the weights',
  },
  flowKindsLabel: 'What the lines show',
  flowHint:
    'Click to go to the step whose gradients these are; arrow keys move the cursor, Enter goes there.',
  flowLabel: (title: string, step: number, values: string) =>
    `${title}. At step ${formatInteger(step)}: ${values}.`,
  flowEmpty: 'No step yet: from here on, every one is recorded.',
  flowGaps: 'While this was not shown, only some of the steps were recorded.',
  flowThinned: (steps: number) =>
    `Long run: of every ${formatInteger(steps)} steps those with the lowest and the highest loss are kept.`,
  stepAxis: 'step',
  spread: 'Distribution',
  spreadOf: (symbol: string) => `Distribution of ${symbol}, next batch`,
  spreadHint: 'Left and right move from bar to bar, up and down from layer to layer.',
  exactZeros: (count: number) => `${formatInteger(count)} × 0`,
  notFinite: (count: number) => `${formatInteger(count)} not finite`,
  entries: (count: string, one: boolean) => `${count} ${one ? 'entry' : 'entries'}`,
  from: 'from',
  to: 'below',
  count: 'entries',
} as const;
