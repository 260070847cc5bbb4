/** A tensor as text for other programs, with every digit that tells its numbers apart. */
import type { TensorName, TensorValues } from '../../protocol/snapshot';

/** Names that Python can have, as in the field's own code. */
const PYTHON: Record<TensorName, string> = {
  z: 'z',
  a: 'a',
  slope: 'f_prime',
  delta: 'delta',
  weights: 'W',
  gradW: 'dW',
  gradW_penalized: 'dW_penalized',
  updateW: 'W_update',
  biases: 'b',
  gradB: 'db',
  gradB_penalized: 'db_penalized',
  updateB: 'b_update',
};

const VECTORS: readonly TensorName[] = ['biases', 'gradB', 'gradB_penalized', 'updateB'];

/** Rows and columns, without a heading: what `numpy.loadtxt(…, delimiter=",")` reads. */
export function asCsv({ rows, cols, data }: TensorValues): string {
  const write = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
  return rowsOf({ rows, cols, data }, write).join('\n');
}

/** `W1 = np.array([…])`, with the layer's number; biases have one axis, as NumPy adds them. */
export function asNumPy(tensor: TensorValues): string {
  const name = `${PYTHON[tensor.tensor]}${tensor.layer + 1}`;
  const rows = rowsOf(tensor, pythonNumber).map(row => `[${row.replaceAll(',', ', ')}]`);
  const isVector = VECTORS.includes(tensor.tensor);
  const content = isVector ? rows[0] : `[\n    ${rows.join(',\n    ')},\n]`;
  return `${name} = np.array(${content})`;
}

function rowsOf(
  { rows, cols, data }: Pick<TensorValues, 'rows' | 'cols' | 'data'>,
  write: (value: number) => string,
): string[] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * cols, (row + 1) * cols), write).join(','),
  );
}

function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'np.nan';
  if (!Number.isFinite(value)) return value > 0 ? 'np.inf' : '-np.inf';
  const digits = Object.is(value, -0) ? '-0' : String(value);
  return Number.isInteger(value) && !digits.includes('e') ? `${digits}.0` : digits;
}
