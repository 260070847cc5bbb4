/** What the log of an experiment looks like, before anything is trained. */
import { createStream } from '../../engine/rng/createStream';
import { Run } from '../../engine/training/run';
import type { Prepared } from '../prepare';
import type { Sizes } from './factors';

export interface LogShape {
  /** Of the epoch log, in order. */
  columns: string[];
  batchesPerEpoch: number;
  sizes: Sizes;
}

export function logShape({ spec, data, parameters, stream }: Prepared): LogShape {
  const own = createStream(spec.rng.type, 0);
  own.restore(stream.save());
  const run = new Run(spec, data, parameters, own, { logRows: 16 });
  run.end();
  const { batchesPerEpoch, columns } = run;
  const { rows } = data.train.x;
  const { batch_size } = spec.trainer;
  const batchRows = batch_size === 'full' ? rows : Math.min(batch_size, rows);
  const sizes = { rows, batchRows, batches: batchesPerEpoch, outputs: data.train.y.cols };
  return { columns, batchesPerEpoch, sizes };
}
