/** What the network makes of single rows, with all their digits. */
import type { Matrix } from '../../engine/ground/spec';
import type { Predictions, PredictionsWish } from '../../protocol/confusion';
import type { LoadedRun } from '../run/loadedRun';
import { MOST_INPUTS, writeInputs } from './inputs';

/** Numbers that are sent at once: 8 MB. */
const MOST_NUMBERS = 1_000_000;

/** null where the part has no rows. */
export function predictionsOf(
  loaded: LoadedRun,
  { part, most }: PredictionsWish,
): Predictions | null {
  const { run, description } = loaded;
  const data = loaded.part(part);
  if (!data || data.x.rows === 0) return null;
  const { cols } = data.y;
  const width = description.data.image ? 0 : Math.min(data.x.cols, MOST_INPUTS);
  const rows = Math.min(data.x.rows, most, Math.floor(MOST_NUMBERS / (2 * cols + width)));
  const inputs = new Float64Array(rows * width);
  const shown = Array.from({ length: rows }, (_, row) => row);
  writeInputs(description, data.x, shown, width, inputs);
  return {
    ...{ part, rows, of: data.x.rows, cols, width, inputs },
    outputs: Float64Array.from(run.predict(firstRows(data.x, rows)).data),
    targets: Float64Array.from(firstRows(data.y, rows).data),
  };
}

function firstRows({ data, cols }: Matrix, rows: number): Matrix {
  return { rows, cols, data: data.subarray(0, rows * cols) };
}
