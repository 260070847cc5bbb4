/** What is worth saying about a number: why it is 0, what cancels, by which conventions. */
import type { ParameterStep } from '../../../src/engine/derivation/step';
import type { SumTerm, Term } from '../../../src/engine/derivation/terms/term';
import type { Derivation } from '../../../src/protocol/snapshot';
import { formatNumber } from '../../words/numbers';
import { sumIn } from './lines';
import { placeText, tensorText, type Naming } from './places';
import { words } from './words';

/** One term is called the largest part of a sum from this share of all sizes on. */
const DOMINATES = 0.5;
/** Terms cancel where less than this share of their sizes is left. */
const CANCELS = 0.1;
/** A slope below this lets hardly any gradient through. */
const SATURATED = 0.01;

/** What is remarkable about this number. */
export function notesOf(derivation: Derivation, naming: Naming): string[] {
  const { formula } = derivation;
  if (!formula) return [];
  return [
    ...zeroNotes(derivation, naming),
    ...sumNotes(formula),
    ...saturationNotes(formula, naming),
    ...shortcutNotes(derivation, naming),
    ...squareNotes(derivation),
    ...stepNotes(derivation),
  ];
}

/** The loss of this file, with its ½, its means and its sign: what every derivative of it goes by. */
export function conventionsOf({ chain, place }: Derivation, naming: Naming): string[] {
  return chain !== null || place.tensor === 'loss' ? lossNotes(naming) : [];
}

function zeroNotes({ zero, place }: Derivation, { description }: Naming): string[] {
  if (!zero) return [];
  const name = placeText(description, zero.place);
  if (zero.kind === 'factor') return [words.zeroFactor(name)];
  const size = formatNumber(zero.positive);
  const { tensor, layer, row, col } = place;
  const itself =
    zero.place.tensor === tensor &&
    zero.place.layer === layer &&
    zero.place.row === row &&
    zero.place.col === col;
  return [
    itself
      ? words.cancelsItself(size, zero.count, words.terms.k)
      : words.cancels(name, size, zero.count, words.terms.k),
  ];
}

/** Which rows cancel, which one dominates. */
function sumNotes(formula: Term): string[] {
  const sum = sumIn(formula);
  if (!sum || sum.count < 2 || sum.value === 0) return [];
  const sizes = sum.positive - sum.negative;
  if (!(sizes > 0)) return [];
  const notes: string[] = [];
  if (Math.abs(sum.value) < CANCELS * sizes) {
    const [up, down] = [formatNumber(sum.positive), formatNumber(sum.negative)];
    notes.push(words.mostlyCancels(words.terms[sum.over], up, down));
  }
  const largest = largestTerm(sum);
  const share = largest ? Math.abs(largest.term.value) / sizes : 0;
  if (largest && sum.count > 2 && share >= DOMINATES) {
    const name = `${words.termOf[sum.over]} ${largest.index + 1}`;
    notes.push(words.dominates(name, (100 * share).toFixed(0)));
  }
  return notes;
}

function largestTerm({ terms }: SumTerm): SumTerm['terms'][number] | null {
  return terms.reduce<SumTerm['terms'][number] | null>(
    (best, each) => (best && Math.abs(best.term.value) >= Math.abs(each.term.value) ? best : each),
    null,
  );
}

function saturationNotes(formula: Term, { description }: Naming): string[] {
  if (formula.kind !== 'product') return [];
  return formula.factors.flatMap(factor => {
    if (factor.kind !== 'number' || factor.place.tensor !== 'slope') return [];
    const { row, col } = factor.place;
    if (typeof row !== 'number' || typeof col !== 'number') return [];
    const size = Math.abs(factor.value);
    if (size === 0 || size >= SATURATED) return [];
    const name = placeText(description, { ...factor.place, row, col });
    return [words.saturated(name, formatNumber(factor.value))];
  });
}

/** Where the loss and the last activation meet in one short formula. */
function shortcutNotes({ place }: Derivation, { description }: Naming): string[] {
  const { loss, layers, symbols } = description;
  const last = layers.length - 1;
  if (place.tensor !== 'delta' || place.layer !== last) return [];
  if (!loss.type.endsWith('cross_entropy')) return [];
  const { activation } = layers[last];
  const [p, y] = [symbols.layers[last].a.text, symbols.target.text];
  if (loss.type === 'cross_entropy' && activation === 'softmax') return [words.softmaxShort(p, y)];
  if (loss.type === 'cross_entropy' && activation === 'sigmoid') {
    return [words.sigmoidCategorical(p)];
  }
  if (activation === 'sigmoid') return [words.sigmoidShort(p, y)];
  return activation === 'softmax' ? [] : [words.logits];
}

function squareNotes({ place, shape }: Derivation): string[] {
  const [rows, cols] = shape;
  return place.tensor === 'gradW' && rows === cols && rows > 1 ? [words.square] : [];
}

function lossNotes({ description, rows }: Naming): string[] {
  const { loss, layers, symbols } = description;
  const last = layers.length - 1;
  const { activation, units } = layers[last];
  const entropy = loss.type.endsWith('cross_entropy');
  const own = activation === 'softmax' || activation === 'sigmoid';
  const a = entropy && !own ? 'p' : symbols.layers[last].a.text;
  const y = symbols.target.text;
  const scale =
    loss.scale === 1 ? '' : loss.scale === 0.5 ? '½ ' : `${formatNumber(loss.scale)} · `;
  const reductions = [
    ...(units > 1 && loss.type !== 'cross_entropy'
      ? [words.overOutputs(units, loss.output_reduction === 'mean')]
      : []),
    ...(rows > 1 ? [words.overRows(rows, loss.batch_reduction === 'mean')] : []),
  ].join(', ');
  const formula = scale + words.loss[loss.type](a, y);
  const name = tensorText(description, { tensor: 'loss', layer: last });
  const notes = [words.lossSentence(name, formula, reductions === '' ? '' : `, ${reductions}`)];
  if (loss.type === 'mse') notes.push(loss.scale === 0.5 ? words.halfAndTwo : words.onlyTwo);
  if (loss.type !== 'hinge') notes.push(words.sign(a, y));
  return notes;
}

/** What the optimiser does besides. */
function stepNotes({ step, place }: Derivation): string[] {
  if (!step) return [];
  const { trained, decay, l1, clipped, type } = step;
  if (place.tensor.endsWith('_penalized')) return penaltyNotes(step);
  if (!trained) return [words.frozen];
  return [
    ...(decay > 0 ? [words.decay(formatNumber(decay), type)] : []),
    ...(l1 > 0 ? [words.l1(formatNumber(l1))] : []),
    ...(clipped ? [words.clipped] : []),
  ];
}

/** What the penalty makes of a gradient. */
function penaltyNotes({ trained, decay, l1, clipped, type }: ParameterStep): string[] {
  const added = [
    ...(decay > 0 && type !== 'adamw' ? [words.decayed(formatNumber(decay))] : []),
    ...(l1 > 0 ? [words.signed(formatNumber(l1))] : []),
  ];
  if (!trained || added.length === 0) {
    return [words.noPenalty, ...(trained ? [] : [words.frozen])];
  }
  return [...added, ...(clipped ? [words.clippedLoss] : [])];
}
