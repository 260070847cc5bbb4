/** Tensors as text for other programs, with enough digits to give back the same numbers. */
import { TENSORS } from '../../engine/ground/tensors';
import type { TensorValues } from '../../protocol/tensors';

/** Rows and columns without a heading, as `numpy.loadtxt(…, delimiter=",")` reads them. */
export function asCsv({ rows, cols, data }: TensorValues): string {
  const write = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));
  return rowsOf({ rows, cols, data }, write).join('\n');
}

/** `W1 = np.array([…])`, with the layer's number; biases have one axis, so that NumPy broadcasts them. */
export function asNumPy(tensor: TensorValues): string {
  const { python, shape } = TENSORS[tensor.tensor];
  const rows = rowsOf(tensor, pythonNumber).map(row => `[${row.replaceAll(',', ', ')}]`);
  const content = shape === 'biases' ? rows[0] : `[\n    ${rows.join(',\n    ')},\n]`;
  return `${python}${tensor.layer + 1} = np.array(${content})`;
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
