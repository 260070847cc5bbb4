/** The words of the confusion matrix and of the misclassified rows. */
import { formatInteger, formatNumber } from '../words/numbers';
import { plural, t } from '../words/say';

export const confusionStrings = {
  title: t('Confusion'),
  shows: (part: string) => t`confusion matrix, ${part} rows`,
  misclassified: t('Misclassified'),
  hint: t('Arrow keys move from cell to cell.'),
  tilesHint: t('Arrow keys move from row to row.'),
  truth: t('true'),
  predicted: t('predicted'),
  rows: t('rows'),
  row: t('row'),
  output: t('output'),
  share: t('of its class'),
  parts: { train: t('train'), validation: t('validation'), test: t('test') },
  partsLabel: t('Part of the data'),
  partTitles: {
    train: t('The rows that are trained on'),
    validation: t('The validation rows'),
    test: t('The test rows'),
  },
  right: (name: string) => t`${name}, recognised`,
  taken: (truth: string, predicted: string) => t`${truth}, taken for ${predicted}`,
  /** `accuracy 0.9350, 187 of 200` */
  accuracy: (right: number, of: number) =>
    t`accuracy ${formatNumber(right / of)}, ${formatInteger(right)} of ${formatInteger(of)}`,
  mostOften: (truth: string, predicted: string, times: number) =>
    t`most often ${truth} taken for ${predicted}, ${plural(times, '{0} time', '{0} times')}`,
  unread: (rows: number) =>
    plural(
      rows,
      '{0} row with an output that is not a number',
      '{0} rows with an output that is not a number',
    ),
  /** `24 of 61, the most certain first · true → predicted, largest output` */
  note: (shown: number, all: number) =>
    all === 0
      ? t('No row is misclassified.')
      : t`${shown < all ? t`${formatInteger(shown)} of ${formatInteger(all)}` : formatInteger(all)}, the most certain first`,
  arrow: (truth: string, predicted: string) => `${truth} → ${predicted}`,
};
