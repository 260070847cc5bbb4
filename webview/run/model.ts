/** What the page knows of the run: the last snapshot, kept up to date by the updates after it. */
import type { ExpressionSnapshot } from '../../src/protocol/expression';
import type { FindingsReport } from '../../src/protocol/findings';
import type { GradientReport } from '../../src/protocol/gradientCheck';
import type { PanelSnapshot, ToPanel } from '../../src/protocol/panel';
import type { Frame, RunDescription, RunStatus, Substep } from '../../src/protocol/snapshot';
import type { MyLog, SweepCurves } from '../../src/protocol/runs';
import {
  dataOf,
  FEED_NAMES,
  isThere,
  NO_DATA,
  type Data,
  type FeedName,
} from '../../src/protocol/feeds';
import { History } from './history';
import { ShownLog } from './myLog';
import { PastRuns } from './pastRuns';
import { STEP_NORMS } from './stepNorms';
import type { TensorMark, TensorRef, TensorStats, TensorValues } from '../../src/protocol/tensors';

/** A tensor's numbers with the step they belong to: while it is not watched they grow old. */
export interface KnownTensor extends TensorValues {
  step: number;
}

/** `gap`: something was missed, and the page must ask for a snapshot. */
export type Outcome = 'applied' | 'ignored' | 'gap';

export class PageModel {
  revision = -1;
  snapshot: PanelSnapshot | null = null;
  /** In place of the snapshot where the experiment is an expression. */
  expression: ExpressionSnapshot | null = null;
  readonly history = new History();
  /** What was recorded of the updates. */
  readonly steps = new History();
  readonly pastRuns = new PastRuns();
  /** The newest of each datum that a view has wished for. */
  data: Data = NO_DATA;
  /** Revision that brought the last frame, or an answer to it. */
  answered = -1;
  private readonly tensors = new Map<string, KnownTensor>();
  /** After a gap only a snapshot helps. */
  private waiting = true;

  get description(): RunDescription | null {
    return this.snapshot?.description ?? null;
  }

  get status(): RunStatus {
    return this.snapshot?.status ?? { state: 'idle', message: '' };
  }

  get frame(): Frame | null {
    return this.snapshot?.frame ?? null;
  }

  /** What the last check of the gradients found; null: there has been none. */
  get gradients(): GradientReport | null {
    return (this.expression ?? this.snapshot)?.gradients ?? null;
  }

  get findings(): FindingsReport | null {
    return this.snapshot?.findings ?? null;
  }

  get sweep(): SweepCurves | null {
    return this.snapshot?.sweep ?? null;
  }

  /** The log of a student's program; null: there is none. */
  myLog: ShownLog | null = null;

  get substep(): Substep | null {
    return this.snapshot?.substep ?? null;
  }

  /** Whether a viewer who follows the pass layer by layer has been shown this tensor. */
  mark({ layer, tensor }: TensorRef): TensorMark {
    return this.substep?.marks[layer]?.[tensor] ?? 'known';
  }

  tensor(ref: TensorRef): KnownTensor | null {
    return this.tensors.get(tensorKey(ref)) ?? null;
  }

  stats(ref: TensorRef): TensorStats | null {
    return this.frame?.stats[ref.layer]?.find(stats => stats.tensor === ref.tensor) ?? null;
  }

  /** The layer with the largest |∂L/∂W|, of equal ones the last; the last where no number is finite. */
  steepestLayer(): number {
    const { layers = [] } = this.description ?? {};
    const steepness = layers.map((_, layer) => {
      const { min, max } = this.stats({ layer, tensor: 'gradW' }) ?? {};
      const largest = Math.max(-(min ?? NaN), max ?? NaN);
      return Number.isFinite(largest) ? largest : -1;
    });
    return Math.max(0, steepness.lastIndexOf(Math.max(...steepness)));
  }

  apply(message: ToPanel): Outcome {
    if (message.type === 'expression') return this.takeExpression(message);
    if (message.type === 'snapshot') {
      this.expression = null;
      this.waiting = false;
      this.revision = message.revision;
      const sameRun = message.snapshot.frame?.run === this.frame?.run;
      this.snapshot = { ...message.snapshot };
      this.takeLog(message.snapshot.myLog);
      if (message.runs) this.pastRuns.take(message.runs);
      this.startHistory();
      if (!sameRun) this.forgetPictures();
      return message.snapshot.frame && !this.take(message.snapshot.frame) ? this.gap() : 'applied';
    }
    if (this.waiting || !this.snapshot || message.revision <= this.revision) return 'ignored';
    if (message.revision !== this.revision + 1) return this.gap();
    this.revision = message.revision;
    if (message.runs) this.pastRuns.take(message.runs);
    const { frame } = message;
    if (frame && frame.run !== this.frame?.run) {
      this.startHistory();
      this.forgetPictures();
    }
    this.snapshot.stale = message.stale;
    this.snapshot.status = message.status;
    this.snapshot.substep = message.substep;
    if (message.task !== undefined) this.snapshot.task = message.task;
    if (message.gradients !== undefined) this.snapshot.gradients = message.gradients;
    if (message.findings !== undefined) this.snapshot.findings = message.findings;
    if (message.sweep !== undefined) this.snapshot.sweep = message.sweep;
    if (message.myLog !== undefined) this.takeLog(message.myLog);
    if (message.answer && this.snapshot.frame) {
      Object.assign(this.snapshot.frame, message.answer);
      this.answered = this.revision;
    }
    if (!frame) return 'applied';
    this.snapshot.frame = frame;
    return this.take(frame) ? 'applied' : this.gap();
  }

  /** Whole every time; whatever was known of a run is not this file's any more. */
  private takeExpression({ revision, snapshot }: ToPanel & { type: 'expression' }): Outcome {
    this.waiting = false;
    this.revision = revision;
    this.expression = snapshot;
    this.snapshot = null;
    this.myLog = null;
    this.forgetPictures();
    return 'applied';
  }

  private takeLog(report: MyLog | null): void {
    this.myLog = report && new ShownLog(report);
  }

  private startHistory(): void {
    this.history.clear(this.description?.columns.length ?? 0);
    this.steps.clear(1 + STEP_NORMS.length * (this.description?.layers.length ?? 0));
  }

  private forgetPictures(): void {
    this.tensors.clear();
    this.data = NO_DATA;
  }

  private take(frame: Frame): boolean {
    this.answered = this.revision;
    if (!this.history.append(frame.history) || !this.steps.append(frame.steps)) return false;
    for (const tensor of frame.tensors) {
      this.tensors.set(tensorKey(tensor), { ...tensor, step: frame.position.step });
    }
    const latest = <Name extends FeedName>(name: Name): Data[Name] =>
      isThere(frame[name]) ? frame[name] : this.data[name];
    this.data = dataOf(FEED_NAMES, latest);
    return true;
  }

  private gap(): Outcome {
    this.waiting = true;
    return 'gap';
  }
}

export function tensorKey(ref: TensorRef): string {
  return `${ref.layer}/${ref.tensor}`;
}

export function sameTensor(a: TensorRef | null, b: TensorRef | null): boolean {
  return a !== null && b !== null && a.layer === b.layer && a.tensor === b.tensor;
}
