/** Training in whole updates inside WebAssembly, once it is set up. */
import type { Native } from '../../kernels/kernels';
import type { Batch } from '../../network/batches';
import { COLUMN_BYTES, FUSED_BATCHES, SQUARES, type Blocks } from './blocks';
import type { FusedTraining, LayerSquares, TrainingPlan } from './fused';

const LOST =
  'One of the threads that trained this run together has ended in the middle of an update, ' +
  'whose numbers are lost with it: start the run again.';

export class WasmTraining implements FusedTraining {
  readonly limit = FUSED_BATCHES;
  readonly lossSums: Float64Array;
  readonly correctRows: Int32Array;
  readonly squares: readonly LayerSquares[];
  private recording = false;
  private lost = false;
  private readonly orderHere: Int32Array;
  private orderCopied: Int32Array | null = null;
  private readonly batchSize: number;
  private readonly lastRows: number;
  private readonly perEpoch: number;

  private readonly exports: Native['exports'];
  private readonly team: Native['team'];

  constructor({ exports, team }: Native, plan: TrainingPlan, at: Blocks) {
    this.exports = exports;
    this.team = team;
    const { buffer } = exports.memory;
    const { rows } = plan.train.x;
    this.lossSums = new Float64Array(buffer, at.sums, FUSED_BATCHES);
    this.correctRows = new Int32Array(buffer, at.corrects, FUSED_BATCHES);
    const column = (layer: number, which: number): Float64Array =>
      new Float64Array(
        buffer,
        at.columns + (layer * SQUARES + which) * COLUMN_BYTES,
        FUSED_BATCHES,
      );
    this.squares = plan.parameters.map((_, i) => ({
      delta: column(i, 0),
      gradW: column(i, 1),
      weights: column(i, 2),
    }));
    this.orderHere = new Int32Array(buffer, at.order, rows);
    this.batchSize = plan.batches.size;
    this.perEpoch = plan.batches.perEpoch;
    this.lastRows = Math.min(this.batchSize, rows - (this.perEpoch - 1) * this.batchSize);
  }

  forward({ pass, y }: Batch): number {
    return this.exports.forwardBatch(pass.x.data.byteOffset, y.data.byteOffset, y.rows);
  }

  backward({ pass, y }: Batch): void {
    this.exports.backwardBatch(pass.x.data.byteOffset, y.data.byteOffset, y.rows);
  }

  train(
    first: number,
    count: number,
    order: Int32Array | null,
    rate: number,
    record: boolean,
  ): number {
    if (record !== this.recording) this.exports.setRecording(record, COLUMN_BYTES);
    this.recording = record;
    if (order !== null && order !== this.orderCopied) {
      this.orderHere.set(order);
      this.orderCopied = order;
    }
    const address = order === null ? 0 : this.orderHere.byteOffset;
    if (this.lost) throw new Error(LOST);
    this.team?.begin();
    const done = this.exports.train(first, count, this.perEpoch, this.lastRows, address, rate);
    if (done < 0) {
      this.end();
      this.lost = true;
      throw new Error(LOST);
    }
    this.team?.measured(done);
    return done;
  }

  get threads(): number {
    return this.team?.used ?? 1;
  }

  dismiss(): void {
    this.team?.dismiss();
  }

  end(): void {
    this.team?.end();
  }
}
