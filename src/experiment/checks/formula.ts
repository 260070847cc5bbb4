/** `checks.formula`: formulas that must hold. */
import type { Run } from '../../engine/training/run';
import { formulaMistake } from '../autopsy/formulaMistake';
import { object } from '../format/compounds';
import { atValue, optional, replaceValue, required } from '../format/core';
import type { Report, ValueOf } from '../format/core';
import type { JsonPath, Place } from '../format/finding';
import { mayShow } from '../policy/policy';
import { text } from '../format/scalars';
import { nearest } from '../format/suggest';
import { placeInText } from '../grammar/places';
import { Trouble } from '../grammar/trouble';
import { compare, plainFactor, RELATIVE } from '../verify/compare';
import { evaluate, isMisfit } from '../verify/evaluate';
import { complaintOf, isOpen, namesIn, parseFormula } from '../verify/formula';
import type { Formula } from '../verify/formula';
import { parseInspectPath } from '../verify/inspectPath';
import type { InspectPath } from '../verify/inspectPath';
import { formulaNames } from '../verify/names';
import { failed, passed, stillOpen } from '../verify/result';
import type { CheckResult } from '../verify/result';
import { scalar, tensorAt } from '../verify/tensors';
import { inspectPath, relative, several } from './fields';
import { checkKind } from './kind';
import type { Start } from './kind';
import { checkIndices, checkPath } from './paths';

const format = several(
  object(
    {
      for: inspectPath('What the formula computes'),
      formula: required(
        text(),
        'An expression of x, y, aPrev, z, a, delta, W and b, or of W1, delta2, … by layer, with .T @ * + - / and sum(…, axis).',
      ),
      tolerance: relative('1e-6, or 1e-4 in float32,'),
    },
    { noun: 'a formula check' },
  ),
);

type FormulaCheck = ValueOf<typeof format>[number];

export const formula = checkKind({
  ...optional(format, 'Formulas that must hold on the first batch.', []),
  check: (formulas, subject, { tree, text: whole }, report) => {
    if (formulas.length === 0) return;
    const { layers } = subject.model;
    // The same names for every layer; only what they stand for differs.
    const known = formulaNames(subject.notation, layers, null);
    const ofFirst = formulaNames(subject.notation, layers, 0);
    for (const { at, for: path, formula: written } of formulas) {
      if (!checkPath(path, subject, [...at, 'for'], report)) continue;
      const field = [...at, 'formula'];
      if (isOpen(written)) {
        const message = `This check is open: write the formula for ${path}.`;
        report.add('information', 'open-check', message, atValue(...field));
        continue;
      }
      const placeOf = (trouble: Trouble) => placeInText(tree, whole, field, trouble);
      const place = parseInspectPath(path, layers);
      const own = typeof place === 'string' ? null : place.layer;
      /** The layer without biases whose biases the name would be; null: it is another name. */
      const lacking = (name: string): number | null => {
        const named = known.get(name);
        if (named?.name !== 'biases' || named.layer === null) return null;
        const isNumbered = ofFirst.get(name)?.layer === named.layer;
        const layer = isNumbered ? named.layer : (own ?? named.layer);
        return layers[layer].use_bias ? null : layer;
      };
      checkFormula(written, { known, lacking }, field, placeOf, report);
    }
  },
  prepare: (formulas, start, report) =>
    formulas.map(each => {
      checkIndices(each.for, start, [...each.at, 'for'], report);
      return { step: 0, count: 1, make: run => [resultOf(each, start, run)] };
    }),
});

interface Names {
  known: ReadonlyMap<string, InspectPath>;
  lacking: (name: string) => number | null;
}

function checkFormula(
  written: string,
  { known, lacking }: Names,
  at: JsonPath,
  placeOf: (trouble: Trouble) => Place,
  report: Report,
): void {
  let parsed: Formula;
  try {
    parsed = parseFormula(written);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    const fixes = trouble.fixes.map(fix => replaceValue(fix.title, at, fix.text));
    report.error('formula', complaintOf(trouble), placeOf(trouble), fixes);
    return;
  }
  const names = namesIn(parsed);
  const unbiased = names.find(name => lacking(name) !== null);
  if (unbiased !== undefined && !report.full) {
    const number = Number(lacking(unbiased)) + 1;
    const message = `The formula names \`${unbiased}\`, but layer ${number} has no biases: its \`use_bias\` is false.`;
    report.error('formula', message, atValue(...at));
    return;
  }
  const unknown = names.find(name => !known.has(name));
  if (unknown === undefined || report.full) return;
  // A single letter is near to any other.
  const meant = unknown.length < 3 ? null : nearest(unknown, [...known.keys()]);
  const hint =
    meant === null
      ? 'it knows x, y, aPrev, z, a, delta, W, b, and W1, delta2, … by layer.'
      : `did you mean \`${meant}\`?`;
  const message = `The formula names \`${unknown}\`, which is nothing here: ${hint}`;
  const renamed = meant === null ? null : renameIn(written, unknown, meant);
  const fixes =
    renamed === null ? [] : [replaceValue(`Change \`${unknown}\` to \`${meant}\``, at, renamed)];
  report.error('formula', message, atValue(...at), fixes);
}

function renameIn(written: string, name: string, meant: string): string {
  return written.replace(/[\p{L}_][\p{L}\p{N}_]*/gu, word => (word === name ? meant : word));
}

function resultOf(
  { at, for: path, formula: written, tolerance }: FormulaCheck,
  { model: { layers }, dtype, notation, solution }: Start,
  run: Run,
): CheckResult {
  if (isOpen(written)) return stillOpen(`a formula for ${path}`);
  const what = `${path} = ${written}`;
  const place = parseInspectPath(path, layers);
  if (typeof place === 'string') return passed(what);
  const recording = run.peek();
  const names = formulaNames(notation, layers, place.layer);
  const got = evaluate(parseFormula(written), name => {
    const named = names.get(name);
    return (named && tensorAt(recording, named)) ?? scalar(NaN);
  });
  if (isMisfit(got)) {
    return failed(what, [...at, 'formula'], `The sizes in ${written} do not fit: ${got.words}.`);
  }
  const ours = tensorAt(recording, place) ?? scalar(NaN);
  const allowed = { relative: tolerance ?? RELATIVE[dtype] };
  const difference = compare(got, ours, allowed);
  if (!difference) return passed(what);
  const pair = { ours, given: got, tolerance: allowed };
  const sizes = { rows: recording.x.rows, outputs: recording.y.cols };
  const factor = difference.at && plainFactor([pair], sizes);
  const mistake = factor === null ? formulaMistake(got, place, run, solution) : null;
  const hint = factor === null ? mistake && ` ${mistake.message}` : ` Everywhere it is ${factor}.`;
  const where = mayShow(solution, 'solution') ? `: it ${difference.words}` : '';
  const message = `${written} is not ${path}${where}.${mayShow(solution, 'hint') && hint ? hint : ''}`;
  return failed(what, [...at, 'formula'], message.replace(/\?\.$/, '?'));
}
