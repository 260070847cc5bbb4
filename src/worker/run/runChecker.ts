/** Runs a gradient check in portions, so that other requests are answered in between. */
import type { Run } from '../../engine/training/run';
import { runCheckSteps } from '../../engine/checking/runCheck';
import type { GradientReport } from '../../protocol/gradientCheck';
import type { Clock } from '../time/clock';
import { gradientReport } from './gradientReport';

/** Milliseconds of computing in one portion. */
const PORTION_MS = 100;

/** Progress of a check, in entries; the report once it is done. */
export interface CheckPortion {
  done: number;
  total: number;
  report: GradientReport | null;
}

interface Active {
  run: Run;
  /** The step at which the check began. */
  step: number;
  steps: ReturnType<typeof runCheckSteps>;
  total: number;
}

export class RunChecker {
  private active: Active | null = null;

  constructor(private readonly clock: Clock) {}

  /**
   * Begins a check of the run's next batch, or does its next portion.
   * @throws Error with one sentence if there is nothing to compare, or the run has gone on meanwhile
   */
  portion(run: Run, begin: boolean): CheckPortion {
    if (begin) this.begin(run);
    const { active } = this;
    if (active?.run !== run || active.step !== run.position.step) {
      this.active = null;
      throw new Error('The run went on during the gradient check: its gradients are others now.');
    }
    const until = this.clock.now() + PORTION_MS;
    for (;;) {
      const { done, value } = active.steps.next();
      if (done) {
        this.active = null;
        const rows = run.peek().x.rows;
        const { step, total } = active;
        return { done: total, total, report: gradientReport(value, { step, rows }) };
      }
      active.total = value.total;
      if (this.clock.now() >= until) return { ...value, report: null };
    }
  }

  private begin(run: Run): void {
    this.active = null;
    if (!Number.isFinite(run.peek().loss)) {
      throw new Error('The loss is not finite: there is nothing to compare the gradients with.');
    }
    const steps = runCheckSteps(run);
    this.active = { run, step: run.position.step, steps, total: 0 };
  }
}
