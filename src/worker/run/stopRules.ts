/** Conditions at which a run pauses by itself, found in what its updates leave behind. */
import { epochsAfterStep, type Course } from '../../engine/training/course';
import type { StepNorms } from '../../engine/training/recording/stepRecorder';
import type { RunDescription, StopConditions } from '../../protocol/snapshot';

export interface Hit {
  /** Updates after which the run is to stand: what met the condition comes next, or has just come. */
  step: number;
  /** One sentence for people. */
  message: string;
}

export class StopRules {
  /** The update that `check` expects next. */
  private next = 1;
  /** At the update before, a gradient was too small: it is said once, until none is any more. */
  private wasSmall = false;
  private epoch = { sum: 0, batches: 0 };
  private lastLoss = NaN;
  private rises = 0;

  constructor(
    private readonly conditions: StopConditions,
    private readonly layers: Pick<RunDescription['layers'][number], 'name'>[],
    private readonly course: Course,
  ) {}

  get isEmpty(): boolean {
    return this.conditions.gradientBelow === null && this.conditions.lossRises === null;
  }

  /** Looks at these updates in their order. @returns the first that meets a condition; else null */
  check(norms: StepNorms): Hit | null {
    if (norms.first !== this.next) this.forget();
    for (let i = 0; i < norms.loss.length; i++) {
      const update = norms.first + i;
      this.next = update + 1;
      const hit = this.smallGradient(norms, i, update) ?? this.risingLoss(norms.loss[i], update);
      if (!hit) continue;
      this.next = hit.step + 1;
      return hit;
    }
    return null;
  }

  /** The run stands somewhere else. */
  private forget(): void {
    this.wasSmall = false;
    this.epoch = { sum: 0, batches: 0 };
    this.lastLoss = NaN;
    this.rises = 0;
  }

  private smallGradient({ layers }: StepNorms, i: number, update: number): Hit | null {
    const { gradientBelow: limit } = this.conditions;
    if (limit === null) return null;
    const small = layers.findIndex(({ gradW }) => gradW[i] < limit);
    const isNew = small >= 0 && !this.wasSmall;
    this.wasSmall = small >= 0;
    if (!isNew) return null;
    const norm = layers[small].gradW[i].toExponential(2);
    const { name } = this.layers[small];
    const message = `Paused before update ${update}: ‖∂L/∂W‖ of ${name} is ${norm}, less than ${limit}.`;
    return { step: update - 1, message };
  }

  /** Looks at a full batch update by update, and otherwise at the mean over the batches of each epoch. */
  private risingLoss(loss: number, update: number): Hit | null {
    const { lossRises: limit } = this.conditions;
    const { epoch, course } = this;
    const { batchesPerEpoch } = course;
    const number = epochsAfterStep(course, update);
    epoch.sum += loss;
    epoch.batches++;
    if (limit === null || !Number.isInteger(number)) return null;
    const whole = epoch.batches === batchesPerEpoch;
    const mean = whole ? epoch.sum / epoch.batches : NaN;
    this.epoch = { sum: 0, batches: 0 };
    this.rises = mean > this.lastLoss ? this.rises + 1 : 0;
    this.lastLoss = mean;
    if (this.rises < limit) return null;
    this.rises = 0;
    const times = `${limit} ${limit === 1 ? 'epoch' : 'epochs in a row'}`;
    const message = `Paused at epoch ${number}: the loss has risen for ${times}, to ${mean.toPrecision(4)}.`;
    return { step: batchesPerEpoch === 1 ? update - 1 : update, message };
  }
}
