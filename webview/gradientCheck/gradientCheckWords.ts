/** What a gradient check says: its verdict in one sentence, and its numbers for two tables. */
import type {
  CheckedParameters,
  ComparedEntry,
  GradientReport,
  Verdict,
} from '../../src/protocol/gradientCheck';
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Cell } from '../run/choices';
import { formatInteger, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { cellWords, tensorTitle } from '../words/tensorNames';
import type { TensorRef } from '../../src/protocol/tensors';

const { gradientCheck: words } = strings;

/** One of the entries that differ most. */
export interface WorstEntry {
  /** `∂L/∂W²[3, 1]` */
  name: string;
  /** `unit 3 → unit 1` */
  place: string;
  analytic: number | null;
  numeric: number | null;
  /** By the largest gradient of its tensor, as the error of the tensor. */
  error: number;
  /** null: of an expression. */
  target: { tensor: TensorRef; cell: Cell } | null;
}

const MOST_ENTRIES = 8;

/** The gradient of these parameters; null: of an expression's input. */
export function gradientRef({ layer, tensor }: CheckedParameters): TensorRef | null {
  if (layer === null) return null;
  return { layer, tensor: tensor === 'weights' ? 'gradW' : 'gradB' };
}

/** `∂L/∂W²`, or the name of an input. */
export function gradientTitle(
  parameters: CheckedParameters,
  description: RunDescription | null,
): string {
  const ref = gradientRef(parameters);
  return ref ? tensorTitle(description, ref) : words.input(parameters.name);
}

/** The sentence above all numbers. */
export function verdictOfAll(
  report: GradientReport,
  description: RunDescription | null,
): { verdict: Verdict; text: string } {
  const { parameters, wrong } = report;
  if (wrong.length > 0) return { verdict: 'differs', text: differs(report, description) };
  const compared = parameters.filter(({ checked }) => checked > 0);
  if (compared.length === 0) return { verdict: 'unknown', text: words.nothing };
  const entries = compared.flatMap(({ worst }) => worst);
  if (entries.every(({ analytic, numeric }) => analytic === 0 && numeric === 0)) {
    return { verdict: 'agrees', text: words.zero };
  }
  return { verdict: 'agrees', text: words.agrees(formatNumber(largestError(compared))) };
}

function differs(
  { parameters, wrong }: GradientReport,
  description: RunDescription | null,
): string {
  const first = wrong.map(at => parameters[at]);
  const names = first.map(each => gradientTitle(each, description)).join(', ');
  const error = formatNumber(largestError(first));
  const { layer } = first[0];
  if (layer === null) return words.differsInput(names, error);
  return words.differs(layer + 1, names, error, layer > 0);
}

function largestError(parameters: readonly CheckedParameters[]): number {
  return Math.max(...parameters.map(each => each.maxRelativeError ?? Infinity));
}

/** What was compared, and how. */
export function scopeWords({
  of: whose,
  step,
  rows,
  parameters,
  tolerance,
}: GradientReport): string {
  const sum = (of: (each: CheckedParameters) => number): number =>
    parameters.reduce((total, each) => total + of(each), 0);
  const size = sum(each => each.size);
  const taken = sum(each => each.checked + each.kinks);
  const batch = step === null || rows === null ? [] : [words.batch(step, rows)];
  const sample = taken < size ? words.sample(taken, size) : words.all(size, step === null);
  const objective = whose === 'objective' ? [words.objective] : [];
  return [...batch, ...objective, sample, words.method(formatNumber(tolerance, 1))].join(' ');
}

/** `1,000 of 235,200`, or the number of all. */
export function sampleWords({ size, checked, kinks }: CheckedParameters): string {
  const all = formatInteger(size);
  const compared = checked < size ? words.of(checked, size) : all;
  return kinks > 0 ? `${compared} · ${words.atKinks(kinks)}` : compared;
}

/** Which parameters were left out, and why: a sentence for each tensor that has some. */
export function kinkWords(
  { parameters }: GradientReport,
  description: RunDescription | null,
): string[] {
  return parameters.flatMap(each => {
    if (each.kinks === 0) return [];
    const places = each.firstKinks.map(({ index, of, at }) => {
      if ('gate' in at) return words.gateKink(at.gate, of);
      const ref = gradientRef(each);
      const parameter = ref && description ? placeOf(description, ref, index) : '';
      return words.kink(parameter, of, at.layer + 1, at.unit + 1, at.row + 1);
    });
    const more = each.kinks - places.length;
    return [words.leftOut(gradientTitle(each, description), each.kinks, places.join('; '), more)];
  });
}

/** Entries of all tensors, the worst one first. */
export function worstEntries(
  { parameters }: GradientReport,
  description: RunDescription | null,
): WorstEntry[] {
  const entries = parameters.flatMap(each => {
    const ref = gradientRef(each);
    const largest = each.worst.length > 0 ? distance(each.worst[0]) : 0;
    return each.worst.map((entry): WorstEntry => {
      const { index, analytic, numeric } = entry;
      const apart = distance(entry);
      const share = apart === largest ? 1 : apart / largest;
      const error = apart === 0 ? 0 : (each.maxRelativeError ?? Infinity) * share;
      const numbers = { analytic, numeric, error };
      if (!ref || !description) {
        return { name: gradientTitle(each, description), place: '', ...numbers, target: null };
      }
      const name = `${tensorTitle(description, ref)}[${index.map(i => i + 1).join(', ')}]`;
      const cell = cellOf(index);
      const place = placeOf(description, ref, index);
      return { name, place, ...numbers, target: { tensor: ref, cell } };
    });
  });
  return entries.sort((a, b) => b.error - a.error).slice(0, MOST_ENTRIES);
}

function placeOf(description: RunDescription, ref: TensorRef, index: readonly number[]): string {
  const { row, col } = cellOf(index);
  return cellWords(description, ref, row, col, index.length === 1);
}

function cellOf(index: readonly number[]): Cell {
  return index.length === 1 ? { row: 0, col: index[0] } : { row: index[0], col: index[1] };
}

function distance({ analytic, numeric }: ComparedEntry): number {
  return analytic === null || numeric === null ? Infinity : Math.abs(analytic - numeric);
}
