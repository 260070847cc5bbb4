/**
 * The lines of a run's log. What they say is kept apart from the log of the curves, which is thinned:
 * a line that the terminal prints is never missing here.
 */
import type { Run } from '../../engine/training/run';
import { LogLines } from '../../experiment/notation/logLines';
import type { LogTail } from '../../protocol/snapshot';
import type { Clock } from '../time/clock';
import { Stopwatch } from '../time/stopwatch';

/** Lines that are kept; of a longer log, at least the last of this number. */
const MOST_LINES = 100_000;
/** Before the values of a row: its epoch, and the seconds of training until it had ended. */
const HEAD = 2;

export class EpochLog {
  private readonly lines: LogLines;
  /** Row after row. */
  private kept: number[] = [];
  private readonly width: number;
  /** The last epoch that has been written down. */
  private last = 0;
  private isCut = false;
  /** Time of training so far; null where no line names `{seconds}`. */
  private readonly stopwatch: Stopwatch | null;

  constructor(
    private readonly run: Run,
    clock: Clock,
    private readonly most = MOST_LINES,
  ) {
    this.lines = new LogLines(run.spec, run.columns);
    this.width = HEAD + run.columns.length;
    this.stopwatch = this.lines.isTimed ? new Stopwatch(clock) : null;
  }

  /** The run is trained from now on, until it rests. */
  resume(): void {
    this.stopwatch?.start();
  }

  rest(): void {
    this.stopwatch?.stop();
  }

  /** Writes down an epoch that has ended. One that is computed again is the same as before. */
  add(epoch: number, values: Float64Array): void {
    if (epoch <= this.last || !this.lines.isDue(epoch)) return;
    this.last = epoch;
    this.kept.push(epoch, this.stopwatch?.seconds ?? 0);
    for (let column = 0; column < values.length; column++) this.kept.push(values[column]);
    // Seldom: each time it moves all that stay.
    if (this.kept.length < 2 * this.most * this.width) return;
    this.kept = this.kept.slice(-this.most * this.width);
    this.isCut = true;
  }

  /** The end of the log, as far as the run stands: `count` lines of text at most. */
  tail(count: number): LogTail {
    const lines: LogTail['lines'] = [];
    for (let row = this.rows - 1; row >= -1 && lines.length < count; row--) {
      const epoch = row < 0 ? 0 : this.kept[row * this.width];
      lines.unshift(...this.textOf(row).map(text => ({ epoch, text })));
    }
    return { lines: lines.slice(-count), first: this.lines.first };
  }

  /** The whole log, as far as the run stands: as the terminal prints it. */
  text(): string {
    const rows = Array.from({ length: this.rows + 1 }, (_, at) => this.textOf(at - 1));
    return rows
      .flat()
      .map(line => `${line}\n`)
      .join('');
  }

  /** Rows of epochs that have ended where the run stands: it may have gone back. */
  private get rows(): number {
    const { epoch } = this.run.position;
    let [low, high] = [0, this.kept.length / this.width];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.kept[middle * this.width] <= epoch) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Lines of text. @param row −1: what is not kept any more */
  private textOf(row: number): string[] {
    const { kept, width } = this;
    if (row < 0) return this.isCut ? [`(lines before epoch ${kept[0]} are not kept)`] : [];
    const [epoch, seconds, ...values] = kept.slice(row * width, (row + 1) * width);
    return this.lines.line(this.run, { epoch, values, seconds }).split('\n');
  }
}
