/** What is wrong with a loaded run, found anew where it rests. */
import type { Run } from '../../engine/training/run';
import type { Prepared } from '../../experiment/prepare';
import { diagnose, type Outcome } from '../../experiment/diagnosis/producers';
import { courseOf } from '../../experiment/diagnosis/subject/course';
import { Subject } from '../../experiment/diagnosis/subject/subject';
import type { Finding } from '../../experiment/format/finding';

/**
 * What is wrong with an experiment before its first update, and what is not.
 * @param problems of its reader: some of them explain what would be found
 */
export function diagnoseBefore(prepared: Prepared, problems: readonly Finding[]): Outcome {
  return diagnose(new Subject(prepared), problems);
}

export class Diagnosis {
  private subject: Subject | null = null;
  private found: Outcome = { findings: [], ruledOut: [] };
  /** The run, and the step, that they are about. */
  private of: Run | null = null;
  private step = NaN;

  constructor(
    private readonly prepared: Prepared,
    private readonly problems: readonly Finding[],
  ) {}

  /** While the run moves nothing is computed: what was found before stands. */
  outcome(run: Run, resting: boolean): Outcome {
    const { step } = run.position;
    if ((!resting && this.subject) || (this.of === run && this.step === step)) return this.found;
    this.subject ??= new Subject(this.prepared);
    this.subject.follow(step === 0 ? null : courseOf(run));
    this.found = diagnose(this.subject, this.problems);
    [this.of, this.step] = [run, step];
    return this.found;
  }
}
