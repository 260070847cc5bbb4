/** Tensors that checks compare: always float64, whatever the run computes in. */
import type { Recording } from '../../engine/training/run';
import { dimensions } from './inspectPath';
import type { InspectPath } from './inspectPath';

/** A matrix; a list of biases is a row, a single number has one entry. */
export interface Tensor {
  rows: number;
  cols: number;
  /** Row-major. */
  data: Float64Array;
}

export function scalar(value: number): Tensor {
  return { rows: 1, cols: 1, data: Float64Array.of(value) };
}

export function tensorOf(values: number[][]): Tensor {
  return {
    rows: values.length,
    cols: values[0]?.length ?? 0,
    data: Float64Array.from(values.flat()),
  };
}

export function transposed({ rows, cols, data }: Tensor): Tensor {
  const out = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) out[col * rows + row] = data[row * cols + col];
  }
  return { rows: cols, cols: rows, data: out };
}

export function shapeOf({ rows, cols }: Pick<Tensor, 'rows' | 'cols'>): string {
  return `${rows} × ${cols}`;
}

/** What a path names in a recording; null where its row or column is not there. */
export function tensorAt(recording: Recording, path: InspectPath): Tensor | null {
  const whole = wholeTensor(recording, path);
  const [first, second] = path.indices;
  if (first === undefined) return whole;
  // The only index of a list of biases is a column.
  const [row, col] = dimensions(path.name) === 1 ? [0, first] : [first, second];
  if (row >= whole.rows || (col ?? 0) >= whole.cols) return null;
  const start = row * whole.cols;
  return col === undefined
    ? { rows: 1, cols: whole.cols, data: whole.data.slice(start, start + whole.cols) }
    : scalar(whole.data[start + col]);
}

function wholeTensor(recording: Recording, { layer, name }: InspectPath): Tensor {
  if (name === 'loss') return scalar(recording.loss);
  if (name === 'penalty' || name === 'objective') return minimised(recording, name);
  if (name === 'x' || name === 'y' || name === 'gradInput') return copied(recording[name]);
  const tensor = recording.layers[layer ?? 0][name];
  if (tensor === null) throw new TypeError(`Layer ${layer} has no ${name}.`);
  return 'data' in tensor ? copied(tensor) : copied({ rows: 1, cols: tensor.length, data: tensor });
}

function minimised({ objective }: Recording, name: 'penalty' | 'objective'): Tensor {
  if (!objective) throw new TypeError(`There is no ${name}.`);
  return scalar(name === 'penalty' ? objective.penalty : objective.value);
}

function copied({
  rows,
  cols,
  data,
}: {
  rows: number;
  cols: number;
  data: ArrayLike<number>;
}): Tensor {
  return { rows, cols, data: Float64Array.from(data) };
}

/** A number, a row, or rows. */
export function expectedValue(json: unknown): Tensor | null {
  if (typeof json === 'number') return scalar(json);
  if (!Array.isArray(json) || json.length === 0) return null;
  const list: unknown[] = json;
  const isRow = (row: unknown): row is number[] =>
    Array.isArray(row) && row.length > 0 && row.every(entry => typeof entry === 'number');
  if (isRow(list)) return tensorOf([list]);
  return list.every(isRow) && list.every(row => row.length === list[0].length)
    ? tensorOf(list)
    : null;
}
