/** Conditions at which a run pauses by itself, tested on the recorded updates. */
import { epochsAfterStep, type Course } from '../../engine/training/course';
import type { StepNorms } from '../../engine/training/recording/stepRecorder';
import type { RunDescription, StopConditions } from '../../protocol/snapshot';

export interface Hit {
  /** Where the run should stand: before the update that meets the condition, or right after it. */
  step: number;
  /** One sentence for people. */
  message: string;
}

export class StopRules {
  /** The update that `check` expects next. */
  private next = 1;
  /** Whether a gradient was too small at the last update: it is reported once, until none is. */
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

  /** @returns the first of these updates that meets a condition; else null */
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

  /** Starts over: the run has jumped to another step. */
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
    const found = layers[small].gradW[i];
    const norm = found === 0 ? '0' : found.toExponential(2);
    const { name } = this.layers[small];
    const message = `Paused before update ${update}: ‖∂L/∂W‖ of ${name} is ${norm}, less than ${limit}.`;
    return { step: update - 1, message };
  }

  /** Compares the losses of epochs: the mean over their batches; with full batches, that of each update. */
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
