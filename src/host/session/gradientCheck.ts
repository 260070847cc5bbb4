/**
 * The gradient check of an experiment: its progress, and its last report. Knows nothing of vscode.
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

/** Number of parameters compared, of all. */
export interface CheckProgress {
  done: number;
  total: number;
}

export class GradientCheck implements Disposable {
  private readonly changes = new Emitter<void>();
  /** Fires when the report has changed or gone. */
  readonly onDidChange = this.changes.event;
  private readonly progress = new Emitter<CheckProgress>();
  readonly onDidProgress = this.progress.event;
  private found: GradientReport | null = null;
  /** The checked expression: after the first check its report follows every edit. */
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

  /** The last report of this run or expression; null if it has not been checked. */
  get report(): GradientReport | null {
    return this.found;
  }

  /**
   * Checks the gradients of the next batch, or of the expression. A training run is paused first, and
   * otherwise left as it is.
   * @returns null if it was cancelled
   * @throws Refusal if the file has an error
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
    // Stepping by 0 updates makes the worker load the run and go to the step that is shown.
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
      // A network has become an expression: its report no longer applies.
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
