/** The words of the gradient check. */
import { counted, formatInteger } from './numbers';

export const gradientCheckStrings = {
  title: 'Gradient Check',
  again: 'Check Again',
  againTitle: 'Check the gradients of the next batch as it is now',
  command: 'Check Gradients',
  verdicts: { agrees: 'agrees', differs: 'differs', unknown: 'not compared' },
  input: (name: string) => `∂/∂${name}`,
  agrees: (error: string) =>
    `Backpropagation agrees with finite differences: the largest relative error is ${error}.`,
  zero: 'Every gradient is exactly 0, and so is every finite difference: nothing will move.',
  nothing: 'Nothing could be compared: every parameter stands at a kink.',
  differs: (layer: number, names: string, error: string, spreads: boolean) =>
    `Backpropagation differs from finite differences. It starts in layer ${layer}: ${names}, relative error ${error}.${
      spreads ? ' The layers before it take the error over.' : ''
    }`,
  differsInput: (names: string, error: string) =>
    `Backpropagation differs from finite differences: ${names}, relative error ${error}.`,
  batch: (step: number, rows: number) =>
    `Next batch at step ${formatInteger(step)}, ${counted(rows, 'row')}.`,
  objective: 'L is the objective here: the loss and the penalties of the optimiser.',
  all: (size: number, inputs: boolean) =>
    `${counted(size, inputs ? 'input' : 'parameter')}, all compared.`,
  sample: (taken: number, size: number) =>
    `${formatInteger(taken)} of ${formatInteger(size)} parameters compared: a sample spread over all rows and columns.`,
  method: (tolerance: string) =>
    `(L(θ + h) − L(θ − h)) / 2h in float64, with a step h for each parameter; more than ${tolerance} counts as different.`,
  of: (checked: number, size: number) => `${formatInteger(checked)} of ${formatInteger(size)}`,
  atKinks: (count: number) => `${formatInteger(count)} at kinks`,
  gateKink: (gate: string, of: string) => `${gate}: ${of} has its kink there`,
  kink: (parameter: string, of: string, layer: number, unit: number, row: number) =>
    `${parameter} (kink of ${of} at unit ${unit} of layer ${layer}, row ${row})`,
  leftOut: (name: string, count: number, places: string, more: number) =>
    `${counted(count, 'entry', 'entries')} of ${name} left out, where a kink lies within the step: ${places}${
      more > 0 ? `; and ${formatInteger(more)} more` : ''
    }.`,
  tensors: 'Relative error of each tensor',
  inputs: 'Relative error of each input',
  columns: {
    tensor: 'gradient',
    compared: 'compared',
    error: 'relative error',
    verdict: 'verdict',
  },
  worst: 'Worst entries',
  worstColumns: {
    entry: 'entry',
    place: 'of',
    analytic: 'backpropagation',
    numeric: 'finite difference',
    error: 'relative error',
  },
  notFinite: 'not finite',
  show: (name: string) => `Show the matrix of ${name}`,
  derive: (name: string) => `Show where ${name} comes from`,
} as const;
