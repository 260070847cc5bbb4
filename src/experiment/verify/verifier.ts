/** Checks that come due while a run goes on: what they say of it. */
import { GRADIENT_TOLERANCE } from '../../engine/differences';
import {
  whereErrorsStart,
  type CheckProgress,
  type GradientCheck,
} from '../../engine/gradientCheck';
import type { Run, Recording } from '../../engine/run';
import { runCheckSteps } from '../../engine/runCheck';
import { finished } from '../data/csvRows';
import type { ChecksSpec, ExpectCheck, FormulaCheck } from '../experiment';
import { atKey, atValue } from '../format/core';
import type { Prepared } from '../prepare';
import type { Problem } from '../problem';
import { compare, largest, plainFactor, say } from './compare';
import { evaluate, parseFormula } from './formula';
import { parseInspectPath } from './inspectPath';
import type { PreparedChecks } from './checkChecks';
import type { GivenGradient } from './givenGradients';
import { formulaNames } from './names';
import { expectedValue, scalar, tensorAt } from './tensors';
import type { Tensor } from './tensors';

export interface CheckResult {
  /** What was checked, in a few words: `layers.1.gradW.0.0 at step 3`. */
  what: string;
  /** null: it holds. */
  problem: Problem | null;
}

/** `3 of 4 checks passed.`, or nothing where none has been made. */
export function verdictOf(results: readonly CheckResult[]): string {
  const passed = results.filter(({ problem }) => problem === null).length;
  if (results.length === 0) return '';
  const checks = results.length === 1 ? 'check' : 'checks';
  return `${passed} of ${results.length} ${checks} passed.`;
}

const RELATIVE = { float64: 1e-6, float32: 1e-4 } as const;

/** How many a file asks for. */
export function countChecks(checks: ChecksSpec): number {
  const { expect, gradient_check: numeric, compare_gradients: own, formula } = checks;
  return expect.length + formula.length + (numeric ? 1 : 0) + (own ? 1 : 0);
}

/** Shown to a run at step 0 and whenever `nextStep` is reached; then it knows all results. */
export class Verifier {
  readonly results: CheckResult[] = [];
  private readonly due: ExpectCheck[];
  private started = false;

  constructor(private readonly prepared: Prepared) {
    const expected = prepared.checks?.spec.expect ?? [];
    this.due = [...expected].sort((a, b) => a.step - b.step);
  }

  /** The step before which the run must not go on without being shown; null: nothing is left. */
  get nextStep(): number | null {
    if (!this.started) return 0;
    return this.due[0]?.step ?? null;
  }

  /** Looks at the next batch, as `inspect` does, and changes nothing. */
  observe(run: Run): void {
    finished(this.steps(run));
  }

  /** The same, entry by entry of a gradient check. To be taken to its end before the run goes on. */
  *steps(run: Run): Generator<CheckProgress, void> {
    const { step } = run.position;
    if (step === 0 && !this.started) yield* this.start(run);
    while (this.due.length > 0 && this.due[0].step <= step) {
      this.results.push(expectation(this.due.splice(0, 1)[0], run.peek()));
    }
  }

  /** The run is over: what has not come due cannot hold. */
  finish(run: Run): void {
    for (const { at, path, step } of this.due.splice(0)) {
      const message = `${path} is expected at step ${step}, but the run ended after ${run.position.step} updates.`;
      this.results.push(failed(`${path} at step ${step}`, [...at, 'step'], message));
    }
  }

  private *start(run: Run): Generator<CheckProgress, void> {
    const { checks } = this.prepared;
    if (checks?.spec.gradient_check) {
      const found = yield* runCheckSteps(run);
      this.results.push(gradientResult(found, checks.spec.gradient_check.tolerance));
    }
    this.started = true;
    if (!checks) return;
    const { compare_gradients: own, formula } = checks.spec;
    if (own) this.results.push(this.compareGradients(checks.given, own, run.peek()));
    for (const check of formula) this.results.push(this.formula(check, checks, run.peek()));
  }

