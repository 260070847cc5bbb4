/** Checks that come due while a run goes on: what they say of it. */
import { GRADIENT_TOLERANCE } from '../engine/ground/differences';
import {
  whereErrorsStart,
  type CheckProgress,
  type GradientCheck,
} from '../engine/checking/gradientCheck';
import type { Run, Recording } from '../engine/training/run';
import type { ModelSpec } from '../engine/ground/spec';
import { runCheckSteps } from '../engine/checking/runCheck';
import { finished } from './data/csv/rows';
import type { ExpectCheck, FormulaCheck } from './format/experiment';
import type { Prepared } from './prepare';
import { compare, plainFactor, say } from './verify/compare';
import { evaluate, isOpen, parseFormula } from './verify/formula';
import { layoutHint, parseInspectPath } from './verify/inspectPath';
import type { PreparedChecks } from './rules/checkChecks';
import type { GivenGradient } from './verify/givenGradients';
import { formulaNames } from './verify/names';
import { compareOwn, gradientsOf } from './verify/ownGradients';
import { failed, passed, stillOpen } from './verify/result';
import type { CheckResult } from './verify/result';
import { expectedValue, scalar, tensorAt } from './verify/tensors';

const RELATIVE = { float64: 1e-6, float32: 1e-4 } as const;

/** How many a file asks for: the gradients of a file are one for each tensor. */
export function countChecks({ checks, spec }: Pick<Prepared, 'checks' | 'spec'>): number {
  if (!checks) return 0;
  const { expect, gradient_check: numeric, compare_gradients: own, formula } = checks.spec;
  const tensors = own ? gradientsOf(spec.model).length : 0;
  return expect.length + formula.length + (numeric ? 1 : 0) + tensors;
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
      const { kernel_layout: layout } = this.prepared.spec.model;
      this.results.push(expectation(this.due.splice(0, 1)[0], run.peek(), layout));
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
    if (own) this.results.push(...this.compareGradients(checks.given, own, run.peek()));
    for (const check of formula) this.results.push(this.formula(check, checks, run.peek()));
  }

  private compareGradients(
    given: readonly GivenGradient[],
    { file, tolerance }: { file: string; tolerance: number | null },
    recording: Recording,
  ): CheckResult[] {
    const { dtype, model } = this.prepared.spec;
    const relative = tolerance ?? RELATIVE[dtype];
    return compareOwn(given, model, { file, relative, exact: tolerance !== null }, recording);
  }

  private formula(
    { at, for: path, formula: text, tolerance }: FormulaCheck,
    { notation }: PreparedChecks,
    recording: Recording,
  ): CheckResult {
    const { spec } = this.prepared;
    const { layers } = spec.model;
    if (isOpen(text)) return stillOpen(`a formula for ${path}`);
    const what = `${path} = ${text}`;
    const place = parseInspectPath(path, layers);
    if (typeof place === 'string') return passed(what);
    const formula = parseFormula(text);
    const names = formulaNames(notation, layers.length, place.layer);
    const got = evaluate(formula, name => {
      const named = names.get(name);
      return (named && tensorAt(recording, named)) ?? scalar(NaN);
    });
    if (typeof got === 'string') {
      return failed(what, [...at, 'formula'], `The sizes in ${text} do not fit: ${got}.`);
    }
    const ours = tensorAt(recording, place) ?? scalar(NaN);
    const allowed = { relative: tolerance ?? RELATIVE[spec.dtype] };
    const difference = compare(got, ours, allowed);
    if (!difference) return passed(what);
    const pair = { ours, given: got, tolerance: allowed };
    const sizes = { rows: recording.x.rows, outputs: recording.y.cols };
    const factor = difference.at && plainFactor([pair], sizes);
    const hint = factor === null ? '' : ` Everywhere it is ${factor}.`;
    const message = `${text} is not ${path}: it ${difference.words}.${hint}`;
    return failed(what, [...at, 'formula'], message.replace(/\?\.$/, '?'));
  }
}

function gradientResult(check: GradientCheck, tolerance: number | null): CheckResult {
  const left = check.parameters.reduce((sum, { kinks }) => sum + kinks.length, 0);
  // With penalties it is their sum with the loss that the run steps with.
  const whose = check.of === 'objective' ? ' of the objective' : '';
  const what = `gradient_check${whose}${left > 0 ? ` (${left} at kinks left out)` : ''}`;
  const most = tolerance ?? GRADIENT_TOLERANCE;
  if (Number.isNaN(check.maxRelativeError)) {
    const message = 'No gradient could be compared: every entry stands at a kink.';
    return failed(what, ['checks', 'gradient_check'], message, 'key');
  }
  const wrong = whereErrorsStart(check, most).at(-1);
  if (!wrong) return passed(what);
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

function expectation(
  check: ExpectCheck,
  recording: Recording,
  layout: ModelSpec['kernel_layout'],
): CheckResult {
  const { at, path, step, tolerance } = check;
  const what = `${path} at step ${step}`;
  const place = parseInspectPath(path, recording.layers.map(shapeOfLayer));
  if (typeof place === 'string') return passed(what);
  const got = tensorAt(recording, place);
  const expected = expectedValue(check.value.json) ?? scalar(NaN);
  if (!got) {
    const message = `${path} is not there at step ${step}: the batch has ${recording.x.rows} rows.`;
    return failed(what, [...at, 'path'], message);
  }
  const difference = compare(got, expected, { absolute: tolerance });
  if (!difference) return passed(what);
  const message = `${path} ${difference.words}, at step ${step} (tolerance ${tolerance}).${layoutHint(place, layout)}`;
  return failed(what, [...at, 'value'], message);
}

function shapeOfLayer({ weights, biases }: Recording['layers'][number]) {
  return { units: weights.cols, use_bias: biases !== null };
}
