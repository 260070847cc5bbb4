/**
 * The gradients of an experiment against finite differences: how far their check is, and what it
 * found last. Knows nothing of vscode.
 */
import {
  checkExpression,
  type CheckedExpressionInput,
} from '../../experiment/expression/checkExpression';
import type { Expression } from '../../experiment/expression/expression';
import type { CheckedParameters, GradientReport } from '../../protocol/gradientCheck';
import { Emitter, type Disposable } from '../events/events';
import type { ExpressionView } from './expressionView';
import type { Session } from './session';

/** How many parameters have been compared, of how many. */
export interface CheckProgress {
  done: number;
  total: number;
}

export class GradientCheck implements Disposable {
  private readonly changes = new Emitter<void>();
  /** There is another report, or none any more. */
  readonly onDidChange = this.changes.event;
  private readonly progress = new Emitter<CheckProgress>();
  readonly onDidProgress = this.progress.event;
  private found: GradientReport | null = null;
  /** The expression that was checked: once asked for, its report follows every edit. */
  private expressionChecked: Expression | null = null;
  private checking: Promise<GradientReport | null> | null = null;
  private cancelled = false;

  constructor(
    private readonly session: Session,
    private readonly expression: ExpressionView,
  ) {
    session.onDidChange(change => {
      if (change === 'run') this.set(null);
    });
    expression.onDidChange(() => this.followEdits());
  }

  /** What was found last of this run or this expression; null: it has not been checked. */
  get report(): GradientReport | null {
    return this.found;
  }

  /**
   * Checks the next batch of the run as it stands, or the expression as it is written. A training
   * run is paused first; nothing of it changes. null: it was cancelled. Throws a Refusal where the
   * file has an error.
   */
  run(): Promise<GradientReport | null> {
    this.cancelled = false;
    this.checking ??= this.check().finally(() => (this.checking = null));
    return this.checking;
  }

  cancel(): void {
    this.cancelled = true;
  }

  dispose(): void {
    this.cancelled = true;
    this.changes.dispose();
    this.progress.dispose();
  }

  private async check(): Promise<GradientReport | null> {
    const { expression } = this.expression;
    if (expression) return this.set(this.checkExpression(expression));
    const { session } = this;
    // No update: the worker then holds the run where it is shown, and waits there.
    await session.step(0);
    for (let begin = true; !this.cancelled; begin = false) {
      const { report, done, total } = await session.ask('checkGradients', { begin });
      if (report) return this.set(report);
      this.progress.fire({ done, total });
    }
    return null;
  }

  private checkExpression(expression: Expression): GradientReport {
    this.expressionChecked = expression;
    const { tolerance, inputs } = checkExpression(expression);
    const parameters = inputs.map(input => shownInput(input, tolerance));
    const wrong = parameters.flatMap(({ verdict }, at) => (verdict === 'differs' ? [at] : []));
    return { of: 'loss', step: null, rows: null, tolerance, parameters, wrong };
  }

  private followEdits(): void {
    const { active, expression } = this.expression;
    if (!this.expressionChecked) {
      // A network became an expression: what was found of the one says nothing of the other.
      if (active) this.set(null);
    } else if (!expression) {
      this.expressionChecked = null;
      this.set(null);
    } else if (expression !== this.expressionChecked) this.set(this.checkExpression(expression));
  }

  private set(report: GradientReport | null): GradientReport | null {
    if (report === this.found) return report;
    this.found = report;
    this.changes.fire();
    return report;
  }
}

function shownInput(input: CheckedExpressionInput, tolerance: number): CheckedParameters {
  const { name, kink, analytic, numeric, relativeError } = input;
  const place = kink && { index: [], of: kink.of, at: { gate: kink.gate } };
  const agrees = relativeError <= tolerance;
  return {
    name,
    layer: null,
    tensor: 'input',
    size: 1,
    checked: place ? 0 : 1,
    verdict: place ? 'unknown' : agrees ? 'agrees' : 'differs',
    maxRelativeError: place ? null : finite(relativeError),
    worst: place ? [] : [{ index: [], analytic: finite(analytic), numeric: finite(numeric) }],
    kinks: place ? 1 : 0,
    firstKinks: place ? [place] : [],
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
