/** A formula that somebody has typed for a tensor: right, wrong with what is known of it, or not to be read. */
import type { AutopsyFinding } from '../../engine/autopsy/autopsy';
import type { Dtype } from '../../engine/ground/spec';
import type { Run } from '../../engine/training/run';
import type { NotationSpec } from '../format/experiment';
import { nearest } from '../format/suggest';
import { Trouble } from '../grammar/trouble';
import { mayShow, type Solution } from '../policy/policy';
import { compare, plainFactor, RELATIVE, type Tolerance } from '../verify/compare';
import { evaluate, isMisfit } from '../verify/evaluate';
import {
  complaintOf,
  parseFormula,
  placesOfNames,
  type Formula,
  type Span,
} from '../verify/formula';
import type { InspectPath } from '../verify/inspectPath';
import { formulaNames, offeredNames, type OfferedName } from '../verify/names';
import { scalar, shapeOf, tensorAt, type Tensor } from '../verify/tensors';
import { formulaMistake } from './formulaMistake';

/** The tensors for which a formula can be typed. */
export const FORMULA_TENSORS = ['z', 'a', 'delta', 'gradW', 'gradB'] as const;
export type FormulaTensor = (typeof FORMULA_TENSORS)[number];

export type Judgement =
  /** `start`, `end`: the characters that cannot be read, or do not fit. */
  | ({ kind: 'error'; words: string } & Span)
  /** `apart`: the largest difference of any entry. */
  | { kind: 'right'; apart: number }
  | {
      kind: 'wrong';
      /** What is known of it, a sentence; empty: nothing that may be told. */
      words: string;
      /** Lines that make these numbers and the right ones; null: not known, or not to be told. */
      code: AutopsyFinding['code'] | null;
      /** null where the file's policy shows no numbers of a solution. */
      yours: Tensor | null;
      right: Tensor | null;
    };

/** The experiment of the run, as far as formulas are concerned. */
export interface FormulaContext {
  notation: NotationSpec | null;
  dtype: Dtype;
  solution: Solution;
}

/**
 * @param text that is not open
 * @param at the layer, from 0, and the tensor that the formula is for
 * @param run between two updates: the arrays are those of its next batch
 */
export function judgeFormula(
  text: string,
  at: { layer: number; tensor: FormulaTensor },
  run: Run,
  context: FormulaContext,
): Judgement {
  const place: InspectPath = { layer: at.layer, name: at.tensor, indices: [] };
  let formula: Formula;
  try {
    formula = parseFormula(text);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    return { kind: 'error', words: complaintOf(trouble), start: trouble.start, end: trouble.end };
  }
  const { layers } = run.spec.model;
  const names = formulaNames(context.notation, layers, at.layer);
  const offered = offeredNames(context.notation, layers, at.layer);
  for (const { name, start, end } of placesOfNames(formula)) {
    const named = names.get(name);
    const words = named ? refusal(name, named, place, run) : unknown(name, names, place, offered);
    if (words !== '') return { kind: 'error', words, start, end };
  }
  const recording = run.peek();
  const got = evaluate(formula, name => {
    const named = names.get(name);
    return (named && tensorAt(recording, named)) ?? scalar(NaN);
  });
  if (!isMisfit(got)) return judgeValue(got, place, run, context);
  const { words, start, end } = got;
  return { kind: 'error', words: `The sizes do not fit: ${words}.`, start, end };
}

function judgeValue(
  got: Tensor,
  place: InspectPath,
  run: Run,
  { dtype, solution }: FormulaContext,
): Judgement {
  const { x, y } = run.peek();
  const right = tensorAt(run.peek(), place) ?? scalar(NaN);
  const tolerance = { relative: RELATIVE[dtype] };
  const difference = compare(got, right, tolerance);
  if (!difference) return { kind: 'right', apart: largestDifference(got, right) };
  const isShape = difference.at === null;
  const pairs = [{ ours: right, given: got, tolerance }];
  const factor = isShape ? null : plainFactor(pairs, { rows: x.rows, outputs: y.cols });
  const plain =
    factor === null ? penaltyAdded(got, place, run, tolerance) : `Everywhere it is ${factor}.`;
  const finding = plain === '' ? formulaMistake(got, place, run, solution) : null;
  const told = finding?.message ?? plain;
  const isHinted = mayShow(solution, 'hint');
  const isFull = mayShow(solution, 'solution');
  const words = [
    isShape ? `It is ${shapeOf(got)}, but must be ${shapeOf(right)}.` : '',
    isHinted ? told.replace(/\?\.$/, '?') : '',
  ];
  return {
    kind: 'wrong',
    words: words.filter(Boolean).join(' '),
    code: isFull && finding ? finding.code : null,
    yours: isHinted ? got : null,
    right: isFull ? right : null,
  };
}

/** What is said of numbers that have the optimiser's weight decay or l1 in them; empty where they have not. */
function penaltyAdded(got: Tensor, place: InspectPath, run: Run, tolerance: Tolerance): string {
  const { layer, name } = place;
  if (layer === null || (name !== 'gradW' && name !== 'gradB')) return '';
  const recording = run.peek();
  if (recording.layers[layer][`${name}_penalized`] === null) return '';
  const penalized = tensorAt(recording, { ...place, name: `${name}_penalized` });
  if (!penalized || compare(got, penalized, tolerance)) return '';
  return 'It is the gradient of the loss and the penalty together: the optimiser adds weight decay and l1 to what is asked for here, the gradient of the loss alone.';
}

/** Why a name that is known cannot be used; empty where it can. */
function refusal(name: string, named: InspectPath, asked: InspectPath, run: Run): string {
  const { layer } = named;
  if (named.name === asked.name && layer === asked.layer)
    return `\`${name}\` is what the formula is for: write how your program computes it.`;
  const lacks = layer !== null && named.name === 'biases' && !run.spec.model.layers[layer].use_bias;
  return lacks ? `Layer ${layer + 1} has no biases: its \`use_bias\` is false.` : '';
}

function unknown(
  name: string,
  names: ReadonlyMap<string, InspectPath>,
  { layer, name: tensor }: InspectPath,
  offered: readonly OfferedName[],
): string {
  // A single letter is near to any other.
  const meant = name.length < 3 ? null : nearest(name, [...names.keys()]);
  if (meant !== null) return `\`${name}\` is nothing here: did you mean \`${meant}\`?`;
  const known = offered.filter(each => each.layer !== layer || each.tensor !== tensor);
  const list = known.map(each => each.name).join(', ');
  return `\`${name}\` is nothing here. Names are ${list}, and W1, delta2, … by layer.`;
}

/** NaN where an entry is not finite. */
function largestDifference(got: Tensor, right: Tensor): number {
  let most = 0;
  got.data.forEach((value, i) => (most = Math.max(most, Math.abs(value - right.data[i]))));
  return most;
}
