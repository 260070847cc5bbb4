/** Every word of the section that derives a number, in one place. */
import { exactNumber, formatInteger, formatNumber } from '../../words/numbers';

const nth = (index: number): string => formatInteger(index + 1);
const rows = (count: number): string => `${formatInteger(count)} ${count === 1 ? 'row' : 'rows'}`;

export const words = {
  title: 'Derivation',
  hint: 'Select a number to see its chain rule.',
  example: 'Start with the largest gradient',
  later: 'Computed later in this pass.',
  absent: 'This network has no such number.',
  waiting: (step: number) => `Computing step ${formatInteger(step)}…`,
  trail: 'The numbers opened on the way here',
  open: (name: string) => `Open the derivation of ${name}`,

  digits: { few: '4 digits', all: 'all digits' },
  digitTitles: {
    few: 'Four significant digits of the result, and as many of the factors as it takes',
    all: 'Every digit of every number',
  },
  digitsLabel: 'Digits',
  copy: 'Copy the derivation',
  copyLatex: 'Copy as LaTeX',
  copyText: 'Copy as Text',
  copied: 'Copied.',
  locked:
    'The file says that derivations are not to be copied: its `policy` has no full `solution`.',
  hidden: 'The file says that solutions are not shown: `policy.solution` is "off".',

  is: {
    input: (name: string, row: number) => `Input ${name} of row ${nth(row)}: given by the data`,
    target: (name: string, row: number) => `Target ${name} of row ${nth(row)}: given by the data`,
    z: (unit: string, layer: string, row: number) =>
      `Weighted sum of unit ${unit} of ${layer}, for row ${nth(row)}`,
    a: (unit: string, layer: string, row: number) =>
      `Activation of unit ${unit} of ${layer}, for row ${nth(row)}`,
    mask: (unit: string, layer: string, row: number) =>
      `What dropout multiplies the activation of unit ${unit} of ${layer} by, for row ${nth(row)}: drawn for this batch`,
    slope: (unit: string, layer: string, row: number) =>
      `How steep the activation is at the weighted sum of unit ${unit} of ${layer}, for row ${nth(row)}`,
    delta: (unit: string, layer: string, row: number) =>
      `How the loss changes with the weighted sum of unit ${unit} of ${layer}, for row ${nth(row)}`,
    gradA: (unit: string, layer: string, row: number) =>
      `How the loss changes with the activation of unit ${unit} of ${layer}, for row ${nth(row)}`,
    probability: (unit: string, _layer: string, row: number) =>
      `The probability that the loss makes of output ${unit}, for row ${nth(row)}`,
    weights: (way: string, layer: string) => `Weight ${way} of ${layer}`,
    gradW: (way: string, layer: string) =>
      `How the loss changes with the weight ${way} of ${layer}`,
    biases: (unit: string, layer: string) => `Bias of unit ${unit} of ${layer}`,
    gradB: (unit: string, layer: string) =>
      `How the loss changes with the bias of unit ${unit} of ${layer}`,
    gradW_penalized: (way: string, layer: string) =>
      `How the loss and the penalty together change with the weight ${way} of ${layer}`,
    gradB_penalized: (unit: string, layer: string) =>
      `How the loss and the penalty together change with the bias of unit ${unit} of ${layer}`,
    loss: (count: number) => `Loss of the batch of ${rows(count)}`,
    rowLoss: (row: number) => `Loss of row ${nth(row)}, before scale and means`,
  },

  inSymbols: 'In symbols',
  inMatrices: 'In matrices',
  inNumbers: 'In numbers',
  given: 'A given number: nothing is computed for it.',
  because: 'because',
  moreTerms: (count: number) => `${formatInteger(count)} more`,
  shape: 'shape',

  difference: 'finite difference',
  relativeError: (error: string) => `relative error ${error}`,
  differenceTitle: (step: string) =>
    `(L(θ + h) − L(θ − h)) / 2h with h = ${step}, both computed anew in float64`,
  penalizedDifferenceTitle: (step: string) =>
    `The same difference of the loss and the penalty together, with h = ${step}, computed anew in float64`,
  kink: (of: string, layer: string, row: number, unit: number) =>
    `No finite difference: between the two sides lies the kink of ${of} (${layer}, row ${nth(row)}, unit ${nth(unit)}).`,
  tooLarge:
    'No finite difference here: with this batch it would take too long. Check Gradients samples some.',
  notWhileTraining: 'The finite difference is computed when training rests.',

  sumOver: {
    r: (count: number) => `The sum over ${rows(count)}`,
    i: (count: number) => `The sum over ${formatInteger(count)} inputs`,
    k: (count: number) => `The sum over ${formatInteger(count)} units`,
  },
  sumLine: (positive: string, negative: string, total: string) =>
    `${positive} and ${negative} make ${total}`,
  others: (count: number) => `${formatInteger(count)} others`,
  all: 'Show more',
  termOf: { r: 'row', i: 'input', k: 'unit' },
  share: 'share',
  term: 'term',
  paths: 'Written out down to the loss',
  pathsOfRow: (row: number, count: number) =>
    count === 1
      ? `Row ${nth(row)}: one way from the loss to this number`
      : `Row ${nth(row)}: ${formatInteger(count)} ways from the loss to this number, added up`,
  pathsOfOne: (count: number) =>
    count === 1
      ? 'One way from the loss to this number'
      : `${formatInteger(count)} ways from the loss to this number, added up`,
  manyPaths: (count: number) =>
    `${formatInteger(count)} ways lead from the loss to this number, too many to write out: open the factors one after another.`,
  rowOfRows: (row: number, count: number) => `row ${nth(row)} of ${formatInteger(count)}`,
  rowBefore: 'Previous row',
  rowAfter: 'Next row',
  followRow: (row: number) => `Write row ${nth(row)} out down to the loss`,
  outputOf: 'output',
  jacobian: 'The same over the whole Jacobian of softmax',
  update: 'The next update',
  penalizedFirst: 'With the penalty that the optimiser adds:',

  loss: {
    mse: (a: string, y: string) => `(${a} − ${y})²`,
    mae: (a: string, y: string) => `|${a} − ${y}|`,
    huber: (a: string, y: string) =>
      `½(${a} − ${y})² where |${a} − ${y}| ≤ 1, else |${a} − ${y}| − ½`,
    hinge: (a: string, y: string) => `max(0, 1 − ${y}·${a})`,
    cross_entropy: (p: string, y: string) => `−Σ ${y} ln ${p}`,
    binary_cross_entropy: (p: string, y: string) => `−${y} ln ${p} − (1 − ${y}) ln(1 − ${p})`,
  },
  lossSentence: (name: string, formula: string, reductions: string) =>
    `The loss of this file: ${name} = ${formula}${reductions}.`,
  overOutputs: (count: number, mean: boolean) =>
    mean
      ? `averaged over ${formatInteger(count)} outputs`
      : `summed over ${formatInteger(count)} outputs`,
  overRows: (count: number, mean: boolean) => `${mean ? 'averaged' : 'summed'} over ${rows(count)}`,
  halfAndTwo: 'The ½ is there to cancel the 2 that the square leaves behind.',
  onlyTwo: 'There is no ½ in front of the square: its 2 stays in every gradient.',
  sign: (a: string, y: string) =>
    `The sign: ${a} − ${y}, prediction minus target; the update takes the gradient away.`,
  softmaxShort: (p: string, y: string) =>
    `Why so short: ∂L/∂${p} = −${y}/${p} and softmax's slope ${p}(1 − ${p}) meet, and ${p} − ${y} is left. It is computed at once from z, so that a ${p} of 0 does no harm.`,
  sigmoidShort: (p: string, y: string) =>
    `Why so short: ∂L/∂${p} = (${p} − ${y}) / (${p}(1 − ${p})) and σ′ = ${p}(1 − ${p}) meet, and ${p} − ${y} is left. It is computed at once from z, so that a ${p} of 0 or 1 does no harm.`,
  sigmoidCategorical: (p: string) =>
    `Why so short: −y/${p} · ${p}(1 − ${p}) is −y(1 − ${p}), and 1 − σ(z) is σ(−z).`,
  logits: 'The outputs are taken as logits: p is what the loss makes of them.',

  decay: (amount: string, type: string) =>
    type === 'adamw'
      ? `Weight decay ${amount} acts on the weight itself, not through this gradient.`
      : `Weight decay ${amount} is added by the optimiser afterwards: it is no part of this gradient.`,
  l1: (amount: string) =>
    `The l1 penalty ${amount} is added by the optimiser afterwards: it is no part of this gradient.`,
  decayed: (amount: string) =>
    `Weight decay ${amount} adds ${amount} times the parameter p, the slope of ½ · ${amount} · p².`,
  signed: (amount: string) =>
    `The l1 penalty adds ${amount} with the sign of the parameter p, the slope of ${amount} · |p|; at 0 it adds nothing.`,
  noPenalty: 'The penalty has no part in this parameter: this is the gradient of the loss.',
  clippedLoss:
    'The optimiser clips the gradient of the loss before it adds the penalty: here nothing is clipped.',
  clipped: 'The optimiser clips gradients afterwards: this is the gradient before.',
  frozen: 'The file does not train this parameter: the update leaves it as it is.',
  otherStep: (type: string, rate: string) =>
    `${type} makes a step of this gradient and of earlier ones, at learning rate ${rate}: see ΔW.`,
  cancels: (what: string, size: string, count: number, of: string) =>
    `Exactly 0, because ${what} is: its ${count === 2 ? 'two' : formatInteger(count)} ${of} cancel, ${size} and −${size}.`,
  cancelsItself: (size: string, count: number, of: string) =>
    `Exactly 0: its ${count === 2 ? 'two' : formatInteger(count)} ${of} cancel, ${size} and −${size}.`,
  zeroFactor: (what: string) => `Exactly 0, because ${what} is 0.`,
  terms: { r: 'rows', i: 'terms', k: 'terms' },
  mostlyCancels: (of: string, positive: string, negative: string) =>
    `The ${of} mostly cancel: ${positive} and ${negative}.`,
  dominates: (name: string, share: string) => `${name} alone makes ${share} % of the sum of sizes.`,
  saturated: (slope: string, value: string) =>
    `${slope} is only ${value} here: the unit is saturated, and hardly any gradient gets through.`,
  square: 'This matrix is square: a missing transpose would not show in the shapes.',
  float32:
    'In float32 every operation is rounded to about 7 digits: with all digits, and rounded so, these numbers give this result.',
  rounding:
    'All digits: the last ones differ by rounding, because sums that stand here as one number were rounded term by term.',

  factor: 'factor',
  announce: (name: string, is: string, value: string) => `${name}, ${value}. ${is}.`,
  number: (value: number, digits: number | null) =>
    digits === null ? exactNumber(value) : formatNumber(value, digits),
} as const;
