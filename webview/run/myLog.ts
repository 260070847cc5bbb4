/** The log of a student's program, as the curves draw it. */
import type { MyLog } from '../../src/protocol/runs';
import { firstAbove } from '../drawing/decimate';
import { History } from './history';

export class ShownLog {
  /** By column of the run's own log; each has one column. */
  readonly columns: ReadonlyMap<string, History>;

  constructor(readonly report: MyLog) {
    this.columns = new Map(
      report.columns.map(({ column, epochs, values }) => {
        const log = new History();
        log.clear(1);
        log.append({ from: 0, numbers: epochs, values: [values], thinned: 1 });
        return [column, log];
      }),
    );
  }

  /** The last epoch of any column; 0 where there is none. */
  get last(): number {
    return Math.max(0, ...[...this.columns.values()].map(({ last }) => last));
  }

  /** What was printed of an epoch; null: nothing. */
  valueAt(column: string, epoch: number): number | null {
    const log = this.columns.get(column);
    const row = log ? firstAbove(log.numbers, epoch, 0, log.rows) - 1 : -1;
    return log && row >= 0 && log.numbers.at(row) === epoch ? log.columns[0].at(row) : null;
  }
}
