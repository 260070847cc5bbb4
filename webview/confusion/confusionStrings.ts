/** The words of the confusion matrix and of the misclassified rows. */
import { counted, formatInteger, formatNumber } from '../words/numbers';

export const confusionStrings = {
  title: 'Confusion',
  shows: (part: string) => `confusion matrix, ${part} rows`,
  misclassified: 'Misclassified',
  hint: 'Arrow keys move from cell to cell.',
  tilesHint: 'Arrow keys move from row to row.',
  truth: 'true',
  predicted: 'predicted',
  rows: 'rows',
  row: 'row',
  output: 'output',
  share: 'of its class',
  parts: { train: 'train', validation: 'validation', test: 'test' },
  partTitles: {
    train: 'The rows that are trained on',
    validation: 'The validation rows',
    test: 'The test rows',
  },
  right: (name: string) => `${name}, recognised`,
  taken: (truth: string, predicted: string) => `${truth}, taken for ${predicted}`,
  /** `accuracy 0.9350, 187 of 200` */
  accuracy: (right: number, of: number) =>
    `accuracy ${formatNumber(right / of)}, ${formatInteger(right)} of ${formatInteger(of)}`,
  mostOften: (truth: string, predicted: string, times: number) =>
    `most often ${truth} taken for ${predicted}, ${counted(times, 'time')}`,
  unread: (rows: number) => `${counted(rows, 'row')} with an output that is not a number`,
  /** `24 of 61, the most certain first · true → predicted, largest output` */
  note: (shown: number, all: number) =>
    all === 0
      ? 'No row is misclassified.'
      : `${shown < all ? `${formatInteger(shown)} of ${formatInteger(all)}` : formatInteger(all)}, the most certain first`,
  arrow: (truth: string, predicted: string) => `${truth} → ${predicted}`,
};
