/** Runs a file's `checks` while a run trains: at step 0, at their own steps, and at its end. */
import type { Run } from '../../engine/training/run';
import type { Prepared } from '../../experiment/prepare';
import { verdictOf } from '../../experiment/verify/result';
import { countChecks, Verifier } from '../../experiment/verifier';
import type { ChecksReport } from '../../protocol/checks';
import type { Clock } from './clock';
import { SLICE_MS } from './runLoop';

export class RunVerifier {
  private readonly verifier: Verifier;
  /** Number of checks in the file. */
  private readonly total: number;

  constructor(prepared: Prepared) {
    this.verifier = new Verifier(prepared);
    this.total = countChecks(prepared);
  }

  /** The checks of step 0, piece by piece: those of gradients may take a while. */
  *begin(run: Run): Generator<unknown, void> {
    if (this.total > 0 && run.position.step === 0) yield* this.verifier.steps(run);
  }

  /** How many of `updates` may be done before the next check is due. */
  within(updates: number, run: Run): number {
    if (this.total === 0) return updates;
    this.verifier.observe(run);
    const due = (this.verifier.nextStep ?? Infinity) - run.position.step;
    return Math.max(1, Math.min(updates, due));
  }

  /** Runs the checks that the last updates have made due. */
  look(run: Run): void {
    if (this.total === 0) return;
    this.verifier.observe(run);
    if (run.done) this.verifier.finish(run);
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
  { run, verifier }: { run: Run; verifier: RunVerifier | null },
  clock: Clock,
  interrupted: () => boolean,
): Promise<void> {
  const steps = verifier?.begin(run);
  let until = clock.now() + SLICE_MS;
  while (steps?.next().done === false && !interrupted()) {
    if (clock.now() < until) continue;
    await clock.breathe();
    until = clock.now() + SLICE_MS;
  }
}
