/** The lines that a run writes as it trains, one text in the terminal and in the panel. */
import { learningRate } from '../../engine/optimizers/schedules';
import type { RunSpec } from '../../engine/ground/spec';
import { stepAfterEpoch, type Course } from '../../engine/training/course';
import { parseLogFormat, renderLog, type LogPart, type LogValue } from './logFormat';

/** What a line says of an epoch that has ended. */
export interface EndedEpoch {
  /** From 1. */
  epoch: number;
  /** A number for each column of the epoch log. */
  values: ArrayLike<number>;
  /** Of training, from its beginning to the end of this epoch. */
  seconds: number;
}

/** In `trainer.log_format`, every `trainer.log_every` epochs; without a format, all columns in six digits. */
export class LogLines {
  /** Whether a line names `{seconds}`, the time of training so far. */
  readonly isTimed: boolean;
  private readonly parts: LogPart[];
  /** Whether the format counts epochs from 0, as `for i in range(…)` does; `log_every` then does, too. */
  private readonly fromZero: boolean;

  /** @param columns names of the columns of the epoch log, in order */
  constructor(
    private readonly spec: RunSpec,
    private readonly columns: readonly string[],
  ) {
    const { epochs, log_format } = spec.trainer;
    const shown = columns.map(column => `${column} {${column}:.6g}`).join('  ');
    const format = log_format ?? `epoch {epoch:${String(epochs).length}}  ${shown}`;
    const parts = parseLogFormat(format);
    this.parts = typeof parts === 'string' ? [{ text: format }] : parts;
    const names = (name: string): boolean =>
      this.parts.some(part => 'name' in part && part.name === name);
    this.fromZero = names('epoch0');
    this.isTimed = names('seconds');
  }

  /** The first epoch that has a line. */
  get first(): number {
    return this.fromZero ? 1 : this.spec.trainer.log_every;
  }

  /** Whether this epoch, from 1, has a line. */
  isDue(epoch: number): boolean {
    return (epoch - this.first) % this.spec.trainer.log_every === 0;
  }

  /** A line, which may have breaks inside. @param course of the run that the epoch belongs to */
  line(course: Course, { epoch, values, seconds }: EndedEpoch): string {
    const { spec, columns } = this;
    const { epochs } = spec.trainer;
    const whole = (number: number): LogValue => ({ number, whole: true });
    const real = (number: number): LogValue => ({ number, whole: false });
    return renderLog(
      this.parts,
      new Map([
        ['epoch', whole(epoch)],
        ['epoch0', whole(epoch - 1)],
        ['epochs', whole(epochs)],
        ['step', whole(stepAfterEpoch(course, epoch))],
        ['iterations', whole(course.batchesPerEpoch)],
        ['learning_rate', real(learningRate(spec.optimizer, epoch - 1, epochs))],
        ['seconds', real(seconds)],
        ...columns.map((column, at): [string, LogValue] => [column, real(values[at])]),
      ]),
    );
  }
}
