/** The words of the gradient check. */
import { formatInteger } from './numbers';
import { plural, t } from './say';

export const gradientCheckStrings = {
  title: t('Gradient Check'),
  again: t('Check Again'),
  againTitle: t('Check the gradients of the next batch as it is now'),
  command: t('Check Gradients'),
  verdicts: { agrees: t('agrees'), differs: t('differs'), unknown: t('not compared') },
  input: (name: string) => `∂/∂${name}`,
  agrees: (error: string) =>
    t`Backpropagation agrees with finite differences: the largest relative error is ${error}.`,
  zero: t('Every gradient is exactly 0, and so is every finite difference: nothing will move.'),
  nothing: t('Nothing could be compared: every parameter stands at a kink.'),
  differs: (layer: number, names: string, error: string, spreads: boolean) =>
    t`Backpropagation differs from finite differences. It starts in layer ${layer}: ${names}, relative error ${error}.` +
    (spreads ? t(' The layers before it take the error over.') : ''),
  differsInput: (names: string, error: string) =>
    t`Backpropagation differs from finite differences: ${names}, relative error ${error}.`,
  batch: (step: number, rows: number) =>
    t`Next batch at step ${formatInteger(step)}, ${plural(rows, '{0} row', '{0} rows')}.`,
  objective: t('L is the objective here: the loss and the penalties of the optimiser.'),
  all: (size: number, inputs: boolean) =>
    inputs
      ? plural(size, '{0} input, all compared.', '{0} inputs, all compared.')
      : plural(size, '{0} parameter, all compared.', '{0} parameters, all compared.'),
  sample: (taken: number, size: number) =>
    t`${formatInteger(taken)} of ${formatInteger(size)} parameters compared: a sample spread over all rows and columns.`,
  method: (tolerance: string) =>
    t`(L(θ + h) − L(θ − h)) / 2h in float64, with a step h for each parameter; more than ${tolerance} counts as different.`,
  of: (checked: number, size: number) => t`${formatInteger(checked)} of ${formatInteger(size)}`,
  atKinks: (count: number) => t`${formatInteger(count)} at kinks`,
  gateKink: (gate: string, of: string) => t`${gate}: ${of} has its kink there`,
  kink: (parameter: string, of: string, layer: number, unit: number, row: number) =>
    t`${parameter} (kink of ${of} at unit ${unit} of layer ${layer}, row ${row})`,
  leftOut: (name: string, count: number, places: string, more: number) =>
    t`${plural(count, '{0} entry', '{0} entries')} of ${name} left out, where a kink lies within the step: ${
      more > 0 ? t`${places}; and ${formatInteger(more)} more` : places
    }.`,
  tensors: t('Relative error of each tensor'),
  inputs: t('Relative error of each input'),
  columns: {
    tensor: t('gradient'),
    compared: t('compared'),
    error: t('relative error'),
    verdict: t('verdict'),
  },
  worst: t('Worst entries'),
  worstColumns: {
    entry: t('entry'),
    place: t('of'),
    analytic: t('backpropagation'),
    numeric: t('finite difference'),
    error: t('relative error'),
  },
  notFinite: t('not finite'),
  show: (name: string) => t`Show the matrix of ${name}`,
  derive: (name: string) => t`Show where ${name} comes from`,
} as const;
