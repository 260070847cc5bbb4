/** Metrics and outputs over any number of rows, a bounded number at a time. */
import { firstRows } from './matrix';
import { EpochMetric, metricSum } from './metrics';
import { createPass, forward, outputsOf, shortenPass, type Network, type Pass } from './network';
import type { Dataset, Matrix, MetricSpec } from './spec';

/** Rows of one forward pass: enough to amortise the calls, few enough to stay in the cache. */
const CHUNK = 256;

/** Rows of a part that lie in batches of one size, evaluated in one pass. */
interface Chunk {
  pass: Pass;
  y: Matrix;
  batchRows: number;
}

/** Evaluates metrics on a part of the data at the network's current parameters. */
export class Evaluator {
  private readonly chunks: Chunk[] = [];
  private readonly sums: EpochMetric[];

  /** @param batchSize rows of the batches that the metrics combine; the last one may be short */
  constructor(
    private readonly network: Network,
    data: Dataset,
    private readonly metrics: readonly MetricSpec[],
    batchSize: number,
  ) {
    const { rows } = data.x;
    this.sums = metrics.map(metric => new EpochMetric(metric, data.y.cols));
    const buffers = createPass(network.model, network.dtype, Math.min(CHUNK, rows));
    const rest = rows % batchSize;
    this.addChunks(data, 0, rows - rest, batchSize, buffers);
    this.addChunks(data, rows - rest, rows, rest, buffers);
  }

  /** One value for each metric, in their order. */
  evaluate(): number[] {
    for (const sum of this.sums) sum.reset();
    for (const { pass, y, batchRows } of this.chunks) {
      forward(this.network, pass);
      const out = outputsOf(this.network, pass);
      this.metrics.forEach((metric, i) => {
        this.sums[i].add(metricSum(metric, out, y), pass.rows, batchRows);
      });
    }
    return this.sums.map(sum => sum.value());
  }

  private addChunks(data: Dataset, from: number, to: number, batchRows: number, all: Pass): void {
    for (let at = from; at < to; at += CHUNK) {
      const rows = Math.min(CHUNK, to - at);
      const pass = { ...shortenPass(all, rows), x: rowsOf(data.x, at, rows) };
      this.chunks.push({ pass, y: rowsOf(data.y, at, rows), batchRows });
    }
  }
}

/** The outputs [rows, outputs] for the rows of x, which may be of either dtype. */
export function outputsFor(network: Network, x: Matrix, out: Matrix): void {
  if (x.rows === 0) return;
  const buffers = createPass(network.model, network.dtype, Math.min(CHUNK, x.rows));
  for (let at = 0; at < x.rows; at += CHUNK) {
    const rows = Math.min(CHUNK, x.rows - at);
    const pass = rows === buffers.rows ? buffers : shortenPass(buffers, rows);
    pass.x.data.set(rowsOf(x, at, rows).data);
    forward(network, pass);
    out.data.set(outputsOf(network, pass).a.data, at * out.cols);
  }
}

/** `rows` rows from row `at` on, sharing their storage. */
function rowsOf(m: Matrix, at: number, rows: number): Matrix {
  const rest = { rows: m.rows - at, cols: m.cols, data: m.data.subarray(at * m.cols) };
  return firstRows(rest, rows);
}
