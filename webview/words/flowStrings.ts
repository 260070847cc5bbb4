/** The words of Flow: the gradients of each layer over the steps. */
import { formatInteger } from './numbers';
import { t } from './say';

export const flowStrings = {
  flow: t('Flow'),
  flowKinds: { delta: '‖δ‖', gradW: '‖∂L/∂W‖', ratio: '‖ΔW‖ : ‖W‖' },
  flowKindTitles: {
    delta: t('‖δ‖ of each layer: how much of the error reaches it'),
    gradW: t('‖∂L/∂W‖ of each layer: the gradient of its weights'),
    ratio: t('‖ΔW‖ : ‖W‖ of each layer: how large an update is, compared with the weights'),
  },
  flowKindsLabel: t('What the lines show'),
  flowHint: t(
    'Click to go to the step whose gradients these are; arrow keys move the cursor, Enter goes there.',
  ),
  flowLabel: (title: string, step: number, values: string) =>
    t`${title}. At step ${formatInteger(step)}: ${values}.`,
  flowEmpty: t('No step yet: from here on, every one is recorded.'),
  flowGaps: t('While this was not shown, only some of the steps were recorded.'),
  flowThinned: (steps: number) =>
    t`Long run: of every ${formatInteger(steps)} steps those with the lowest and the highest loss are kept.`,
  stepAxis: t('step'),
  spread: t('Distribution'),
  spreadOf: (symbol: string) => t`Distribution of ${symbol}, next batch`,
  spreadHint: t('Left and right move from bar to bar, up and down from layer to layer.'),
  exactZeros: (count: number) => `${formatInteger(count)} × 0`,
  notFinite: (count: number) => t`${formatInteger(count)} not finite`,
  entries: (count: string, one: boolean) => `${count} ${one ? t('entry') : t('entries')}`,
  from: t('from'),
  to: t('below'),
  count: t('entries'),
} as const;
