/** The words of the chosen tensor: what it is, and how large its entries are. */
import { exactNumber, formatInteger, formatNumber } from '../words/numbers';
import type { MatrixKind } from '../words/tensorNames';
import { plural, t } from '../words/say';
import { tensorWords } from '../words/tensorWords';

export const matrixStrings = {
  kinds: t('Tensor of this layer that is shown'),
  /** What it is, and of a gradient what it is summed over. */
  caption: (kind: MatrixKind, rows: number, reduction: 'sum' | 'mean') => {
    const words = tensorWords(kind);
    return kind === 'gradW' && rows > 1
      ? t`${words}, ${t(reduction)} over ${formatInteger(rows)} rows`
      : words;
  },
  ends: (low: number, high: number) => t`from ${exactNumber(low)} to ${exactNumber(high)}`,
  norm: (symbol: string) => `‖${symbol}‖`,
  largest: t('largest'),
  at: (place: string) => t`at ${place}`,
  goToLargest: t('Select this entry'),
  entries: (count: number) => plural(count, '{0} entry', '{0} entries'),
  course: (symbol: string) => t`Course of ‖${symbol}‖ over the steps`,
  courseHint: t('Arrow keys move from step to step, Enter goes to the one whose number it is.'),
  courseWords: (first: number, last: number, from: number, to: number) =>
    t`steps ${formatInteger(first)}–${formatInteger(last)}, log scale: ${formatNumber(from, 3)} → ${formatNumber(to, 3)}`,
  oneStep: (step: number) => t`recorded at step ${formatInteger(step)}`,
  noStep: t('No step is recorded yet.'),
} as const;
