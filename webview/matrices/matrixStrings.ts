/** The words of the chosen tensor: what it is, and how large its entries are. */
import { TENSORS } from '../../src/engine/ground/tensors';
import { counted, exactNumber, formatInteger, formatNumber } from '../words/numbers';
import type { MatrixKind } from '../words/tensorNames';

export const matrixStrings = {
  kinds: 'Tensor of this layer that is shown',
  /** What it is, and of a gradient what it is summed over. */
  caption: (kind: MatrixKind, rows: number, reduction: 'sum' | 'mean') => {
    const { words } = TENSORS[kind];
    return kind === 'gradW' && rows > 1
      ? `${words}, ${reduction} over ${formatInteger(rows)} rows`
      : words;
  },
  ends: (low: number, high: number) => `from ${exactNumber(low)} to ${exactNumber(high)}`,
  norm: (symbol: string) => `‖${symbol}‖`,
  largest: 'largest',
  at: (place: string) => `at ${place}`,
  goToLargest: 'Select this entry',
  entries: (count: number) => counted(count, 'entry', 'entries'),
  course: (symbol: string) => `Course of ‖${symbol}‖ over the steps`,
  courseHint: 'Arrow keys move from step to step, Enter goes to the one whose number it is.',
  courseWords: (first: number, last: number, from: number, to: number) =>
    `steps ${formatInteger(first)}–${formatInteger(last)}, log scale: ${formatNumber(from, 3)} → ${formatNumber(to, 3)}`,
  oneStep: (step: number) => `recorded at step ${formatInteger(step)}`,
  noStep: 'No step is recorded yet.',
} as const;
