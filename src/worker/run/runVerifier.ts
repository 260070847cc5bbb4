/** Runs a file's `checks` while a run trains: at step 0, at their own steps, and at its end. */
import type { Run } from '../../engine/training/run';
import type { Station } from '../../engine/training/stations';
import type { Prepared } from '../../experiment/prepare';
import { verdictOf } from '../../experiment/verify/result';
import { countChecks, Verifier } from '../../experiment/verifier';
import type { ChecksReport } from '../../protocol/findings';
import type { Clock } from '../time/clock';
import { SLICE_MS } from './runLoop';

export class RunVerifier implements Station {
  private readonly verifier: Verifier;
  /** Number of checks in the file. */
  private readonly total: number;

  constructor(
    prepared: Prepared,
    private readonly run: Run,
  ) {
    this.verifier = new Verifier(prepared);
    this.total = countChecks(prepared);
  }

  /** The checks of step 0, piece by piece: those of gradients may take a while. */
  *begin(): Generator<unknown, void> {
    if (this.total > 0 && this.run.position.step === 0) yield* this.verifier.steps(this.run);
  }

  due(): number {
    return this.total === 0 ? Infinity : (this.verifier.nextStep ?? Infinity);
  }

  /** Runs the checks that are due where the run stands. */
  look(): null {
    if (this.total === 0) return null;
    this.verifier.observe(this.run);
    if (this.run.done) this.verifier.finish(this.run);
    return null;
  }

  /** null if the file has no checks. */
  get report(): ChecksReport | null {
    return this.total === 0 ? null : { total: this.total, results: [...this.verifier.results] };
  }

  /** The results in a sentence; empty while nothing has been checked. */
  get verdict(): string {
    return verdictOf(this.verifier.results);
  }
}

/** Runs the checks of step 0, and lets messages in now and then; ends early if interrupted. */
export async function beginChecks(
  verifier: RunVerifier | null,
  clock: Clock,
  interrupted: () => boolean,
): Promise<void> {
  const steps = verifier?.begin();
  let until = clock.now() + SLICE_MS;
  while (steps?.next().done === false && !interrupted()) {
    if (clock.now() < until) continue;
    await clock.breathe();
    until = clock.now() + SLICE_MS;
  }
}
