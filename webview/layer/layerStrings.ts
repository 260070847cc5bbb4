/** The words of a layer's equations. */
import { counted, formatInteger, formatNumber } from '../words/numbers';
import type { EquationName } from './equations';

export const layerStrings = {
  title: 'Layer',
  layers: 'Layer whose equations are shown',
  layerTitle: (name: string, number: number) => `${number}: ${name}`,
  facts: (inputs: number, units: number, activation: string) =>
    `${formatInteger(inputs)} → ${formatInteger(units)} · ${activation}`,
  shows: (name: string, facts: string) => `equations of ${name}, ${facts}`,
  names: {
    forward: 'forward',
    error: 'error',
    gradient: 'gradient',
  } satisfies Record<EquationName, string>,
  hint: 'Arrow keys move from matrix to matrix, Enter selects it.',
  label: (name: string, equations: string) => `Equations of ${name}: ${equations}.`,
  parts: { x: 'inputs of the batch', y: 'targets of the batch' },
  grouped: 'Rows grouped by class.',
  loss: (value: number, rows: number, reduction: 'sum' | 'mean') => {
    if (rows === 1) return `Batch loss ${formatNumber(value)}, of its one row.`;
    const mean = reduction === 'sum' ? ` (mean ${formatNumber(value / rows)})` : '';
    return `Batch loss ${formatNumber(value)}, the ${reduction} over ${counted(rows, 'row')}${mean}.`;
  },
  plotted: (value: number, epoch: number) =>
    `The curve shows ${formatNumber(value)}, the loss of epoch ${formatInteger(epoch)}.`,
  equation: 'equation',
  matrix: 'matrix',
  shape: 'shape',
  norm: '‖·‖',
  smallest: 'smallest',
  largest: 'largest',
} as const;
