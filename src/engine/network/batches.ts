/**
 * The batches of an epoch: rows in their order, or in a fresh random order every epoch, in slices
 * of `batch_size`, the last one short or dropped.
 *
 * `shuffle: once` is no concern of this file: the rows were put in their one random order when the
 * data were prepared. `every_epoch` draws `permutation(rows)` at the start of each epoch.
 */
import { createMatrixIn, type Kernels } from '../kernels/kernels';
import { firstRows } from '../ground/matrix';
import { createPass, shortenPass, type Pass } from './network';
import { drawMasks, hasMasks } from './masks/masks';
import type { RandomStream } from '../rng/stream';
import { ShapeError } from '../ground/shapes';
import type { Dataset, Matrix, ModelSpec, TrainerSpec } from '../ground/spec';

/** A batch in its buffers. */
export interface Batch {
  pass: Pass;
  /** Targets, [rows, outputs] */
  y: Matrix;
  /** Σ ℓ of the training loss, after a forward pass. */
  lossSum: number;
}

export class Batches {
  readonly size: number;
  readonly perEpoch: number;
  /** The one batch holds all rows in their order: it is the training data itself. */
  readonly whole: boolean;
  private order: Int32Array | null = null;
  /** The buffers of a whole batch; where it is all rows, its x and y are the data's own. */
  readonly full: Batch;
  private readonly short: Batch | null;

  /** @throws ShapeError where `drop_last` leaves no batch at all */
  constructor(
    private readonly data: Dataset,
    private readonly model: ModelSpec,
    private readonly trainer: TrainerSpec,
    kernels: Kernels,
  ) {
    const { rows } = data.x;
    const { batch_size, drop_last, shuffle } = trainer;
    this.size = batch_size === 'full' ? rows : Math.min(batch_size, rows);
    if (drop_last && batch_size !== 'full' && batch_size > rows) {
      throw new ShapeError(
        `A batch of ${batch_size} rows cannot be filled from ${rows} training rows, and drop_last ` +
          `leaves none; the batch size must be at most ${rows}.`,
      );
    }
    const rest = rows % this.size;
    this.perEpoch = Math.floor(rows / this.size) + (rest > 0 && !drop_last ? 1 : 0);
    this.whole = this.size === rows && shuffle !== 'every_epoch';
    const x = this.whole ? data.x : null;
    const pass = createPass(model, kernels, this.size, { x, training: true });
    const y = this.whole ? data.y : createMatrixIn(kernels, this.size, data.y.cols);
    this.full = { pass, y, lossSum: 0 };
    this.short =
      rest > 0 && !drop_last
        ? { pass: shortenPass(pass, rest), y: firstRows(this.full.y, rest), lossSum: 0 }
        : null;
  }

  /** Draws the order of an epoch, where it has one. */
  startEpoch(stream: RandomStream): void {
    if (this.trainer.shuffle === 'every_epoch') this.order = stream.permutation(this.data.x.rows);
  }

  /** The rows of batch `index` of the running epoch, in the order of training. */
  load(index: number): Batch {
    const batch = this.at(index);
    if (this.whole) return batch;
    const start = index * this.size;
    copyRows(this.data.x, this.order, start, batch.pass.x);
    copyRows(this.data.y, this.order, start, batch.y);
    return batch;
  }

  /** Draws the masks of batch `index`, where its layers have any. */
  drawMasks(index: number, stream: RandomStream): void {
    const masks = this.at(index).pass.layers.map(({ mask }) => mask);
    drawMasks(this.model, masks, stream);
  }

  /** Whether training draws masks for each batch. */
  get masked(): boolean {
    return hasMasks(this.model);
  }

  /** Rows of batch `index`. */
  rowsOf(index: number): number {
    return this.at(index).y.rows;
  }

  private at(index: number): Batch {
    return this.short !== null && index === this.perEpoch - 1 ? this.short : this.full;
  }

  /** The order of the running epoch; null: as the data stands. */
  get currentOrder(): Int32Array | null {
    return this.order;
  }

  set currentOrder(order: Int32Array | null) {
    this.order = order;
  }
}

/** to ← rows `start` … of `from`, by way of `order` if there is one. */
function copyRows(from: Matrix, order: Int32Array | null, start: number, to: Matrix): void {
  const { cols } = from;
  const source = from.data;
  const target = to.data;
  for (let r = 0; r < to.rows; r++) {
    const at = (order === null ? start + r : order[start + r]) * cols;
    for (let c = 0; c < cols; c++) target[r * cols + c] = source[at + c];
  }
}