  private compareGradients(
    given: readonly GivenGradient[],
    { file, tolerance }: { file: string; tolerance: number | null },
    recording: Recording,
  ): CheckResult {
    const scale = tolerance ?? RELATIVE[this.prepared.spec.dtype];
    const pairs = given.map(({ layer, tensor, values, slack }) => {
      const ours = ofLayer(recording, layer, tensor);
      const most = scale * largest(ours, values);
      const loose = tolerance === null && slack !== null;
      const allowed = loose ? (index: number) => slack[index] * (1 + 1e-6) + most : () => most;
      return { layer, tensor, ours, given: values, allowed };
    });
    const what = `the gradients of ${file}`;
    const place = ['checks', 'compare_gradients', 'file'];
    for (const { layer, tensor, ours, given: values, allowed } of pairs) {
      const difference = compare(values, ours, allowed);
      if (!difference) continue;
      const { data } = this.prepared;
      const rows = recording.x.rows;
      const factor = plainFactor(pairs, { rows, outputs: data.train.y.cols });
      const hint = factor === null ? '' : ` All of them are ${factor}.`;
      const message = `${tensor} of layer ${layer + 1} differs from ${file}: there it ${difference.words}.${hint}`;
      return failed(what, place, message.replace(/\?\.$/, '?'));
    }
    return { what, problem: null };
  }

  private formula(
    { at, for: path, formula: text, tolerance }: FormulaCheck,
    { notation }: PreparedChecks,
    recording: Recording,
  ): CheckResult {
    const { spec } = this.prepared;
    const { layers } = spec.model;
    const what = `${path} = ${text}`;
    const place = parseInspectPath(path, layers);
    const formula = parseFormula(text);
    if (typeof place === 'string' || typeof formula === 'string') return { what, problem: null };
    const names = formulaNames(notation, layers.length, place.layer);
    const got = evaluate(formula, name => {
      const named = names.get(name);
      return (named && tensorAt(recording, named)) ?? scalar(NaN);
    });
    if (typeof got === 'string') {
      return failed(what, [...at, 'formula'], `The sizes in ${text} do not fit: ${got}.`);
    }
    const ours = tensorAt(recording, place) ?? scalar(NaN);
    const most = (tolerance ?? RELATIVE[spec.dtype]) * largest(ours, got);
    const difference = compare(got, ours, () => most);
    if (!difference) return { what, problem: null };
    const pair = { ours, given: got, allowed: () => most };
    const sizes = { rows: recording.x.rows, outputs: recording.y.cols };
    const factor = difference.at && plainFactor([pair], sizes);
    const hint = factor === null ? '' : ` Everywhere it is ${factor}.`;
    const message = `${text} is not ${path}: it ${difference.words}.${hint}`;
    return failed(what, [...at, 'formula'], message.replace(/\?\.$/, '?'));
  }
}

function ofLayer(recording: Recording, layer: number, name: 'gradW' | 'gradB'): Tensor {
  return tensorAt(recording, { layer, name, indices: [] }) ?? scalar(NaN);
}

function gradientResult(check: GradientCheck, tolerance: number | null): CheckResult {
  const what = 'gradient_check';
  const most = tolerance ?? GRADIENT_TOLERANCE;
  const wrong = whereErrorsStart(check, most).at(-1);
  if (!wrong) return { what, problem: null };
  const { maxRelativeError } = check;
  const { name } = wrong;
  const worst = wrong.worst.at(0);
  const where = worst
    ? `: ${say(worst.analytic)} against ${say(worst.numeric)} at [${worst.index.join(', ')}]`
    : '';
  const message =
    `Backpropagation and finite differences differ by ${say(maxRelativeError)} ` +
    `(tolerance ${most}), starting at ${name}${where}.`;
  return failed(what, ['checks', 'gradient_check'], message, 'key');
}

function expectation(check: ExpectCheck, recording: Recording): CheckResult {
  const { at, path, step, tolerance } = check;
  const what = `${path} at step ${step}`;
  const place = parseInspectPath(path, recording.layers.map(shapeOfLayer));
  if (typeof place === 'string') return { what, problem: null };
  const got = tensorAt(recording, place);
  const expected = expectedValue(check.value.json) ?? scalar(NaN);
  if (!got) {
    const message = `${path} is not there at step ${step}: the batch has ${recording.x.rows} rows.`;
    return failed(what, [...at, 'path'], message);
  }
  const difference = compare(got, expected, () => tolerance);
  if (!difference) return { what, problem: null };
  const message = `${path} ${difference.words}, at step ${step} (tolerance ${tolerance}).`;
  return failed(what, [...at, 'value'], message);
}

function shapeOfLayer({ weights, biases }: Recording['layers'][number]) {
  return { units: weights.cols, use_bias: biases !== null };
}

function failed(
  what: string,
  path: readonly (string | number)[],
  message: string,
  part: 'key' | 'value' = 'value',
): CheckResult {
  const place = part === 'key' ? atKey(...path) : atValue(...path);
  return { what, problem: { severity: 'error', code: 'check', message, place, fixes: [] } };
}
