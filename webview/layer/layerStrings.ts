/** The words of a layer's equations. */
import { formatInteger, formatNumber } from '../words/numbers';
import type { EquationName } from './equations';
import { plural, t } from '../words/say';

export const layerStrings = {
  title: t('Layer'),
  layers: t('Layer whose equations are shown'),
  layerTitle: (name: string, number: number) => `${number}: ${name}`,
  facts: (inputs: number, units: number, activation: string) =>
    `${formatInteger(inputs)} → ${formatInteger(units)} · ${activation}`,
  shows: (name: string, facts: string) => t`equations of ${name}, ${facts}`,
  names: {
    forward: t('forward'),
    error: t('error'),
    gradient: t('gradient'),
  } satisfies Record<EquationName, string>,
  hint: t('Arrow keys move from matrix to matrix, Enter selects it.'),
  label: (name: string, equations: string) => t`Equations of ${name}: ${equations}.`,
  parts: { x: t('inputs of the batch'), y: t('targets of the batch') },
  grouped: t('Rows grouped by class.'),
  loss: (value: number, rows: number, reduction: 'sum' | 'mean') => {
    if (rows === 1) return t`Batch loss ${formatNumber(value)}, of its one row.`;
    const mean = reduction === 'sum' ? t` (mean ${formatNumber(value / rows)})` : '';
    return t`Batch loss ${formatNumber(value)}, the ${t(reduction)} over ${plural(rows, '{0} row', '{0} rows')}${mean}.`;
  },
  plotted: (value: number, epoch: number) =>
    t`The curve shows ${formatNumber(value)}, the loss of epoch ${formatInteger(epoch)}.`,
  equation: t('equation'),
  matrix: t('matrix'),
  shape: t('shape'),
  norm: '‖·‖',
  smallest: t('smallest'),
  largest: t('largest'),
} as const;
