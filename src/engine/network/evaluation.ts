/** Metrics and outputs over any number of rows, a bounded number at a time. */
import { createMatrix, firstRows } from '../ground/matrix';
import { EpochMetric, metricSum, type Minimised } from '../functions/metrics';
import { forward, shortenPass, type Network, type Pass } from './network';
import type { Dataset, Matrix, MetricSpec } from '../ground/spec';

/** Rows of one forward pass: enough to amortise the calls, few enough to stay in the cache. */
export const EVALUATED_ROWS = 256;

/** Rows of a part that lie in batches of one size, evaluated in one pass. */
interface Chunk {
  pass: Pass;
  x: Matrix;
  y: Matrix;
  batchRows: number;
}

/** Evaluates metrics on a part of the data at the network's current parameters. */
export class Evaluator {
  private readonly chunks: Chunk[] = [];
  private readonly sums: EpochMetric[];

  /**
   * @param buffers of EVALUATED_ROWS rows, shared with everything else that only looks at outputs
   * @param batchSize rows of the batches that the metrics combine; the last one may be short
   */
  constructor(
    private readonly network: Network,
    buffers: Pass,
    data: Dataset,
    private readonly metrics: readonly MetricSpec[],
    batchSize: number,
    private readonly minimised: Minimised,
  ) {
    const { rows } = data.x;
    this.sums = metrics.map(metric => new EpochMetric(metric, data.y.cols, minimised));
    const rest = rows % batchSize;
    this.addChunks(data, 0, rows - rest, batchSize, buffers);
    this.addChunks(data, rows - rest, rows, rest, buffers);
  }

  /** One value for each metric, in their order. */
  evaluate(): number[] {
    for (const sum of this.sums) sum.reset();
    for (const { pass, x, y, batchRows } of this.chunks) {
      pass.x.data.set(x.data);
      forward(this.network, pass);
      this.metrics.forEach((metric, i) => {
        const sum = metricSum(metric, pass.outputs, y, this.minimised, batchRows);
        this.sums[i].add(sum, pass.rows, batchRows);
      });
    }
    return this.sums.map(sum => sum.value());
  }

  private addChunks(data: Dataset, from: number, to: number, batchRows: number, all: Pass): void {
    for (let at = from; at < to; at += all.rows) {
      const rows = Math.min(all.rows, to - at);
      const pass = shortenPass(all, rows);
      const x = rowsOf(data.x, at, rows);
      this.chunks.push({ pass, x, y: rowsOf(data.y, at, rows), batchRows });
    }
  }
}

/**
 * The activations [rows, units] of these layers for the rows of x, which may be of either dtype.
 * @param layers 0-based
 */
export function activationsFor(
  network: Network,
  buffers: Pass,
  x: Matrix,
  layers: readonly number[],
): Matrix[] {
  const { dtype } = network.kernels;
  const found = layers.map(layer => createMatrix(dtype, x.rows, buffers.layers[layer].a.cols));
  for (let at = 0; at < x.rows; at += buffers.rows) {
    const rows = Math.min(buffers.rows, x.rows - at);
    const pass = rows === buffers.rows ? buffers : shortenPass(buffers, rows);
    pass.x.data.set(rowsOf(x, at, rows).data);
    forward(network, pass);
    layers.forEach((layer, i) => found[i].data.set(pass.layers[layer].a.data, at * found[i].cols));
  }
  return found;
}

/** `rows` rows from row `at` on, sharing their storage. */
function rowsOf(m: Matrix, at: number, rows: number): Matrix {
  const rest = { rows: m.rows - at, cols: m.cols, data: m.data.subarray(at * m.cols) };
  return firstRows(rest, rows);
}
