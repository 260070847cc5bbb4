/** Checks that come due while a run goes on: what they say of it. */
import type { CheckProgress } from '../engine/checking/gradientCheck';
import type { Run } from '../engine/training/run';
import type { Check } from './checks/kind';
import { finished } from './data/csv/rows';
import type { Prepared } from './prepare';
import type { CheckResult } from './verify/result';

/** How many results a file asks for. */
export function countChecks({ checks }: Pick<Prepared, 'checks'>): number {
  return checks.reduce((sum, { count }) => sum + count, 0);
}

/** Shown to a run at step 0 and whenever `nextStep` is reached; then it knows all results. */
export class Verifier {
  readonly results: CheckResult[] = [];
  private readonly due: Check[];

  constructor({ checks }: Pick<Prepared, 'checks'>) {
    this.due = [...checks];
  }

  /** The step before which the run must not go on without being shown; null: nothing is left. */
  get nextStep(): number | null {
    return this.due.at(0)?.step ?? null;
  }

  /** Looks at the next batch, as `inspect` does, and changes nothing. */
  observe(run: Run): void {
    finished(this.steps(run));
  }

  /** The same, entry by entry of a gradient check. To be taken to its end before the run goes on. */
  *steps(run: Run): Generator<CheckProgress, void> {
    for (;;) {
      const check = this.due.at(0);
      if (!check || check.step > run.position.step) return;
      const made = check.make(run);
      this.results.push(...(Array.isArray(made) ? made : yield* made));
      this.due.shift();
    }
  }

  /** The run is over: what has not come due cannot hold. */
  finish(run: Run): void {
    const { step } = run.position;
    this.results.push(...this.due.splice(0).flatMap(check => check.missed?.(step) ?? []));
  }
}
