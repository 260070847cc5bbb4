/** Every word of the section that derives a number, in one place. */
import { exactNumber, formatInteger, formatNumber } from '../../words/numbers';
import { plural, t } from '../../words/say';

const nth = (index: number): string => formatInteger(index + 1);
const rows = (count: number): string => plural(count, '{0} row', '{0} rows');

export const words = {
  title: t('Derivation'),
  hint: t('Select a number to see its chain rule.'),
  example: t('Start with the largest gradient'),
  later: t('Computed later in this pass.'),
  absent: t('This network has no such number.'),
  waiting: (step: number) => t`Computing step ${formatInteger(step)}…`,
  trail: t('The numbers opened on the way here'),
  open: (name: string) => t`Open the derivation of ${name}`,

  digits: { few: t('4 digits'), all: t('all digits') },
  digitTitles: {
    few: t('Four significant digits of the result, and as many of the factors as it takes'),
    all: t('Every digit of every number'),
  },
  digitsLabel: t('Digits'),
  copy: t('Copy the derivation'),
  copyLatex: t('Copy as LaTeX'),
  copyText: t('Copy as Text'),
  copied: t('Copied.'),
  locked: t(
    'The file says that derivations are not to be copied: its `policy` has no full `solution`.',
  ),
  hidden: t('The file says that solutions are not shown: `policy.solution` is "off".'),

  is: {
    input: (name: string, row: number) => t`Input ${name} of row ${nth(row)}: given by the data`,
    target: (name: string, row: number) => t`Target ${name} of row ${nth(row)}: given by the data`,
    z: (unit: string, layer: string, row: number) =>
      t`Weighted sum of unit ${unit} of ${layer}, for row ${nth(row)}`,
    a: (unit: string, layer: string, row: number) =>
      t`Activation of unit ${unit} of ${layer}, for row ${nth(row)}`,
    mask: (unit: string, layer: string, row: number) =>
      t`What dropout multiplies the activation of unit ${unit} of ${layer} by, for row ${nth(row)}: drawn for this batch`,
    slope: (unit: string, layer: string, row: number) =>
      t`How steep the activation is at the weighted sum of unit ${unit} of ${layer}, for row ${nth(row)}`,
    delta: (unit: string, layer: string, row: number) =>
      t`How the loss changes with the weighted sum of unit ${unit} of ${layer}, for row ${nth(row)}`,
    gradA: (unit: string, layer: string, row: number) =>
      t`How the loss changes with the activation of unit ${unit} of ${layer}, for row ${nth(row)}`,
    probability: (unit: string, _layer: string, row: number) =>
      t`The probability that the loss makes of output ${unit}, for row ${nth(row)}`,
    weights: (way: string, layer: string) => t`Weight ${way} of ${layer}`,
    gradW: (way: string, layer: string) =>
      t`How the loss changes with the weight ${way} of ${layer}`,
    biases: (unit: string, layer: string) => t`Bias of unit ${unit} of ${layer}`,
    gradB: (unit: string, layer: string) =>
      t`How the loss changes with the bias of unit ${unit} of ${layer}`,
    gradW_penalized: (way: string, layer: string) =>
      t`How the loss and the penalty together change with the weight ${way} of ${layer}`,
    gradB_penalized: (unit: string, layer: string) =>
      t`How the loss and the penalty together change with the bias of unit ${unit} of ${layer}`,
    loss: (count: number) => t`Loss of the batch of ${rows(count)}`,
    rowLoss: (row: number) => t`Loss of row ${nth(row)}, before scale and means`,
  },

  inSymbols: t('In symbols'),
  inMatrices: t('In matrices'),
  inNumbers: t('In numbers'),
  given: t('A given number: nothing is computed for it.'),
  because: t('because'),
  moreTerms: (count: number) => t`${formatInteger(count)} more`,
  shape: t('shape'),

  difference: t('finite difference'),
  relativeError: (error: string) => t`relative error ${error}`,
  differenceTitle: (step: string) =>
    t`(L(θ + h) − L(θ − h)) / 2h with h = ${step}, both computed anew in float64`,
  penalizedDifferenceTitle: (step: string) =>
    t`The same difference of the loss and the penalty together, with h = ${step}, computed anew in float64`,
  kink: (of: string, layer: string, row: number, unit: number) =>
    t`No finite difference: between the two sides lies the kink of ${of} (${layer}, row ${nth(row)}, unit ${nth(unit)}).`,
  tooLarge: t(
    'No finite difference here: with this batch it would take too long. Check Gradients samples some.',
  ),
  notWhileTraining: t('The finite difference is computed when training rests.'),

  sumOver: {
    r: (count: number) => t`The sum over ${rows(count)}`,
    i: (count: number) => t`The sum over ${formatInteger(count)} inputs`,
    k: (count: number) => t`The sum over ${formatInteger(count)} units`,
  },
  sumLine: (positive: string, negative: string, total: string) =>
    t`${positive} and ${negative} make ${total}`,
  others: (count: number) => t`${formatInteger(count)} others`,
  all: t('Show more'),
  termOf: { r: t('row'), i: t('input'), k: t('unit') },
  share: t('share'),
  term: t('term'),
  paths: t('Written out down to the loss'),
  pathsOfRow: (row: number, count: number) =>
    count === 1
      ? t`Row ${nth(row)}: one way from the loss to this number`
      : t`Row ${nth(row)}: ${formatInteger(count)} ways from the loss to this number, added up`,
  pathsOfOne: (count: number) =>
    count === 1
      ? t('One way from the loss to this number')
      : t`${formatInteger(count)} ways from the loss to this number, added up`,
  manyPaths: (count: number) =>
    t`${formatInteger(count)} ways lead from the loss to this number, too many to write out: open the factors one after another.`,
  rowOfRows: (row: number, count: number) => t`row ${nth(row)} of ${formatInteger(count)}`,
  rowBefore: t('Previous row'),
  rowAfter: t('Next row'),
  followRow: (row: number) => t`Write row ${nth(row)} out down to the loss`,
  outputOf: t('output'),
  jacobian: t('The same over the whole Jacobian of softmax'),
  update: t('The next update'),
  penalty: t('penalty'),
  penalizedFirst: t('With the penalty that the optimiser adds:'),

  loss: {
    mse: (a: string, y: string) => `(${a} − ${y})²`,
    mae: (a: string, y: string) => `|${a} − ${y}|`,
    huber: (a: string, y: string) =>
      t`½(${a} − ${y})² where |${a} − ${y}| ≤ 1, else |${a} − ${y}| − ½`,
    hinge: (a: string, y: string) => t`max(0, 1 − ${y}·${a})`,
    cross_entropy: (p: string, y: string) => t`−Σ ${y} ln ${p}`,
    binary_cross_entropy: (p: string, y: string) => t`−${y} ln ${p} − (1 − ${y}) ln(1 − ${p})`,
  },
  lossSentence: (name: string, formula: string, reductions: string) =>
    t`The loss of this file: ${name} = ${formula}${reductions}.`,
  overOutputs: (count: number, mean: boolean) =>
    mean
      ? t`averaged over ${formatInteger(count)} outputs`
      : t`summed over ${formatInteger(count)} outputs`,
  overRows: (count: number, mean: boolean) =>
    t`${mean ? t('averaged') : t('summed')} over ${rows(count)}`,
  halfAndTwo: t('The ½ is there to cancel the 2 that the square leaves behind.'),
  onlyTwo: t('There is no ½ in front of the square: its 2 stays in every gradient.'),
  sign: (a: string, y: string) =>
    t`The sign: ${a} − ${y}, prediction minus target; the update takes the gradient away.`,
  softmaxShort: (p: string, y: string) =>
    t`Why so short: ∂L/∂${p} = −${y}/${p} and softmax's slope ${p}(1 − ${p}) meet, and ${p} − ${y} is left. It is computed at once from z, so that a ${p} of 0 does no harm.`,
  sigmoidShort: (p: string, y: string) =>
    t`Why so short: ∂L/∂${p} = (${p} − ${y}) / (${p}(1 − ${p})) and σ′ = ${p}(1 − ${p}) meet, and ${p} − ${y} is left. It is computed at once from z, so that a ${p} of 0 or 1 does no harm.`,
  sigmoidCategorical: (p: string) =>
    t`Why so short: −y/${p} · ${p}(1 − ${p}) is −y(1 − ${p}), and 1 − σ(z) is σ(−z).`,
  logits: t('The outputs are taken as logits: p is what the loss makes of them.'),

  decay: (amount: string, type: string) =>
    type === 'adamw'
      ? t`Weight decay ${amount} acts on the weight itself, not through this gradient.`
      : t`Weight decay ${amount} is added by the optimiser afterwards: it is no part of this gradient.`,
  l1: (amount: string) =>
    t`The l1 penalty ${amount} is added by the optimiser afterwards: it is no part of this gradient.`,
  decayed: (amount: string) =>
    t`Weight decay ${amount} adds ${amount} times the parameter p, the slope of ½ · ${amount} · p².`,
  signed: (amount: string) =>
    t`The l1 penalty adds ${amount} with the sign of the parameter p, the slope of ${amount} · |p|; at 0 it adds nothing.`,
  noPenalty: t('The penalty has no part in this parameter: this is the gradient of the loss.'),
  clippedLoss: t(
    'The optimiser clips the gradient of the loss before it adds the penalty: here nothing is clipped.',
  ),
  clipped: t('The optimiser clips gradients afterwards: this is the gradient before.'),
  frozen: t('The file does not train this parameter: the update leaves it as it is.'),
  otherStep: (type: string, rate: string) =>
    t`${type} makes a step of this gradient and of earlier ones, at learning rate ${rate}: see ΔW.`,
  cancels: (what: string, size: string, count: number, of: string) =>
    t`Exactly 0, because ${what} is: its ${count === 2 ? t('two') : formatInteger(count)} ${of} cancel, ${size} and −${size}.`,
  cancelsItself: (size: string, count: number, of: string) =>
    t`Exactly 0: its ${count === 2 ? t('two') : formatInteger(count)} ${of} cancel, ${size} and −${size}.`,
  zeroFactor: (what: string) => t`Exactly 0, because ${what} is 0.`,
  terms: { r: t('rows'), i: t('terms'), k: t('terms') },
  mostlyCancels: (of: string, positive: string, negative: string) =>
    t`The ${of} mostly cancel: ${positive} and ${negative}.`,
  dominates: (name: string, share: string) =>
    t`${name} alone makes ${share} % of the sum of sizes.`,
  saturated: (slope: string, value: string) =>
    t`${slope} is only ${value} here: the unit is saturated, and hardly any gradient gets through.`,
  square: t('This matrix is square: a missing transpose would not show in the shapes.'),
  float32: t(
    'In float32 every operation is rounded to about 7 digits: with all digits, and rounded so, these numbers give this result.',
  ),
  rounding: t(
    'All digits: the last ones differ by rounding, because sums that stand here as one number were rounded term by term.',
  ),

  factor: t('factor'),
  announce: (name: string, is: string, value: string) => `${name}, ${value}. ${is}.`,
  number: (value: number, digits: number | null) =>
    digits === null ? exactNumber(value) : formatNumber(value, digits),
} as const;
